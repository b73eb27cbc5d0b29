import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { startNotices } from '#lib/jobs/notices.ts';
import { claimNotices } from '#lib/notices/claim.ts';
import { noticeSettings } from '#lib/notices/notice-settings.ts';
import { openNotifier } from '#lib/notices/notifier.ts';
import { recordOutcome } from '#lib/notices/record-outcome.ts';
import { resumeChannel } from '#lib/notices/rules.ts';
import { eventually } from '#tests/support/await.ts';
import { customs } from '#tests/support/exception-notices.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { MAIL_PASSWORD } from '#tests/support/mail-server.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { type Notified, startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';

let notified: Notified;
beforeAll(async () => {
  notified = await startNotified();
});

let shipment = 6_000;
beforeEach(async () => {
  shipment += 1;
  const { runtime, mail, slack } = notified;
  // A message that is refused on a connection that was used before is tried at once on another.
  runtime.notifier.stop();
  await runtime.sql`truncate notices, notification_rules cascade`;
  mail.received.length = 0;
  slack.posted.length = 0;
  slack.times.length = 0;
});

const depart = () => notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));

type Row = { state: string; attempts: number; error: string | null; wait: number };

/** The notices in order; `wait`: seconds until the next attempt. */
async function notices({ runtime }: Notified = notified): Promise<Row[]> {
  const rows = await runtime.sql<Row[]>`
    select state, attempts, last_error as error,
      extract(epoch from greatest(not_before, held_until) - now())::float as wait
    from notices join rule_recipients as recipient on recipient.id = recipient_id order by position`;
  return [...rows];
}

/** Lets the pause before the next attempt, and the lease of a dead process, be over. */
async function makeDue(): Promise<void> {
  const { sql } = notified.runtime;
  await sql`update notices set not_before = now() - interval '1 s', leased_until = leased_until - interval '1 hour'`;
  await sql`update rule_recipients set held_until = null`;
}

async function sendAgain(): Promise<void> {
  await makeDue();
  await notified.runtime.notifier.sendDue();
}

describe('a mail server', () => {
  it('that answers 421, then 451, gets the message again later, and once', async () => {
    await notified.addRule();
    notified.mail.replies.push(421, 451);
    await depart();
    const [first] = await notices();
    expect(first).toMatchObject({ state: 'pending', attempts: 1, error: expect.stringContaining('421') });
    expect(first?.wait).toBeGreaterThan(10);
    await notified.runtime.notifier.sendDue();
    expect(await notices()).toMatchObject([{ attempts: 1 }]);
    await sendAgain();
    const [second] = await notices();
    expect(second).toMatchObject({ state: 'pending', attempts: 2 });
    expect(second?.wait).toBeGreaterThan((first?.wait ?? 0) * 1.5);
    await sendAgain();
    await sendAgain();
    expect(await notices()).toMatchObject([{ state: 'sent', attempts: 3, error: null }]);
    expect(notified.mail.received).toHaveLength(1);
  });

  it('that answers 451 for a day: the notice fails, and its reason is kept', async () => {
    await notified.addRule();
    notified.mail.replies.push(451, 451);
    await depart();
    await notified.runtime.sql`update notices set attempts = 31`;
    await sendAgain();
    await sendAgain();
    expect(await notices()).toMatchObject([{ state: 'failed', attempts: 32, error: expect.stringContaining('451') }]);
  });

  it('that answers 550 is final: nothing is sent again, and a retraction is not told', async () => {
    await notified.addRule();
    notified.mail.replies.push(550);
    await depart();
    expect(await notices()).toMatchObject([{ state: 'failed', attempts: 1, error: expect.stringContaining('550') }]);
    await notified.deliver('flexport', sailing({ shipment }));
    await sendAgain();
    expect(await notices()).toHaveLength(1);
    expect(notified.mail.received).toEqual([]);
  });

  it('that hangs up after it accepted the message gets it again with the same Message-ID', async () => {
    await notified.addRule();
    notified.mail.replies.push('hang up after accepting');
    await depart();
    expect(await notices()).toMatchObject([{ state: 'pending', attempts: 1 }]);
    await sendAgain();
    const ids = notified.mail.received.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('that answers 421 to a departure gets the arrival after it, not before', async () => {
    await notified.addRule();
    notified.mail.replies.push(421);
    await depart();
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5), arrived: hoursAgo(1) }));
    expect(notified.mail.received).toEqual([]);
    await sendAgain();
    expect(notified.mail.received.map(({ subject }) => subject?.split(':')[0])).toEqual(['Departed', 'Arrived']);
  });

  it('does not delay a recipient whose address is good because of one whose address is not', async () => {
    await notified.addRule({ target: 'gone@harbour-home.example' });
    await notified.addRule();
    notified.mail.replies.push(550);
    await depart();
    expect((await notices()).map(({ state }) => state).sort()).toEqual(['failed', 'sent']);
  });
});

describe('a mail server that closes idle connections', () => {
  it('gets the next message at once on another connection', async () => {
    await notified.addRule();
    await depart();
    notified.mail.replies.push(421);
    await notified.deliver('flexport', sailing({ shipment: shipment + 100, departed: hoursAgo(5) }));
    expect(await notices()).toMatchObject([{ state: 'sent' }, { state: 'sent', attempts: 1 }]);
    expect(notified.mail.received).toHaveLength(2);
  });
});

describe('a departure that is retracted while its notice cannot be sent', () => {
  it('is told to nobody', async () => {
    await notified.addRule();
    notified.mail.replies.push(421);
    await depart();
    await notified.deliver('flexport', sailing({ shipment }));
    await sendAgain();
    expect((await notices()).map(({ state }) => state)).toEqual(['cancelled']);
    expect(notified.mail.received).toEqual([]);
  });

  it('is told and corrected, in this order, if it may have been sent', async () => {
    await notified.addRule();
    const { sql } = notified.runtime;
    await sql`insert into stopped_channels values ('email', 'a test', now())`;
    await depart();
    await sql`delete from stopped_channels`;
    // A process that dies after the claim.
    expect(await claimNotices(sql, ['email'], 5)).toHaveLength(1);
    await notified.deliver('flexport', sailing({ shipment }));
    expect(notified.mail.received).toEqual([]);
    await sendAgain();
    expect(notified.mail.received.map(({ subject }) => subject?.split(':')[0])).toEqual(['Departed', 'Correction']);
  });

  it('is told and corrected if an earlier attempt got no answer', async () => {
    await notified.addRule();
    notified.mail.replies.push('hang up after accepting');
    await depart();
    await notified.deliver('flexport', sailing({ shipment }));
    await sendAgain();
    expect((await notices()).map(({ state }) => state)).toEqual(['sent', 'sent']);
    const ids = notified.mail.received.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(2);
  });

  it('is told and corrected if the attempt during which it was retracted got no answer', async () => {
    await notified.addRule();
    const { sql, notifier } = notified.runtime;
    await sql`insert into stopped_channels values ('email', 'a test', now())`;
    await depart();
    await sql`delete from stopped_channels`;
    await claimNotices(sql, ['email'], 5);
    await notified.deliver('flexport', sailing({ shipment }));
    notified.mail.replies.push('hang up after accepting');
    await makeDue();
    await notifier.sendDue();
    expect((await notices()).map(({ state }) => state)).toEqual(['pending', 'pending']);
    await sendAgain();
    expect((await notices()).map(({ state }) => state)).toEqual(['sent', 'sent']);
    const ids = notified.mail.received.map(({ messageId }) => messageId);
    expect(ids[0]).toBe(ids[1]);
    expect(notified.mail.received.at(-1)?.subject).toMatch(/^Correction/);
  });

  it.each(['retry', 'stopped'] as const)(
    'is told to nobody if the attempt during which it was retracted is refused: %s',
    async (result) => {
      await notified.addRule();
      const { sql, notifier } = notified.runtime;
      await sql`insert into stopped_channels values ('email', 'a test', now())`;
      await depart();
      await sql`delete from stopped_channels`;
      const [claimed] = await claimNotices(sql, ['email'], 5);
      await notified.deliver('flexport', sailing({ shipment }));
      if (claimed)
        await recordOutcome(sql, { ...claimed, ids: [claimed.id] }, { result, reason: 'refused', mayBeSent: false });
      expect(await notices()).toMatchObject([{ state: 'cancelled' }, { state: 'cancelled' }]);
      expect(await sql`delete from stopped_channels returning 1`).toHaveLength(result === 'stopped' ? 1 : 0);
      await makeDue();
      await notifier.sendDue();
      expect(notified.mail.received).toEqual([]);
    },
  );

  it('is told and corrected if one attempt got no answer and the next was refused', async () => {
    await notified.addRule();
    notified.mail.replies.push('hang up after accepting', 451);
    await depart();
    await sendAgain();
    await notified.deliver('flexport', sailing({ shipment }));
    await sendAgain();
    expect((await notices()).map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(notified.mail.received.at(-1)?.subject).toMatch(/^Correction/);
  });
});

describe('a worker that is killed between sending and recording', () => {
  /** An exception that was held long enough. */
  const hold = async () => {
    await applyBatch(notified.runtime.sql, reportedEvent(hoursAgo(0.1), customs('killed', 'CUSTOMS_HOLD')));
    await notified.runtime.sql`update notices set not_before = now() - interval '1 second'`;
  };

  it.each([
    ['a milestone', 'milestone' as const, () => depart()],
    ['an exception', 'exception' as const, hold],
  ])('leaves the notice of %s to another, which sends it with the same Message-ID', async (_, trigger, happen) => {
    await notified.addRule({ trigger, ...(trigger === 'exception' && { severity: 'low' }) });
    await notified.runtime.sql`insert into stopped_channels values ('email', 'a test', now())`;
    await happen();
    await notified.runtime.sql`delete from stopped_channels`;
    const child = spawn(process.execPath, ['tests/support/killed-notifier.ts', notified.databaseUrl], {
      env: { ...process.env, ...notified.variables },
      stdio: 'ignore',
    });
    await eventually(
      async () => notified.mail.received.length,
      (count) => count === 1,
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await notices()).toMatchObject([{ state: 'pending', attempts: 1 }]);
    await notified.runtime.notifier.sendDue();
    expect(notified.mail.received).toHaveLength(1);
    await sendAgain();
    expect(await notices()).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(new Set(notified.mail.received.map(({ messageId }) => messageId)).size).toBe(1);
  });
});

describe('two workers', () => {
  it('send each notice once', async () => {
    await notified.addRule();
    await notified.runtime.sql`insert into stopped_channels values ('email', 'a test', now())`;
    const bodies = Array.from({ length: 30 }, (_, at) => sailing({ shipment: 70_000 + at, departed: hoursAgo(5) }));
    await notified.deliver('flexport', ...bodies);
    await notified.runtime.sql`delete from stopped_channels`;
    const { sendDue } = notified.runtime.notifier;
    await Promise.all([sendDue(), sendDue(), sendDue()]);
    expect(notified.mail.received).toHaveLength(30);
    expect(new Set(notified.mail.received.map(({ subject }) => subject)).size).toBe(30);
  });
});

describe('a password that the mail server refuses', () => {
  it('stops the channel visibly; the notices wait and are sent once an admin resumes it', async () => {
    const wrong = await startNotified({ mailUser: 'fairlead:wrong-password' });
    await wrong.addRule();
    await wrong.addRule({ channel: 'slack' });
    await wrong.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));
    await wrong.deliver('flexport', sailing({ shipment: shipment + 100, departed: hoursAgo(5) }));
    expect(wrong.mail.signIns).toHaveLength(1);
    expect(wrong.slack.posted).toHaveLength(2);
    const [stopped] = await wrong.runtime.sql`select channel, reason from stopped_channels`;
    expect(stopped).toMatchObject({ channel: 'email', reason: expect.stringContaining('535') });
    const waiting = (await notices(wrong)).filter(({ state }) => state === 'pending');
    expect(waiting.map(({ attempts }) => attempts)).toEqual([0, 0]);

    const db = openDatabase(wrong.databaseUrl, { max: 1 });
    expect(await resumeChannel(db, 'ops@example.com', 'email')).toBeNull();
    await db.$client.end();
    const url = wrong.variables.SMTP_URL?.replace('wrong-password', MAIL_PASSWORD) ?? '';
    const right = openNotifier(wrong.runtime.sql, noticeSettings({ ...wrong.variables, SMTP_URL: url }));
    await right.sendDue();
    right.stop();
    expect(wrong.mail.received).toHaveLength(2);
  });
});

describe('an installation without a mail server', () => {
  it('keeps the notices of e-mail rules until it has one', async () => {
    await notified.addRule();
    await notified.runtime.sql`insert into stopped_channels values ('email', 'a test', now())`;
    await depart();
    await notified.runtime.sql`delete from stopped_channels`;
    const { SMTP_URL: _none, ...variables } = notified.variables;
    const without = openNotifier(notified.runtime.sql, noticeSettings(variables));
    expect(await without.sendDue()).toBe(0);
    expect(await notices()).toMatchObject([{ state: 'pending', attempts: 0 }]);
    await notified.runtime.notifier.sendDue();
    expect(notified.mail.received).toHaveLength(1);
  });
});

describe('Slack', () => {
  beforeEach(() => notified.addRule({ channel: 'slack' }));

  it('that answers 429 gets nothing before the time that it states, also not another notice', async () => {
    notified.slack.answers.push({ status: 429, headers: { 'retry-after': '2' } });
    await depart();
    const [first] = await notices();
    expect(first).toMatchObject({ state: 'pending' });
    expect(first?.wait).toBeGreaterThan(1);
    await notified.deliver('flexport', sailing({ shipment: shipment + 100, departed: hoursAgo(5) }));
    expect(notified.slack.times).toHaveLength(1);
    const sending = startNotices(notified.runtime.notifier);
    await eventually(
      async () => notified.slack.posted.length,
      (count) => count === 2,
    );
    await sending.stop();
    const [before = 0, after = 0] = notified.slack.times;
    expect(after - before).toBeGreaterThanOrEqual(1_900);
  });

  it.each([500, 503])('that answers %i gets it again', async (status) => {
    notified.slack.answers.push({ status, body: 'server_error' });
    await depart();
    expect(await notices()).toMatchObject([{ state: 'pending', error: `Slack answered ${status} server_error` }]);
    await sendAgain();
    expect(notified.slack.posted).toHaveLength(1);
  });

  it.each([
    [400, 'invalid_token'],
    [404, 'no_service'],
    [410, 'channel_is_archived'],
  ])('that answers %i is final', async (status, body) => {
    notified.slack.answers.push({ status, body });
    await depart();
    await sendAgain();
    expect(await notices()).toMatchObject([
      { state: 'failed', attempts: 1, error: `Slack answered ${status} ${body}` },
    ]);
    expect(notified.slack.times).toHaveLength(1);
  });

  it('that is another server: no text of its answer is shown', async () => {
    notified.slack.answers.push({ status: 404, body: '<h1>Intranet</h1> secret' });
    await depart();
    expect(await notices()).toMatchObject([{ state: 'failed', error: 'Slack answered 404' }]);
  });

  it('is not followed to another address', async () => {
    notified.slack.answers.push({ status: 302, headers: { location: notified.slack.url } });
    await depart();
    expect(await notices()).toMatchObject([{ state: 'failed' }]);
    expect(notified.slack.times).toHaveLength(1);
  });
});

import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { shareProjections } from '#db/projection-lock.ts';
import { claimDigest } from '#lib/notices/claim-digest.ts';
import { followUp } from '#lib/pipeline/follow-ups.ts';
import { applyEvents, type NormalisedEvent } from '#lib/projections/apply.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { APP_URL, type Notified, startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';

let notified: Notified;
beforeAll(async () => {
  notified = await startNotified();
});

let shipment = 30_000;
beforeEach(async () => {
  shipment += 100;
  const { runtime, mail, slack } = notified;
  runtime.notifier.stop();
  await runtime.sql`truncate notices, notification_rules cascade`;
  mail.received.length = 0;
  slack.posted.length = 0;
});
afterEach(() => vi.useRealTimers());

const depart = (...ids: number[]) =>
  notified.deliver('flexport', ...ids.map((id) => sailing({ shipment: shipment + id, departed: hoursAgo(5) })));
const subjects = () => notified.mail.received.map(({ subject }) => subject);

/** Lets the digests, retries and leases of dead processes be due. */
async function makeDue(): Promise<void> {
  await notified.runtime.sql`
    update notices set not_before = now() - interval '1 minute', leased_until = leased_until - interval '1 hour'
    where state = 'pending'`;
}

async function sendDigests(): Promise<void> {
  await makeDue();
  await notified.runtime.notifier.sendDue();
}

/** The stored notices by shipment: milestone, kind and state. */
async function stored(): Promise<string[]> {
  const rows = await notified.runtime.sql`
    select milestone, kind, notices.state from notices join shipments on shipments.id = shipment_id order by external_id, position`;
  return rows.map(({ milestone, kind, state }) => `${milestone} ${kind} ${state}`);
}

describe('a daily digest', () => {
  it('tells all that came since the last in one e-mail, once its time has come, and nothing again', async () => {
    await notified.addRule({ cadence: 'daily', timeZone: 'Asia/Shanghai' });
    await depart(1, 2, 3);
    await notified.deliver(
      'flexport',
      sailing({ shipment: shipment + 3, departed: hoursAgo(5), arrived: hoursAgo(1), consignee: 'Harbour Home' }),
    );
    expect(subjects()).toEqual([]);
    const [row] = await notified.runtime.sql`
      select distinct to_char(not_before at time zone 'Asia/Shanghai', 'HH24:MI') as due from notices`;
    expect(row?.due).toBe('08:00');
    await sendDigests();
    await sendDigests();
    expect(subjects()).toEqual(['Rule of email: 1 arrived, 2 departed']);
    const [mail] = notified.mail.received;
    expect(mail?.text).toContain(`FLEX-${shipment + 3}: arrived`);
    expect(mail?.text).toMatch(new RegExp(`FLEX-${shipment + 1}: departed .*, Shanghai`));
    expect(mail?.text).toContain('Harbour Home');
    expect(mail?.text).not.toContain(`FLEX-${shipment + 3}: departed`);
    for (const text of [mail?.html, mail?.text]) expect(text).toContain(`${APP_URL}/open/`);
    expect(await stored()).toEqual([
      ...['departed told sent', 'departed told sent', 'departed told cancelled', 'arrived told sent'],
    ]);
  });

  it('leaves out what was withdrawn, and tells in the next what it told wrongly', async () => {
    await notified.addRule({ cadence: 'daily' });
    await depart(1, 2, 3);
    await notified.deliver('flexport', sailing({ shipment: shipment + 1 }));
    await sendDigests();
    expect(subjects()).toEqual(['Rule of email: 2 departed']);
    expect(notified.mail.received[0]?.text).not.toContain(`FLEX-${shipment + 1}`);
    await notified.deliver('flexport', sailing({ shipment: shipment + 2 }));
    await depart(4);
    await sendDigests();
    expect(subjects()[1]).toBe('Rule of email: 1 correction, 1 departed');
    expect(notified.mail.received[1]?.text).toContain(`FLEX-${shipment + 2}: Correction: has not departed`);
  });

  it('of one notice reads like that notice, and a correction is in the thread of its digest', async () => {
    await notified.addRule({ cadence: 'daily' });
    await depart(1);
    await sendDigests();
    await notified.deliver('flexport', sailing({ shipment: shipment + 1 }));
    await sendDigests();
    const [told, correction] = notified.mail.received;
    expect(told?.subject).toBe(`Departed: FLEX-${shipment + 1}, Shanghai → Los Angeles`);
    expect(correction?.subject).toMatch(/^Correction: /);
    expect(correction?.inReplyTo).toBe(told?.messageId);
  });

  it('does not tell of a shipment that is of another customer by then', async () => {
    await notified.addRule({ cadence: 'daily', customer: 'Prairie Foods' });
    const about = (customer: string, minutes: number) =>
      reportedEvent(hoursAgo(1 - minutes / 60), {
        ...{ kind: 'shipment', shipment: `moved-${shipment}` },
        fields: { customer, reportedStatus: { text: 'DELIVERED', stage: 'delivered' } },
      });
    const apply = (event: NormalisedEvent) =>
      notified.runtime.sql.begin(async (tx) => {
        await shareProjections(tx);
        await followUp(tx, { ...(await applyEvents(tx, [event])), fetched: new Map() });
      });
    await apply(about('Prairie Foods', 1));
    expect(await stored()).toEqual(['delivered told pending']);
    await apply(about('Birch Lane', 5));
    await sendDigests();
    expect(subjects()).toEqual([]);
    expect(await stored()).toEqual(['delivered told cancelled']);
  });

  it('by Slack counts the shipments that do not fit', async () => {
    await notified.addRule({ cadence: 'daily', channel: 'slack' });
    const bodies = Array.from({ length: 60 }, (_, at) =>
      sailing({ shipment: shipment + at, consignee: `${'<&>'.repeat(20)} ${at}`, departed: hoursAgo(5) }),
    );
    await notified.deliver('flexport', ...bodies);
    await sendDigests();
    const [text = '', ...others] = notified.slack.posted;
    expect(others).toEqual([]);
    expect(text.length).toBeLessThan(13_000);
    const rest = Number(/Not listed: (\d+) more notices/.exec(text)?.[1]);
    expect(text.match(/\|FLEX-\d+>: departed/g)).toHaveLength(60 - rest);
    expect(rest).toBeGreaterThan(10);
    expect((await stored()).filter((one) => one === 'departed told sent')).toHaveLength(60);
  });
});

describe('a digest that cannot be sent', () => {
  beforeEach(() => notified.addRule({ cadence: 'hourly' }));

  it('is written again with what is true then', async () => {
    notified.mail.replies.push(451);
    await depart(1, 2);
    await sendDigests();
    expect(await stored()).toEqual(['departed told pending', 'departed told pending']);
    await notified.deliver('flexport', sailing({ shipment: shipment + 1 }));
    await depart(3);
    await sendDigests();
    expect(subjects()).toEqual(['Rule of email: 2 departed']);
    expect(await stored()).toEqual(['departed told cancelled', 'departed told sent', 'departed told sent']);
  });

  it('and may have been sent is sent again as it was, with the same Message-ID; what came later is in the next', async () => {
    notified.mail.replies.push('hang up after accepting');
    await depart(1, 2);
    await sendDigests();
    await notified.deliver('flexport', sailing({ shipment: shipment + 1 }));
    await depart(3);
    await sendDigests();
    expect(subjects()).toEqual([
      ...['Rule of email: 2 departed', 'Rule of email: 2 departed', 'Rule of email: 1 correction, 1 departed'],
    ]);
    const [first, again] = notified.mail.received;
    expect(again?.messageId).toBe(first?.messageId);
    expect(again?.text).toBe(first?.text);
  });

  it('because its process died is sent by another, once its lease has ended', async () => {
    await depart(1, 2);
    await makeDue();
    const { sql } = notified.runtime;
    const claimed = await claimDigest(sql, ['email'], []);
    expect(claimed?.notices).toHaveLength(2);
    await notified.runtime.notifier.sendDue();
    expect(subjects()).toEqual([]);
    await sendDigests();
    expect(notified.mail.received.map(({ messageId }) => messageId)).toEqual([`<notice.${claimed?.id}@example.com>`]);
  });

  it('for good has failed with all its notices', async () => {
    notified.mail.replies.push(550);
    await depart(1, 2);
    await sendDigests();
    expect(await stored()).toEqual(['departed told failed', 'departed told failed']);
  });

  it('is sent by one of several workers', async () => {
    const { sendDue } = notified.runtime.notifier;
    for (let digest = 0; digest < 20; digest += 1) {
      await depart(1 + 2 * digest, 2 + 2 * digest);
      await makeDue();
      await Promise.all(Array.from({ length: 8 }, () => sendDue()));
      expect(subjects()).toEqual(Array(digest + 1).fill('Rule of email: 2 departed'));
    }
  });
});

describe('quiet hours', () => {
  const NIGHT = { timeZone: 'Europe/Berlin', quietFrom: '22:00', quietUntil: '07:00' };
  const at = (text: string) => vi.useFakeTimers({ toFake: ['Date'] }).setSystemTime(new Date(text));

  it('delay each notice to their end; one that is withdrawn meanwhile is told to nobody', async () => {
    await notified.addRule(NIGHT);
    at('2099-07-01T20:30:00Z');
    await depart(1, 2);
    await notified.deliver('flexport', sailing({ shipment: shipment + 1 }));
    at('2099-07-02T04:59:59Z');
    await notified.runtime.notifier.sendDue();
    expect(subjects()).toEqual([]);
    at('2099-07-02T05:00:00Z');
    await notified.runtime.notifier.sendDue();
    expect(subjects()).toEqual([`Departed: FLEX-${shipment + 2}, Shanghai → Los Angeles`]);
  });

  it('delay a digest and a notice that is sent again', async () => {
    await notified.addRule({ ...NIGHT, cadence: 'hourly' });
    await notified.addRule(NIGHT);
    notified.mail.replies.push(421);
    at('2099-07-01T19:59:00Z');
    await depart(1, 2);
    at('2099-07-01T20:30:00Z');
    await sendDigests();
    expect(subjects()).toHaveLength(1);
    at('2099-07-02T05:00:01Z');
    await sendDigests();
    expect(subjects().slice(1).sort()).toEqual([expect.stringMatching(/^Departed/), 'Rule of email: 2 departed']);
  });

  it('of one rule do not delay another', async () => {
    await notified.addRule(NIGHT);
    await notified.addRule({ channel: 'slack' });
    at('2099-07-01T22:30:00Z');
    await depart(1);
    expect(subjects()).toEqual([]);
    expect(notified.slack.posted).toHaveLength(1);
  });
});

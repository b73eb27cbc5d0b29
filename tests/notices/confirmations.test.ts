import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { listNotices } from '#db/queries/notices.ts';
import { listRules } from '#db/queries/notification-rules.ts';
import { addUser } from '#lib/auth/users.ts';
import { confirmAddress, findConfirmation } from '#lib/notices/confirm-address.ts';
import { startWatch } from '#lib/notices/followed/watch.ts';
import { requestConfirmation, resendConfirmation } from '#lib/notices/request-confirmation.ts';
import { sendTest } from '#lib/notices/send-test.ts';
import { storedTarget } from '#lib/notices/target.ts';
import { STAKEHOLDER, startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';
import { AUTH_SECRET } from '#tests/support/server.ts';

const ADMIN = 'ops@example.com';
const notified = await startNotified({ settings: { NOTICE_CONFIRMED_DOMAINS: 'Own-company.example' } });
const { sql, notifier } = notified.runtime;
const db = openDatabase(notified.databaseUrl, { max: 1 });
afterAll(() => db.$client.end());

let shipment = 81_000;
beforeEach(async () => {
  shipment += 1_000;
  vi.useRealTimers();
  notifier.stop();
  await sql`truncate notices, notification_rules, suppressions, audit_entries, mail_addresses, users cascade`;
  notified.mail.received.length = 0;
});

const depart = (of = shipment) => notified.deliver('flexport', sailing({ shipment: of, departed: hoursAgo(5) }));
const subjects = () => notified.mail.received.map(({ subject }) => subject?.split(',')[0]);
const lastToken = () => /\/confirm-address\/([\w-]+)/.exec(notified.mail.received.at(-1)?.text ?? '')?.[1] ?? '';
const recipientId = async () => (await sql<{ id: string }[]>`select id from rule_recipients`)[0]?.id ?? '';
const confirm = (token: string) => confirmAddress(db, AUTH_SECRET, token);
const LINK = 'Confirm your e-mail address';

describe('an address that somebody enters', () => {
  it('gets one message with a link, and nothing else until it is confirmed; then what waited', async () => {
    await notified.addRule();
    await notified.addRule({ milestones: ['arrived'] });
    await depart();
    await depart(shipment + 1);
    expect(subjects()).toEqual([LINK]);
    expect(notified.mail.received[0]?.to).toMatchObject([{ address: STAKEHOLDER }]);
    expect((await listRules(db)).map(({ recipients }) => recipients[0]?.confirmation)).toEqual([
      { linkSentAt: expect.any(String), linksSent: 1, linkError: null },
      { linkSentAt: expect.any(String), linksSent: 1, linkError: null },
    ]);
    expect((await listNotices(db, 5)).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['pending', 0],
      ['pending', 0],
    ]);
    expect(await confirm(lastToken())).toBe(true);
    await notifier.sendDue();
    expect(subjects()).toEqual([LINK, `Departed: FLEX-${shipment}`, `Departed: FLEX-${shipment + 1}`]);
    expect((await listRules(db)).map(({ recipients }) => recipients[0]?.confirmation)).toEqual([null, null]);
    const entries = await sql`select actor, subject from audit_entries where action = 'address-confirmed'`;
    expect([...entries]).toEqual([{ actor: STAKEHOLDER, subject: STAKEHOLDER }]);
  });

  it('is not confirmed by a mail scanner that opens the link', async () => {
    await notified.addRule();
    await depart();
    expect(await findConfirmation(db, AUTH_SECRET, lastToken())).toEqual({
      address: STAKEHOLDER,
      rules: ['Rule of email'],
      state: 'waits',
    });
    await notifier.sendDue();
    expect(subjects()).toEqual([LINK]);
  });

  it('gets nothing of a digest either', async () => {
    await notified.addRule({ cadence: 'daily' });
    await depart();
    await sql`update notices set not_before = now() - interval '1 minute'`;
    await notifier.sendDue();
    expect(subjects()).toEqual([LINK]);
    await confirm(lastToken());
    await notifier.sendDue();
    expect(subjects()).toEqual([LINK, `Departed: FLEX-${shipment}`]);
  });

  it('is not told what waited for longer than three days', async () => {
    await notified.addRule();
    await depart();
    await sql`update notices set created_at = now() - interval '73 hours'`;
    await depart(shipment + 1);
    await confirm(lastToken());
    await notifier.sendDue();
    expect(subjects()).toEqual([LINK, `Departed: FLEX-${shipment + 1}`]);
    expect((await listNotices(db, 5)).at(-1)).toMatchObject({
      state: 'cancelled',
      lastError: 'The address was confirmed too late.',
    });
  });

  it('gets no test before', async () => {
    await notified.addRule();
    expect(await sendTest(db, notifier, ADMIN, await recipientId())).toBe('Nobody has confirmed this address yet.');
    expect(subjects()).toEqual([]);
  });

  it('gets the link once its mail server accepts it', async () => {
    await notified.addRule();
    notified.mail.replies.push(450);
    await notifier.sendDue();
    expect((await listRules(db))[0]?.recipients[0]?.confirmation).toMatchObject({
      linkSentAt: null,
      linkError: expect.any(String),
    });
    await sql`update mail_addresses set link_due_at = now()`;
    await notifier.sendDue();
    expect(subjects()).toEqual([LINK]);
    expect((await listRules(db))[0]?.recipients[0]?.confirmation).toMatchObject({ linksSent: 1, linkError: null });
  });

  it('that does not exist gets no second link', async () => {
    await notified.addRule();
    notified.mail.replies.push({ code: 550, status: '5.1.1' });
    await notifier.sendDue();
    expect((await sql`select reason from suppressions`)[0]?.reason).toBe('bounced');
    expect((await listRules(db))[0]?.recipients[0]?.confirmation?.linkError).toContain('550');
    await resendConfirmation(db, ADMIN, await recipientId());
    await notifier.sendDue();
    expect(subjects()).toEqual([]);
  });
});

describe('the link', () => {
  it('can be sent again, after an hour and five times at most, and is recorded', async () => {
    await notified.addRule();
    await notifier.sendDue();
    const id = await recipientId();
    expect(await resendConfirmation(db, ADMIN, id)).toContain('It was sent less than an hour ago');
    for (let sent = 1; sent < 5; sent += 1) {
      await sql`update mail_addresses set link_sent_at = now() - interval '61 minutes'`;
      expect(await resendConfirmation(db, ADMIN, id)).toBeNull();
      expect(await resendConfirmation(db, ADMIN, id)).toBe('The message is being sent.');
      await notifier.sendDue();
    }
    await sql`update mail_addresses set link_sent_at = now() - interval '61 minutes'`;
    expect(await resendConfirmation(db, ADMIN, id)).toContain('5 messages were sent to this address');
    expect(subjects()).toEqual([LINK, LINK, LINK, LINK, LINK]);
    expect(new Set(notified.mail.received.map(({ messageId }) => messageId)).size).toBe(5);
    const entries = await sql`select subject from audit_entries where action = 'confirmation-requested'`;
    expect(entries).toHaveLength(4);
    expect(await confirm(lastToken())).toBe(true);
    expect(await resendConfirmation(db, ADMIN, id)).toBe('This address is confirmed.');
  });

  it('is not valid after seven days, of another installation, or changed', async () => {
    await notified.addRule();
    await notifier.sendDue();
    const token = lastToken();
    const changed = token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect([await confirm(changed), await confirmAddress(db, `${AUTH_SECRET}x`, token)]).toEqual([false, false]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7 * 86_400_000 + 1_000 });
    expect(await findConfirmation(db, AUTH_SECRET, token)).toMatchObject({ state: 'expired' });
    expect(await confirm(token)).toBe(false);
    vi.useRealTimers();
    expect(await confirm(token)).toBe(true);
    expect(await confirm(token)).toBe(true);
    expect(await findConfirmation(db, AUTH_SECRET, token)).toMatchObject({ state: 'confirmed' });
  });

  it('is not sent if the rule was removed meanwhile', async () => {
    await notified.addRule();
    await sql`update notification_rules set removed_at = now(), enabled = false`;
    await notifier.sendDue();
    expect(subjects()).toEqual([]);
  });
});

describe('no confirmation', () => {
  it('is needed for an address of a domain that the settings name', async () => {
    await notified.addRule({ target: 'Imports@OWN-company.example' });
    await depart();
    expect(subjects()).toEqual([`Departed: FLEX-${shipment}`]);
  });

  it('is needed for a user whose address single sign-on verified, but for one with a password', async () => {
    const [first, second] = ['ada@elsewhere.example', 'ben@elsewhere.example'];
    for (const email of [first, second])
      await addUser(db, ADMIN, { email, name: null, role: 'viewer', password: null });
    await sql`
      insert into identities (issuer, subject, user_id, created_at)
      select 'https://issuer.example', 'ada', id, now() from users where email = ${first}`;
    await notified.deliver('flexport', sailing({ shipment }));
    const [row] = await sql<{ id: string }[]>`select id from shipments where external_id = ${String(shipment)}`;
    for (const email of [first, second])
      await startWatch(db, email, { followed: { scope: 'shipment', subjectId: row?.id ?? '' } });
    await depart();
    const received = notified.mail.received.map(({ to, subject }) => [to[0]?.address, subject?.split(',')[0]]).sort();
    expect(received).toEqual([
      [first, `Departed: FLEX-${shipment}`],
      [second, LINK],
    ]);
  });

  it('is asked for twice: an address that is confirmed stays so for later rules', async () => {
    await notified.addRule();
    await notifier.sendDue();
    await confirm(lastToken());
    await db.transaction((tx) => requestConfirmation(tx, storedTarget('email', STAKEHOLDER.toUpperCase(), '')));
    await notified.addRule({ milestones: ['departed'] });
    await depart();
    expect(subjects()).toEqual([LINK, `Departed: FLEX-${shipment}`, `Departed: FLEX-${shipment}`]);
  });
});

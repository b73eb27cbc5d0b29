import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { listNotices } from '#db/queries/notices.ts';
import { getNotificationRule, listRules } from '#db/queries/notification-rules.ts';
import { newRuleSchema } from '#lib/model/notice-rule.ts';
import type { Recipient } from '#lib/model/recipient.ts';
import { backtest } from '#lib/notices/backtest/backtest.ts';
import { addRecipient, removeRecipient } from '#lib/notices/rule-recipients.ts';
import { addRule } from '#lib/notices/rules.ts';
import { unsubscribe } from '#lib/notices/suppressions.ts';
import { storedTarget } from '#lib/notices/target.ts';
import { unsubscribeToken } from '#lib/notices/unsubscribe-token.ts';
import { startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';
import { AUTH_SECRET } from '#tests/support/server.ts';

const ADMIN = 'ops@example.com';
const [ADA, BEN] = ['ada@example.com', 'ben@example.com'];
const notified = await startNotified();
const { sql, notifier } = notified.runtime;
const db = openDatabase(notified.databaseUrl, { max: 1 });
afterAll(() => db.$client.end());

const email = (target: string): Recipient => ({ channel: 'email', target });
const slack = (): Recipient => ({ channel: 'slack', target: notified.slack.url });
const add = (recipients: Recipient[], more: object = {}) =>
  addRule(
    db,
    ADMIN,
    newRuleSchema.parse({ name: 'Imports', milestones: ['departed', 'arrived'], recipients, ...more }),
    {
      shipmentId: null,
      authSecret: AUTH_SECRET,
    },
  );
const received = () => notified.mail.received.map(({ to }) => to[0]?.address).sort();
const states = async () => (await listNotices(db, 20)).map(({ target, state }) => `${target} ${state}`).sort();

let shipment = 80_000;
beforeEach(async () => {
  shipment += 10;
  await sql`truncate notices, notification_rules, suppressions, audit_entries, stopped_channels cascade`;
  notified.mail.received.length = 0;
  notified.slack.posted.length = 0;
});
const depart = (at = shipment) => notified.deliver('flexport', sailing({ shipment: at, departed: hoursAgo(5) }));

describe('a rule with several recipients', () => {
  it('tells each of them once, each by its channel', async () => {
    await add([email(ADA), email(BEN), slack()]);
    await depart();
    await depart();
    expect(received()).toEqual([ADA, BEN]);
    expect(notified.slack.posted).toHaveLength(1);
    expect((await listRules(db))[0]).toMatchObject({
      results: { sent: 3 },
      recipients: [{ results: { sent: 1 } }, { results: { sent: 1 } }, { results: { sent: 1 } }],
    });
  });

  it('holds no recipient because another one fails', async () => {
    await add([email(ADA), slack()]);
    notified.slack.answers.push({ status: 429, headers: { 'retry-after': '600' } });
    await depart();
    await depart(shipment + 1);
    expect(received()).toEqual([ADA, ADA]);
    expect(notified.slack.posted).toEqual([]);
    const [rule] = await listRules(db);
    expect(rule?.recipients.map(({ heldUntil }) => heldUntil !== null)).toEqual([false, true]);
  });

  it('ends only the notices to the recipient who unsubscribes', async () => {
    const { recipients } = await add([email(ADA), email(BEN)]);
    const { targetKey } = storedTarget('email', ADA, '');
    const token = unsubscribeToken({ recipientId: recipients[0]?.id ?? '', targetKey }, AUTH_SECRET);
    expect(await unsubscribe(db, AUTH_SECRET, token)).toBe(true);
    await depart();
    expect(received()).toEqual([BEN]);
    expect(await states()).toEqual([`${ADA} suppressed`, `${BEN} sent`]);
  });

  it('sends a digest of its own to each', async () => {
    await add([email(ADA), email(BEN)], { cadence: 'daily' });
    await depart();
    await depart(shipment + 1);
    await sql`update notices set not_before = now() - interval '1 minute'`;
    await notifier.sendDue();
    expect(received()).toEqual([ADA, BEN]);
    expect(new Set(notified.mail.received.map(({ messageId }) => messageId)).size).toBe(2);
    expect(notified.mail.received[0]?.text).toContain(`FLEX-${shipment + 1}`);
  });

  it('corrects what it told to each who was told, and tells a new recipient nothing of that', async () => {
    const { id } = await add([email(ADA)]);
    await depart();
    await addRecipient(db, ADMIN, id, { recipient: email(BEN), authSecret: AUTH_SECRET });
    await notified.deliver('flexport', sailing({ shipment }));
    expect(received()).toEqual([ADA, ADA]);
    await depart();
    expect(received()).toEqual([ADA, ADA, ADA, BEN]);
  });
});

describe('a recipient of a rule that exists', () => {
  it('is added and removed without touching the notices of the others, and is audited', async () => {
    const { id } = await add([email(ADA)]);
    await sql`insert into stopped_channels values ('email', 'a test', now())`;
    await depart();
    const added = await addRecipient(db, ADMIN, id, { recipient: email(BEN), authSecret: AUTH_SECRET });
    await depart(shipment + 1);
    expect(await states()).toEqual([`${ADA} pending`, `${ADA} pending`, `${BEN} pending`]);
    const ben = typeof added === 'string' ? '' : added.id;
    expect(await removeRecipient(db, ADMIN, ben)).toBeNull();
    expect(await states()).toEqual([`${ADA} pending`, `${ADA} pending`, `${BEN} cancelled`]);
    await sql`delete from stopped_channels`;
    await notifier.sendDue();
    expect(received()).toEqual([ADA, ADA]);
    const actions = (await sql`select action from audit_entries order by id`).map(({ action }) => action);
    expect(actions).toEqual(['rule-added', 'recipient-added', 'recipient-removed']);
  });

  it('is rejected if the rule has it, or cannot send to it; the last one stays', async () => {
    const { id, recipients } = await add([email(ADA)], { cadence: 'daily' });
    const tryAdd = (recipient: Recipient) => addRecipient(db, ADMIN, id, { recipient, authSecret: AUTH_SECRET });
    expect(await tryAdd(email(ADA.toUpperCase()))).toBe('The rule has this recipient already.');
    const atBell = await tryAdd({ channel: 'app', target: '' });
    expect(atBell).toBe('Notices in Fairlead are shown at once, not in digests.');
    expect(await removeRecipient(db, ADMIN, recipients[0]?.id ?? '')).toContain('A rule needs a recipient.');
    expect((await getNotificationRule(db, id))?.recipients).toHaveLength(1);
  });

  it('that was removed can be added again, and is told from then on', async () => {
    const { id, recipients } = await add([email(ADA), email(BEN)]);
    expect(await removeRecipient(db, ADMIN, recipients[1]?.id ?? '')).toBeNull();
    await depart();
    expect(await addRecipient(db, ADMIN, id, { recipient: email(BEN), authSecret: AUTH_SECRET })).toHaveProperty('id');
    await depart(shipment + 1);
    expect(received()).toEqual([ADA, ADA, BEN]);
  });
});

it('a backtest counts what each recipient would have got, as the rule then sends it', async () => {
  await depart();
  const rule = { milestones: ['departed'], customer: null, provider: null, shipmentId: null } as const;
  const schedule = {
    cadence: 'at_once',
    timeZone: 'UTC',
    quietFrom: null,
    quietUntil: null,
    quietWeekends: false,
  } as const;
  const of = (recipients: Recipient[]) => backtest(sql, { ...rule, ...schedule, recipients });
  const one = await of([email(ADA)]);
  const three = await of([email(ADA), email(BEN), slack()]);
  expect(one.notices).toBeGreaterThan(0);
  expect(three).toMatchObject({ recipients: 3, notices: 3 * one.notices, messages: 3 * one.messages });
  expect(three.noticesPerWeek).toBe(one.noticesPerWeek);
  expect(three.latest).toEqual(one.latest);
});

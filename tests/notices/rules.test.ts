import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { listNotices, shipmentsNamed } from '#db/queries/notices.ts';
import { listRules } from '#db/queries/notification-rules.ts';
import { newRuleSchema } from '#lib/model/notice-rule.ts';
import { addRule, disableRule, enableRule, removeRule, resumeChannel } from '#lib/notices/rules.ts';
import { sendTest } from '#lib/notices/send-test.ts';
import { APP_URL, STAKEHOLDER, startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';
import { AUTH_SECRET } from '#tests/support/server.ts';

const ADMIN = 'ops@example.com';
const notified = await startNotified();
const { sql, notifier } = notified.runtime;
const db = openDatabase(notified.databaseUrl, { max: 1 });
afterAll(() => db.$client.end());

const entered = {
  name: 'Imports',
  milestones: ['departed', 'delivered'],
  customer: ' Harbour Home ',
  provider: '',
  shipment: '',
};
const EMAIL = { channel: 'email', target: STAKEHOLDER };
/** The whole of what is entered, with one recipient. */
const whole = ({ channel, target, ...given }: { channel?: string; target?: string } = {}) => ({
  ...entered,
  recipients: [{ ...EMAIL, ...(channel !== undefined && { channel }), ...(target !== undefined && { target }) }],
  ...given,
});
const add = (given: object = {}) =>
  addRule(db, ADMIN, newRuleSchema.parse(whole(given)), { shipmentId: null, authSecret: AUTH_SECRET });

let shipment = 2_000;
beforeEach(async () => {
  shipment += 1;
  await sql`truncate notices, notification_rules, audit_entries, stopped_channels cascade`;
  notified.mail.received.length = 0;
  notified.slack.posted.length = 0;
});

const audited = async () =>
  (await sql`select action, subject from audit_entries order by id`).map((row) => ({ ...row }));
const idOf = async () => (await listRules(db))[0]?.id ?? '';
const recipientOf = async () => (await listRules(db))[0]?.recipients[0]?.id ?? '';

describe('a rule', () => {
  it('is listed with its filter and target, and is audited', async () => {
    await add();
    expect(await listRules(db)).toMatchObject([
      {
        ...{ name: 'Imports', milestones: ['departed', 'delivered'], customer: 'Harbour Home', provider: null },
        ...{ recipients: [{ channel: 'email', target: STAKEHOLDER }], enabled: true, createdBy: ADMIN },
      },
    ]);
    expect(await audited()).toEqual([{ action: 'rule-added', subject: `Imports (E-mail ${STAKEHOLDER})` }]);
  });

  it('of Slack has its URL encrypted, on the page and in the audit log only its host', async () => {
    await add({ channel: 'slack', target: notified.slack.url });
    const [row] = await sql`select * from rule_recipients`;
    expect(JSON.stringify([row, await listRules(db), await audited()])).not.toContain('/services/');
    expect(await sendTest(db, notifier, ADMIN, await recipientOf())).toBeNull();
    expect(notified.slack.posted).toHaveLength(1);
  });

  it('that is disabled writes no notices and cancels those that wait; enabled again it tells what happens next', async () => {
    await add({ customer: '' });
    await sql`insert into stopped_channels values ('email', 'a test', now())`;
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));
    expect(await disableRule(db, ADMIN, await idOf())).toBeNull();
    expect(await listNotices(db, 10)).toMatchObject([{ state: 'cancelled', reference: `FLEX-${shipment}` }]);
    await notified.deliver('flexport', sailing({ shipment: shipment + 100, departed: hoursAgo(5) }));
    expect(await listNotices(db, 10)).toHaveLength(1);
    expect(await resumeChannel(db, ADMIN, 'email')).toBeNull();
    expect(await enableRule(db, ADMIN, await idOf())).toBeNull();
    // Nobody was told of the first departure, so its retraction is not told either.
    await notified.deliver('flexport', sailing({ shipment }));
    await notified.deliver('flexport', sailing({ shipment: shipment + 200, departed: hoursAgo(5) }));
    expect(notified.mail.received).toHaveLength(1);
    expect((await audited()).map(({ action }) => action)).toEqual([
      ...['rule-added', 'rule-disabled', 'channel-resumed', 'rule-enabled'],
    ]);
  });

  it('that is removed forgets its URL, keeps its notices, and cannot be changed any more', async () => {
    await add({ channel: 'slack', target: notified.slack.url, customer: '' });
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));
    const [id, recipient] = [await idOf(), await recipientOf()];
    expect(await removeRule(db, ADMIN, id)).toBeNull();
    expect([...(await sql`select encrypted from rule_recipients`)]).toEqual([{ encrypted: null }]);
    expect(await listRules(db)).toEqual([]);
    expect(await listNotices(db, 10)).toMatchObject([{ state: 'sent', rule: 'Imports' }]);
    expect(await enableRule(db, ADMIN, id)).toBe('This rule no longer exists.');
    expect(await sendTest(db, notifier, ADMIN, recipient)).toBe('This recipient no longer exists.');
  });
});

describe('a test message', () => {
  it('arrives at once and is audited; a failure is told to the admin', async () => {
    await add();
    expect(await sendTest(db, notifier, ADMIN, await recipientOf())).toBeNull();
    expect(notified.mail.received).toMatchObject([{ subject: 'Test: Imports', to: [{ address: STAKEHOLDER }] }]);
    expect(notified.mail.received[0]?.text).toContain(`${APP_URL}/open/`);
    notified.mail.replies.push(550);
    expect(await sendTest(db, notifier, ADMIN, await recipientOf())).toContain('550');
    expect((await audited()).map(({ action }) => action)).toEqual(['rule-added', 'rule-tested', 'rule-tested']);
    expect(await listNotices(db, 10)).toEqual([]);
  });
});

const NO_SLACK = 'target: Enter the https URL of an incoming webhook, or the id of a channel, such as C012AB3CD.';

describe('what an admin enters', () => {
  const errorOf = (given: object) => {
    const issues = newRuleSchema.safeParse(whole(given)).error?.issues ?? [];
    return issues.map(({ path, message }) => `${String(path.at(-1))}: ${message}`).join();
  };

  it.each([
    [{ target: 'nobody' }, 'target: This is not an e-mail address.'],
    [{ target: 'a@example.com, b@example.com' }, 'target: This is not an e-mail address.'],
    [{ target: 'Name <a@example.com>' }, 'target: This is not an e-mail address.'],
    [{ target: 'a@example.com\r\nBcc: b@example.com' }, 'target: This is not an e-mail address.'],
    [{ channel: 'slack', target: 'a@example.com' }, NO_SLACK],
    [{ channel: 'slack', target: 'http://hooks.slack.com/x' }, NO_SLACK],
    [{ channel: 'slack', target: 'http://127.0.0.1.evil.example/' }, NO_SLACK],
    [{ channel: 'slack', target: 'https://me:pass@hooks.slack.com/x' }, NO_SLACK],
    [{ milestones: [] }, 'milestones: Choose at least one.'],
    [{ name: ' ' }, 'name: Enter a name.'],
    [
      { channel: 'app', target: '', cadence: 'daily' },
      'cadence: Notices in Fairlead are shown at once, not in digests.',
    ],
    [{ channel: 'app', target: '' }, ''],
    [{}, ''],
    [{ channel: 'slack', target: 'https://hooks.slack.com/services/T0/B0/x' }, ''],
    [{ channel: 'slack', target: 'http://127.0.0.1:8080/x' }, ''],
  ])('%j: %s', (given, error) => {
    expect(errorOf(given)).toBe(error);
  });

  it('names a shipment by its number, in any notation, or by its id', async () => {
    await notified.deliver('flexport', sailing({ shipment: 3_700 }));
    const [row] = await sql`select id from shipments where external_id = '3700'`;
    for (const text of ['3700', 'flex 3700', 'FLEX-3700', row?.id])
      expect(await shipmentsNamed(db, text)).toEqual([row?.id]);
    for (const text of ['37', ' ', '%', 'FLEX-37%']) expect(await shipmentsNamed(db, text)).toEqual([]);
  });
});

import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { GET, HEAD } from '#app/open/[token]/route.ts';
import { openDatabase } from '#db/client.ts';
import { listNotices } from '#db/queries/notices.ts';
import { listRules } from '#db/queries/notification-rules.ts';
import { addUser } from '#lib/auth/users.ts';
import { extendEnv } from '#lib/env.ts';
import { markRead, ownNotices } from '#lib/notices/own-notices.ts';
import { updateRule } from '#lib/notices/rules.ts';
import { APP_URL, startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';
import { AUTH_SECRET } from '#tests/support/server.ts';

const notified = await startNotified();
const { sql, notifier } = notified.runtime;
const db = openDatabase(notified.databaseUrl, { max: 1 });
extendEnv({ DATABASE_URL: notified.databaseUrl, AUTH_SECRET });
afterAll(() => db.$client.end());

let shipment = 101_000;
beforeEach(async () => {
  shipment += 1_000;
  await sql`truncate notices, notification_rules, audit_entries, exception_acts, exception_cases, users cascade`;
  notified.mail.received.length = 0;
  notified.slack.posted.length = 0;
});

const depart = (of = shipment) => notified.deliver('flexport', sailing({ shipment: of, departed: hoursAgo(5) }));
const tokensIn = (text: string | undefined) =>
  [...(text ?? '').matchAll(/\/open\/([\w-]+)/g)].map(([, token = '']) => token);
async function open(token: string) {
  const response = await GET(new Request(`${APP_URL}/open/${token}`), { params: Promise.resolve({ token }) });
  return [response.status, response.headers.get('location')];
}
const results = async () => (await listRules(db))[0]?.results;
const shipmentId = async (of = shipment) =>
  (await sql<{ id: string }[]>`select id from shipments where external_id = ${String(of)}`)[0]?.id;

describe('the link of a message', () => {
  it('leads to the shipment, and counts that the notice was opened, once', async () => {
    await notified.addRule();
    await depart();
    expect(await results()).toMatchObject({ sent: 1, openable: 1, opened: 0 });
    const [token = ''] = tokensIn(notified.mail.received[0]?.text);
    expect(await open(token)).toEqual([303, `/shipments/${await shipmentId()}`]);
    const [first] = await listNotices(db, 1);
    expect(first?.openedAt).not.toBeNull();
    await open(token);
    expect((await listNotices(db, 1))[0]?.openedAt).toBe(first?.openedAt);
    expect(await results()).toMatchObject({ sent: 1, openable: 1, opened: 1 });
  });

  it('of a digest counts for all its notices', async () => {
    await notified.addRule({ cadence: 'daily' });
    for (const of of [shipment, shipment + 1]) await depart(of);
    await sql`update notices set not_before = now() - interval '1 minute'`;
    await notifier.sendDue();
    const tokens = tokensIn(notified.mail.received[0]?.html);
    const places = await Promise.all([...new Set(tokens)].map(open));
    expect(places).toEqual(
      expect.arrayContaining([
        [303, '/shipments'],
        [303, `/shipments/${await shipmentId(shipment + 1)}`],
      ]),
    );
    expect(await results()).toMatchObject({ openable: 2, opened: 2 });
  });

  it('is in Slack messages too, and not in the body of webhooks', async () => {
    await notified.addRule({ channel: 'slack' });
    await depart();
    const [token = ''] = tokensIn(notified.slack.posted[0]);
    expect(await open(token)).toEqual([303, `/shipments/${await shipmentId()}`]);
    expect(await results()).toMatchObject({ openable: 1, opened: 1 });
  });

  it('that is changed leads to the first page, to no other site, and counts nothing', async () => {
    await notified.addRule();
    await depart();
    const [token = ''] = tokensIn(notified.mail.received[0]?.text);
    for (const other of ['x', `${token}A`, token.slice(0, -4), token.replace(/^./, (one) => (one === 'A' ? 'B' : 'A'))])
      expect(await open(other)).toEqual([303, '/']);
    expect((await HEAD()).status).toBe(303);
    expect(await results()).toMatchObject({ opened: 0 });
  });

  it('loads no picture: nothing is known of who only reads', async () => {
    await notified.addRule();
    await depart();
    expect(notified.mail.received[0]?.html).not.toMatch(/<img|url\(/);
  });
});

describe('the results of a rule', () => {
  it('count a notice at the bell as opened once somebody has seen it', async () => {
    await addUser(db, 'test', { email: 'ada@example.com', name: null, role: 'viewer', password: null });
    const [ada] = await sql<{ id: string; email: string }[]>`select id, email from users`;
    const user = { id: ada?.id ?? '', email: ada?.email ?? '' };
    await notified.addRule({ channel: 'app' });
    await depart();
    expect(await results()).toMatchObject({ openable: 1, opened: 0 });
    await markRead(db, user, (await ownNotices(db, user, 1))[0]?.sentAt ?? '');
    expect(await results()).toMatchObject({ openable: 1, opened: 1 });
  });

  it.each([
    ['ada@example.com', '1 hour', 1],
    ['ada@example.com', '25 hours', 0],
    [null, '1 hour', 0],
  ])('count what %s did %s later as acted on: %i', async (by, later, acted) => {
    await notified.addRule();
    await depart();
    const id = await shipmentId();
    await sql`
      insert into exception_cases (entity_type, entity_id, shipment_id, type, part, generation, severity, urgency, evidence_at, event_id,
        details, opened_at, touch_by, resolve_by)
      values ('shipment', ${id ?? ''}, ${id ?? ''}, 'hold.customs', '', 1, 1, 1, now(), gen_random_uuid(), '{}', now(), now(), now())`;
    await sql`
      insert into exception_acts (case_id, kind, by, content, at)
      select id, 'noted', ${by}, '{}', (select sent_at + ${later}::interval from notices) from exception_cases`;
    expect(await results()).toMatchObject({ sent: 1, acted });
  });
});

describe('a daily digest', () => {
  const propose = async () => (await listRules(db))[0]?.proposesDigest;

  /** A rule with one notice of five weeks ago, and others of the last four weeks, of which some were opened. */
  async function history({ sent, opened, first = '35 days' }: { sent: number; opened: number; first?: string }) {
    await notified.addRule();
    await sql`
      insert into notices (recipient_id, subject_id, shipment_id, milestone, generation, kind, state, content, not_before, created_at, sent_at,
        is_openable, opened_at)
      select recipient.id, gen_random_uuid(), gen_random_uuid(), 'departed', 1, 'told', 'sent', '{}', at, at, at, true,
        case when one between 1 and ${opened} then at end
      from rule_recipients as recipient, generate_series(0, ${sent}) as one,
        lateral (select now() - case when one = 0 then ${first}::interval else interval '10 days' end as at) as times`;
  }

  it.each([
    [{ sent: 30, opened: 2 }, true],
    [{ sent: 30, opened: 3 }, false],
    [{ sent: 19, opened: 0 }, false],
    [{ sent: 30, opened: 0, first: '20 days' }, false],
  ])('after %j is proposed: %s', async (given, isProposed) => {
    await history(given);
    expect(await propose()).toBe(isProposed);
  });

  it('is not proposed once it is sent', async () => {
    await history({ sent: 30, opened: 0 });
    const [rule] = await listRules(db);
    expect(await updateRule(db, 'ops@example.com', rule?.id ?? '', { cadence: 'daily' })).toBeNull();
    expect(await propose()).toBe(false);
  });
});

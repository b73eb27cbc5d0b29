import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { issueToken } from '#lib/auth/api-tokens.ts';
import { BEARER } from '#tests/support/api.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';
import { type Server, startServer } from '#tests/support/server.ts';
import { deliver, signed } from '#tests/support/signed.ts';

let server: Server;
let sql: Sql;
let db: Database & { $client: Sql };
let admin: Record<string, string>;
beforeAll(async () => {
  const databaseUrl = await ownDatabase();
  server = await startServer({ databaseUrl });
  sql = openSql(databaseUrl, { max: 2 });
  db = openDatabase(databaseUrl, { max: 1 });
  const [user] = await sql`select id, email from users`;
  const token = await issueToken(db, { id: user?.id, email: user?.email }, { name: 'Rules', role: 'admin', days: 7 });
  admin = { authorization: `Bearer ${token}` };
});
afterAll(async () => {
  await server.stop();
  await sql.end();
  await db.$client.end();
});
// Not truncated: that would wait for the locks of the server in another order than it takes them.
beforeEach(async () => {
  await sql`delete from notices`;
  await sql`delete from rule_recipients`;
  await sql`delete from notification_rules`;
});

type Answer = {
  status: number;
  data?: { id: string; [field: string]: unknown };
  errors?: { pointer: string }[];
  detail?: string;
};

async function call(method: string, path: string, body?: object, headers = admin): Promise<Answer> {
  const given = body && { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } };
  const answer = await fetch(`${server.url}/api/v1${path}`, { method, headers, ...given });
  return { ...((await answer.json()) as object), status: answer.status };
}

const to = (channel: string, target: string) => ({ recipients: [{ channel, target }] });
const RULE = { name: 'Imports', milestones: ['departed'], ...to('email', 'imports@example.com') };
const EXCEPTIONS = { name: 'Exceptions', trigger: 'exception', ...to('email', 'ops@example.com') };
const DIGEST = { cadence: 'daily', timeZone: 'Europe/Berlin', quietFrom: '22:00', quietUntil: '07:00' };

describe('a notification rule over REST', () => {
  it('is added, read, listed, changed, disabled, enabled and removed; each is audited', async () => {
    const added = await call('POST', '/notification-rules', { ...RULE, ...DIGEST, customer: ' Harbour Home ' });
    expect(added.status).toBe(201);
    expect(added.data).toMatchObject({
      ...RULE,
      ...DIGEST,
      customer: 'Harbour Home',
      enabled: true,
      createdBy: 'Rules',
    });
    const path = `/notification-rules/${added.data?.id}`;
    const { recipients, ...rule } = added.data as { id: string; recipients: { secret: string | null }[] };
    const shown = recipients.map(({ secret, ...recipient }) => {
      expect(secret).toBeNull();
      return recipient;
    });
    expect((await call('GET', path)).data).toEqual({ ...rule, recipients: shown });
    const changed = await call('PATCH', path, {
      milestones: ['delivered'],
      customer: null,
      quietFrom: null,
      quietUntil: null,
    });
    expect(changed.data).toMatchObject({
      ...{ name: 'Imports', milestones: ['delivered'], customer: null, quietFrom: null, cadence: 'daily' },
    });
    expect((await call('POST', `${path}/disable`)).status).toBe(200);
    const list = (await call('GET', '/notification-rules?enabled=false')) as unknown as { data: object[] };
    expect(list.data).toMatchObject([{ id: added.data?.id, enabled: false }]);
    expect((await call('POST', `${path}/enable`)).status).toBe(200);
    expect((await call('DELETE', path)).status).toBe(200);
    for (const method of ['GET', 'DELETE']) expect((await call(method, path)).status).toBe(404);
    const audited = await sql`select action, actor from audit_entries where action like 'rule-%' order by id`;
    expect(audited.map(({ action }) => action)).toEqual([
      ...['rule-added', 'rule-changed', 'rule-disabled', 'rule-enabled', 'rule-removed'],
    ]);
    expect(new Set(audited.map(({ actor }) => actor))).toEqual(new Set(['Rules']));
  });

  it('is rejected with a pointer to each mistake, and nothing is stored', async () => {
    const { recipients: _, ...without } = RULE;
    const [one] = RULE.recipients;
    const wrong = [
      [{ ...RULE, ...to('email', 'nobody') }, '#/recipients/0/target'],
      [{ ...RULE, recipients: [one, { ...one, target: 'IMPORTS@example.com' }] }, '#/recipients/1/target'],
      [{ ...RULE, recipients: [one, { ...one, target: 'ada@example.com', name: 'Ada' }] }, '#/recipients/1'],
      [{ ...RULE, recipients: [] }, '#/recipients'],
      [
        { ...RULE, recipients: Array.from({ length: 21 }, (_, at) => ({ ...one, target: `a${at}@example.com` })) },
        '#/recipients',
      ],
      [without, '#/recipients'],
      [{ ...RULE, timeZone: 'Mars/Olympus' }, '#/timeZone'],
      [{ ...RULE, quietFrom: '22:00' }, '#/quietUntil'],
      [{ ...RULE, quietFrom: '25:00', quietUntil: '07:00' }, '#/quietFrom'],
      [{ ...RULE, quietFrom: '07:00', quietUntil: '07:00' }, '#/quietUntil'],
      [{ ...RULE, milestones: ['sunk'] }, '#/milestones/0'],
      [{ ...RULE, shipment: 'no-such-shipment' }, '#/shipment'],
      [{ ...RULE, severity: 'high' }, '#/severity'],
      [{ ...RULE, exceptionTypes: ['hold.customs'] }, '#/exceptionTypes'],
      [{ ...EXCEPTIONS, milestones: ['departed'] }, '#/milestones'],
      [{ ...EXCEPTIONS, severity: 'mild' }, '#/severity'],
      [{ ...EXCEPTIONS, exceptionTypes: ['sunk'] }, '#/exceptionTypes/0'],
      [{ ...EXCEPTIONS, holdMinutes: 1441 }, '#/holdMinutes'],
      [{ ...EXCEPTIONS, ...to('slack', 'https://hooks.slack.com/x'), ownedOnly: true }, '#/ownedOnly'],
      [{ ...RULE, colour: 'blue' }, '#'],
      [{ ...RULE, ...to('webhook', 'http://erp.example.com/') }, '#/recipients/0/target'],
      [{ ...RULE, ...to('app', 'nobody@example.com') }, '#/recipients/0/target'],
      [{ ...RULE, ...to('app', ''), cadence: 'daily' }, '#/cadence'],
    ] as const;
    for (const [body, pointer] of wrong) {
      const answer = await call('POST', '/notification-rules', body);
      expect(answer, JSON.stringify(body)).toMatchObject({ status: 422, errors: [{ pointer }] });
    }
    expect(await sql`select from notification_rules`).toHaveLength(0);
  });

  it('of exceptions is added with a severity, changed and tested; it cannot become one of milestones', async () => {
    const added = await call('POST', '/notification-rules', { ...EXCEPTIONS, exceptionTypes: ['hold.customs'] });
    expect(added).toMatchObject({
      status: 201,
      data: {
        trigger: 'exception',
        milestones: [],
        severity: 'critical',
        exceptionTypes: ['hold.customs'],
        holdMinutes: 5,
      },
    });
    const path = `/notification-rules/${added.data?.id}`;
    const changed = await call('PATCH', path, {
      severity: 'medium',
      exceptionTypes: null,
      holdMinutes: 0,
      ownedOnly: true,
    });
    expect(changed.data).toMatchObject({ severity: 'medium', exceptionTypes: null, holdMinutes: 0, ownedOnly: true });
    expect((await call('PATCH', path, { milestones: ['departed'] })).status).toBe(422);
    const { name: _, ...tested } = EXCEPTIONS;
    expect(await call('POST', '/notification-rules/backtest', tested, BEARER)).toMatchObject({
      ...{ status: 200, data: { notices: 0, latest: [] } },
    });
  });

  it('keeps its quiet hours whole when one end is changed', async () => {
    const { data } = await call('POST', '/notification-rules', { ...RULE, ...DIGEST });
    const answer = await call('PATCH', `/notification-rules/${data?.id}`, { quietUntil: null });
    expect(answer).toMatchObject({ status: 422, detail: 'Quiet hours need a begin and an end.' });
    expect((await call('GET', `/notification-rules/${data?.id}`)).data).toMatchObject({ quietUntil: '07:00' });
  });

  it('of Slack shows no more than the host of its URL', async () => {
    const target = 'https://hooks.slack.com/services/T0/B0/secret-part';
    const { data } = await call('POST', '/notification-rules', { ...RULE, ...to('slack', target) });
    expect(JSON.stringify(data)).not.toContain('secret-part');
    expect(data?.recipients).toMatchObject([{ target: 'hooks.slack.com/…part' }]);
  });

  it('of a webhook returns the secret that signs its messages once', async () => {
    const target = 'https://erp.example.com/fairlead';
    const { data } = await call('POST', '/notification-rules', { ...RULE, ...to('webhook', target) });
    expect(data?.recipients).toMatchObject([{ secret: expect.stringMatching(/^whsec_/) }]);
    const read = await call('GET', `/notification-rules/${data?.id}`);
    expect(read.data?.recipients).toMatchObject([{ channel: 'webhook', target: 'erp.example.com/…lead' }]);
    expect(JSON.stringify(read.data)).not.toContain('secret');
  });

  it('in Fairlead cannot be changed to digests', async () => {
    const { data } = await call('POST', '/notification-rules', { ...RULE, ...to('app', '') });
    expect(data?.recipients).toMatchObject([{ target: 'everybody' }]);
    const path = `/notification-rules/${data?.id}`;
    const detail = 'Notices in Fairlead are shown at once, not in digests.';
    expect(await call('PATCH', path, { cadence: 'daily' })).toMatchObject({ status: 422, detail });
    expect((await call('GET', path)).data).toMatchObject({ cadence: 'at_once' });
  });

  it('is changed by nobody but an admin, and read by every token', async () => {
    const { data } = await call('POST', '/notification-rules', RULE);
    const path = `/notification-rules/${data?.id}`;
    for (const [method, to, body] of [
      ['POST', '/notification-rules', RULE],
      ['PATCH', path, { name: 'Mine' }],
      ['DELETE', path],
      ['POST', `${path}/disable`],
      ['POST', `${path}/enable`],
    ] as const)
      expect(await call(method, to, body, BEARER), `${method} ${to}`).toMatchObject({ status: 403 });
    expect((await call('GET', path, undefined, BEARER)).data).toMatchObject({ id: data?.id, name: 'Imports' });
    expect((await call('GET', path, undefined, {})).status).toBe(401);
  });

  it('waits with its notices when its schedule is changed, and sends them when the new one does', async () => {
    const { data } = await call('POST', '/notification-rules', { ...RULE, ...DIGEST, milestones: ['departed'] });
    const body = sailing({ shipment: 51_000, departed: hoursAgo(5) });
    await deliver(server.url, 'flexport', body, signed(body));
    const waiting = () =>
      sql`select in_digest as "inDigest", extract(epoch from not_before - now()) / 3600 as hours from notices`;
    await eventually(
      async () => (await waiting()).length,
      (count) => count === 1,
    );
    const path = `/notification-rules/${data?.id}`;
    await call('PATCH', path, { cadence: 'hourly' });
    const [hourly] = await waiting();
    expect(hourly?.inDigest).toBe(true);
    expect(Number(hourly?.hours)).toBeLessThanOrEqual(1);
    await call('PATCH', path, { cadence: 'at_once' });
    const [atOnce] = await waiting();
    expect(atOnce?.inDigest).toBe(false);
    expect(Number(atOnce?.hours)).toBeLessThanOrEqual(0);
    const notices = (await call('GET', `/notices?rule=${data?.id}`)) as unknown as { data: object[] };
    expect(notices.data).toMatchObject([
      { rule: 'Imports', reference: 'FLEX-51000', state: 'pending', inDigest: false },
    ]);
  });

  it('is tested over the recorded changes, without being added', async () => {
    const body = sailing({ shipment: 52_000, departed: hoursAgo(5) });
    await deliver(server.url, 'flexport', body, signed(body));
    await eventually(
      () => sql`select from shipments where external_id = '52000' and status = 'in_transit'`,
      (rows) => rows.length === 1,
    );
    const tested = await call(
      'POST',
      '/notification-rules/backtest',
      { milestones: ['departed'], shipment: 'FLEX-52000' },
      BEARER,
    );
    expect(tested).toMatchObject({
      status: 200,
      data: { days: 30, notices: 1, latest: [{ reference: 'FLEX-52000' }] },
    });
    expect(await call('POST', '/notification-rules/backtest', { milestones: [] }, BEARER)).toMatchObject({
      ...{ status: 422, errors: [{ pointer: '#/milestones' }] },
    });
    expect(await sql`select from notification_rules`).toHaveLength(0);
  });
});

describe('the recipients of a rule over REST', () => {
  it('are added, with a secret that is shown once, read and removed; the last one stays', async () => {
    const { data } = await call('POST', '/notification-rules', RULE);
    const webhook = { ruleId: data?.id, channel: 'webhook', target: 'https://erp.example.com/fairlead' };
    const added = await call('POST', '/rule-recipients', webhook);
    expect(added).toMatchObject({
      status: 201,
      data: { ruleId: data?.id, target: 'erp.example.com/…lead', secret: expect.stringMatching(/^whsec_/) },
    });
    const path = `/rule-recipients/${added.data?.id}`;
    expect(JSON.stringify((await call('GET', path)).data)).not.toContain('whsec_');
    const { data: rule } = await call('GET', `/notification-rules/${data?.id}`);
    expect(rule?.recipients).toMatchObject([{ channel: 'email' }, { channel: 'webhook' }]);
    expect((await call('DELETE', path)).status).toBe(200);
    for (const method of ['GET', 'DELETE']) expect((await call(method, path)).status).toBe(404);
    const [last] = (rule?.recipients ?? []) as { id: string }[];
    expect(await call('DELETE', `/rule-recipients/${last?.id}`)).toMatchObject({ status: 422 });
  });

  it('are rejected with the reason, and changed by nobody but an admin', async () => {
    const { data } = await call('POST', '/notification-rules', RULE);
    const email = { ruleId: data?.id, channel: 'email', target: 'other@example.com' };
    const wrong = [
      [{ ...email, target: 'nobody' }, 422],
      [{ ...email, target: 'IMPORTS@example.com' }, 422],
      [{ ...email, ruleId: crypto.randomUUID() }, 404],
      [{ ...email, colour: 'blue' }, 422],
    ] as const;
    for (const [body, status] of wrong) expect(await call('POST', '/rule-recipients', body)).toMatchObject({ status });
    expect((await call('POST', '/rule-recipients', email, BEARER)).status).toBe(403);
    expect(await sql`select from rule_recipients`).toHaveLength(1);
  });
});

describe('stakeholders over REST', () => {
  it('are added by an operator to a shipment or party, listed and removed', async () => {
    const body = sailing({ shipment: 53_000 });
    await deliver(server.url, 'flexport', body, signed(body));
    const [shipment] = await eventually(
      () => sql<{ id: string }[]>`select id from shipments where external_id = '53000'`,
      (rows) => rows.length === 1,
    );
    const email = 'imports@harbour-home.example';
    const given = { email, shipmentId: shipment?.id };
    const added = await call('POST', '/stakeholders', given, BEARER);
    expect(added).toMatchObject({ status: 201, data: { email, shipmentId: shipment?.id, partyId: null } });
    expect(await call('POST', '/stakeholders', given, BEARER)).toMatchObject({
      ...{ status: 422, detail: 'This address is a stakeholder already.' },
    });
    const list = `/shipments/${shipment?.id}/stakeholders`;
    expect((await call('GET', list, undefined, BEARER)).data).toMatchObject([
      { id: added.data?.id, addedBy: 'API_TOKEN' },
    ]);
    const wrong = [
      [{ ...given, email: 'nobody' }, '#/email'],
      [{ email }, '#/shipmentId'],
      [{ ...given, partyId: crypto.randomUUID() }, '#/shipmentId'],
    ] as const;
    for (const [sent, pointer] of wrong)
      expect(await call('POST', '/stakeholders', sent, BEARER)).toMatchObject({ status: 422, errors: [{ pointer }] });
    const unknown = { email, partyId: crypto.randomUUID() };
    expect(await call('POST', '/stakeholders', unknown, BEARER)).toMatchObject({ status: 422 });
    const path = `/stakeholders/${added.data?.id}`;
    expect((await call('DELETE', path, undefined, BEARER)).status).toBe(200);
    for (const method of ['GET', 'DELETE']) expect((await call(method, path, undefined, BEARER)).status).toBe(404);
    expect((await call('GET', list)).data).toEqual([]);
    expect((await call('GET', `/shipments/${crypto.randomUUID()}/stakeholders`)).status).toBe(404);
  });
});

describe('the metrics', () => {
  it('have the notices that wait or failed, and channels that are stopped', async () => {
    await call('POST', '/notification-rules', { ...RULE, ...DIGEST });
    await sql`
      insert into notices (recipient_id, subject_id, shipment_id, milestone, generation, kind, state, in_digest, content, not_before, created_at)
      select rule_recipients.id, shipment, shipment, 'departed', 1, 'told', state, in_digest, '{}', now() + interval '1 day', now()
      from rule_recipients, (values (gen_random_uuid(), 'pending', true), (gen_random_uuid(), 'pending', false),
        (gen_random_uuid(), 'failed', false), (gen_random_uuid(), 'sent', false)) as given(shipment, state, in_digest)`;
    await sql`insert into stopped_channels values ('email', 'a test', now())`;
    const text = await (await fetch(`${server.url}/api/metrics`, { headers: BEARER })).text();
    expect(text).toContain('fairlead_notices_pending{channel="email"} 2');
    expect(text).toContain('fairlead_notices_failed{channel="email"} 1');
    expect(text).toContain('fairlead_notification_channel_stopped{channel="email"} 1');
    await sql`delete from stopped_channels`;
  });
});

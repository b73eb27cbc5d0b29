import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import * as oneWatch from '#app/api/v1/watches/[id]/route.ts';
import * as watches from '#app/api/v1/watches/route.ts';
import { openDatabase } from '#db/client.ts';
import { saveView } from '#db/queries/saved-views.ts';
import { issueToken } from '#lib/auth/api-tokens.ts';
import { addUser } from '#lib/auth/users.ts';
import { extendEnv } from '#lib/env.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { API_TOKEN } from '#tests/support/server.ts';

/** Sessions need Next; clients with a token do not. */
vi.mock('#lib/auth/require-user.ts', () => ({ currentReader: async () => null }));

const url = await ownDatabase();
extendEnv({ DATABASE_URL: url, API_TOKEN, SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'fairlead@example.com' });
const db = openDatabase(url, { max: 2 });
const sql = db.$client;
afterAll(() => sql.end());

const [ADA, BEN] = ['ada@example.com', 'ben@example.com'];
const [SHIPMENT, PARTY, NAMELESS] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
const tokens: Record<string, string> = { nobody: API_TOKEN };
const ids: Record<string, string> = {};

beforeAll(async () => {
  for (const [name, email] of [
    ['ada', ADA],
    ['ben', BEN],
  ] as const) {
    await addUser(db, email, { email, name: null, role: 'operator', password: null });
    const [user] = await sql<{ id: string }[]>`select id from users where email = ${email}`;
    const owner = { id: user?.id ?? '', email };
    ids[name] = owner.id;
    tokens[name] = await issueToken(db, owner, { name: `Program of ${name}`, role: 'operator', days: 7 });
    tokens[`${name}, reading`] = await issueToken(db, owner, { name: 'Reader', role: 'viewer', days: 7 });
  }
  await sql`
    insert into shipments (id, provider, external_id, name, status, status_reason, status_basis, progress, archived, reported_at, learned_at)
    values (${SHIPMENT}, 'test', '1', 'FLEX-1', 'planned', '', 'none', '[]', false, now(), now())`;
  await sql`
    insert into parties (id, provider, external_id, name, removed, reported_at)
    values (${PARTY}, 'test', '1', 'Acme', false, now()), (${NAMELESS}, 'test', '2', null, false, now())`;
});
beforeEach(() => sql`truncate subscriptions, audit_entries`);

type Watch = { id: string; channel: string; severity: string | null; isMuted: boolean; filter: string | null };
type Answer<Data = Watch> = { status: number; data: Data; detail?: string; errors?: { pointer: string }[] };
type Asked = { as?: string; id?: string; body?: object };

async function call<Data = Watch>(method: string, { as = 'ada', id, body }: Asked = {}): Promise<Answer<Data>> {
  const request = new Request(`http://fairlead/api/v1/watches${id ? `/${id}` : ''}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[as]}` },
    ...(body && { body: JSON.stringify(body) }),
  });
  const routes: Partial<Record<string, typeof watches.GET>> = id ? oneWatch : watches;
  const answer = await routes[method]?.(request, { params: Promise.resolve({ ...(id && { id }) }) });
  if (!answer) throw new Error(`No route for ${method}`);
  return { ...((await answer.json()) as Answer<Data>), status: answer.status };
}

const start = (body: object, as = 'ada') => call('POST', { as, body });
const list = async (as = 'ada') => (await call<Watch[]>('GET', { as })).data;
const pointers = ({ status, errors = [] }: Answer) => [status, ...errors.map(({ pointer }) => pointer)];
const audited = async () =>
  (await sql`select actor, action, subject from audit_entries order by id`).map((row) => Object.values(row));

it('a program lets its user watch a shipment, a customer, a view and a filter, which no other user sees', async () => {
  await saveView(db, { userId: ids.ada ?? '', list: '/shipments', name: 'By air', search: '?mode=air' });
  const [{ id: viewId } = { id: '' }] = await sql<{ id: string }[]>`select id from saved_views`;
  const subjects = [{ shipmentId: SHIPMENT }, { partyId: PARTY }, { viewId }, { filter: 'mode=air&q=Rotterdam' }];
  for (const subject of subjects) {
    const started = await start(subject);
    expect(started).toMatchObject({ status: 201, data: { channel: 'email', severity: null, isMuted: false } });
    expect(await call('GET', { id: started.data.id })).toEqual({ status: 200, data: started.data });
    expect((await call('GET', { id: started.data.id, as: 'ben' })).status).toBe(404);
  }
  expect((await list()).map(({ id: _id, ...one }) => one)).toMatchObject([
    { title: 'Filter of the list', filter: '?mode=air&q=Rotterdam', shipmentId: null },
    { title: 'By air', viewId, isEnded: false },
    { title: 'Acme', partyId: PARTY },
    { title: 'FLEX-1', shipmentId: SHIPMENT, isUnconfirmed: true, isUnsubscribed: false },
  ]);
  expect(await list('ben')).toEqual([]);
  expect(await audited()).toMatchObject([
    ['Program of ada', 'shipment-watched', SHIPMENT],
    ['Program of ada', 'customer-watched', PARTY],
    ['Program of ada', 'view-watched', 'By air'],
    ['Program of ada', 'view-watched', '?mode=air&q=Rotterdam'],
  ]);
});

it('what is watched already is watched as stated now, and the first id is gone', async () => {
  const first = await start({ shipmentId: SHIPMENT });
  const second = await start({ shipmentId: SHIPMENT, channel: 'app', severity: 'high' });
  expect(await list()).toEqual([second.data]);
  expect(second.data).toMatchObject({ channel: 'app', severity: 'high' });
  expect((await call('GET', { id: first.data.id })).status).toBe(404);
});

it('is muted, told again and ended, by its user only', async () => {
  const { id } = (await start({ shipmentId: SHIPMENT })).data;
  const mute = (isMuted: boolean, as = 'ada') => call('PATCH', { id, as, body: { isMuted } });
  expect(await mute(true)).toMatchObject({ status: 200, data: { id, isMuted: true } });
  expect((await mute(false, 'ben')).status).toBe(404);
  expect((await call('DELETE', { id, as: 'ben' })).status).toBe(404);
  expect((await list())[0]).toMatchObject({ id, isMuted: true });
  expect(await mute(false)).toMatchObject({ status: 200, data: { isMuted: false } });
  expect(await call('DELETE', { id })).toEqual({ status: 200, data: { id } });
  expect(await list()).toEqual([]);
  expect((await call('DELETE', { id })).status).toBe(404);
  expect(await audited()).toMatchObject([
    ['Program of ada', 'shipment-watched', SHIPMENT],
    ['Program of ada', 'shipment-unwatched', SHIPMENT],
  ]);
});

it('says whether e-mails wait for the confirmation of the address, and whether a link ended them', async () => {
  const { id } = (await start({ shipmentId: SHIPMENT })).data;
  const state = async () => (await call('GET', { id })).data;
  expect(await state()).toMatchObject({ isUnconfirmed: true, isUnsubscribed: false });
  extendEnv({ NOTICE_CONFIRMED_DOMAINS: 'example.com' });
  expect(await state()).toMatchObject({ isUnconfirmed: false });
  extendEnv({ NOTICE_CONFIRMED_DOMAINS: '' });
  await sql`update mail_addresses set confirmed_at = now()`;
  expect(await state()).toMatchObject({ isUnconfirmed: false });
  await sql`
    insert into suppressions (target_key, target, rule_id, reason, created_at)
    select target_key, target, rule_id, 'unsubscribed', now() from rule_recipients where channel = 'email'`;
  expect(await state()).toMatchObject({ isUnsubscribed: true });
  expect((await start({ shipmentId: SHIPMENT })).data).toMatchObject({ isUnsubscribed: false });
});

it('mistakes are answered beside their fields, and nothing is watched', async () => {
  await saveView(db, { userId: ids.ben ?? '', list: '/shipments', name: 'Of Ben', search: '?mode=air' });
  await saveView(db, { userId: ids.ada ?? '', list: '/invoices', name: 'Overdue', search: '?overdue=true' });
  const views = await sql<{ id: string }[]>`select id from saved_views where name in ('Of Ben', 'Overdue')`;
  for (const [body, field] of [
    [{}, 'shipmentId'],
    [{ shipmentId: SHIPMENT, filter: '?mode=air' }, 'shipmentId'],
    [{ shipmentId: crypto.randomUUID() }, 'shipmentId'],
    [{ shipmentId: 'FLEX-1' }, 'shipmentId'],
    [{ partyId: SHIPMENT }, 'partyId'],
    [{ partyId: NAMELESS }, 'partyId'],
    ...views.map(({ id }) => [{ viewId: id }, 'viewId'] as const),
    [{ filter: '' }, 'filter'],
    [{ filter: '?' }, 'filter'],
    [{ filter: '?mode=air&carrrier=Maersk' }, 'filter'],
    [{ filter: '?mode=rocket' }, 'filter'],
    [{ filter: '?__proto__=1' }, 'filter'],
    [{ shipmentId: SHIPMENT, channel: 'slack' }, 'channel'],
    [{ shipmentId: SHIPMENT, severity: 'urgent' }, 'severity'],
  ] as const)
    expect(pointers(await start(body)), JSON.stringify(body)).toEqual([422, `#/${field}`]);
  expect(await list()).toEqual([]);
  expect(await audited()).toEqual([]);
});

it('e-mail that is not configured is refused, and the bell is not', async () => {
  extendEnv({ SMTP_URL: '' });
  expect(pointers(await start({ shipmentId: SHIPMENT }))).toEqual([422, '#/channel']);
  expect((await start({ shipmentId: SHIPMENT, channel: 'app' })).status).toBe(201);
  extendEnv({ SMTP_URL: 'smtp://127.0.0.1:1' });
});

it('a token that only reads sees them and changes nothing; that of the environment belongs to nobody', async () => {
  const { id } = (await start({ shipmentId: SHIPMENT })).data;
  expect(await list('ada, reading')).toMatchObject([{ id }]);
  expect((await start({ partyId: PARTY }, 'ada, reading')).status).toBe(403);
  expect((await call('DELETE', { id, as: 'ada, reading' })).status).toBe(403);
  expect((await call('PATCH', { id, as: 'ada, reading', body: { isMuted: true } })).status).toBe(403);
  for (const answer of [await call('GET', { as: 'nobody' }), await start({ shipmentId: SHIPMENT }, 'nobody')])
    expect(answer).toMatchObject({ status: 404, detail: 'This token belongs to no user' });
  expect(await list()).toMatchObject([{ id, isMuted: false }]);
});

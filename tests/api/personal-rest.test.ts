import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { setPersonal } from '#app/(dashboard)/settings/personal-actions.ts';
import { GET, PATCH } from '#app/api/v1/settings/personal/route.ts';
import { openDatabase } from '#db/client.ts';
import { readPersonalSettings } from '#db/queries/personal-settings.ts';
import { saveView } from '#db/queries/saved-views.ts';
import { issueToken } from '#lib/auth/api-tokens.ts';
import { openSession } from '#lib/auth/sessions.ts';
import { addUser } from '#lib/auth/users.ts';
import { beginViewAs } from '#lib/auth/view-as.ts';
import { extendEnv } from '#lib/env.ts';
import { NOTHING_PERSONAL } from '#lib/model/personal.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { API_TOKEN } from '#tests/support/server.ts';

/** What Next says of a request: its session, and its method, which a form posts. */
const request = vi.hoisted(() => ({ sessionId: '' }));
vi.mock('#lib/auth/index.ts', () => ({ auth: async () => request }));
vi.mock('next/headers', () => ({ headers: async () => new Headers({ 'x-fairlead-method': 'POST' }) }));
vi.mock('next/cache', () => ({ revalidatePath: () => {} }));

const url = await ownDatabase();
extendEnv({ DATABASE_URL: url, API_TOKEN, APP_URL: 'http://fairlead' });
const db = openDatabase(url, { max: 2 });
const sql = db.$client;
afterAll(() => sql.end());

const ADA = 'ada@example.com';
let ada = '';
let token = '';
beforeAll(async () => {
  await addUser(db, ADA, { email: ADA, name: null, role: 'admin', password: null });
  const [user] = await sql<{ id: string }[]>`select id from users`;
  ada = user?.id ?? '';
  token = await issueToken(db, { id: ada, email: ADA }, { name: 'Laptop', role: 'operator', days: 7 });
});

type Answer = { status: number; data?: object; detail?: string; errors?: { pointer: string }[] };

async function call(headers: Record<string, string>, body?: object): Promise<Answer> {
  const method = body === undefined ? 'GET' : 'PATCH';
  const sent = new Request('http://fairlead/api/v1/settings/personal', {
    ...{ method, headers: { 'content-type': 'application/json', ...headers } },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await (body ? PATCH : GET)(sent, { params: Promise.resolve(undefined) });
  return { ...((await answer.json()) as Answer), status: answer.status };
}

const bearer = (given: string) => ({ authorization: `Bearer ${given}` });
const pointers = ({ status, errors = [] }: Answer) => [status, ...errors.map(({ pointer }) => pointer)];

it('a program reads and changes the display of the user to whom its token belongs, field by field', async () => {
  expect(await call(bearer(token))).toMatchObject({ status: 200, data: NOTHING_PERSONAL });
  await call(bearer(token), { language: 'de', timeZone: 'europe/berlin', units: 'us', startPage: '/calendar' });
  const changed = await call(bearer(token), { units: null, titleType: 'house_bill' });
  const expected = {
    language: 'de',
    timeZone: 'Europe/Berlin',
    units: null,
    titleType: 'house_bill',
    startPage: '/calendar',
  };
  expect(changed).toEqual({ status: 200, data: expected });
  expect(await readPersonalSettings(db, ada)).toEqual(expected);
  await Promise.all([call(bearer(token), { units: 'us' }), call(bearer(token), { startPage: null })]);
  expect(await readPersonalSettings(db, ada)).toEqual({ ...expected, units: 'us', startPage: null });
});

it('mistakes are answered beside their fields, and change nothing', async () => {
  const before = await readPersonalSettings(db, ada);
  const [id] = [crypto.randomUUID()];
  await saveView(db, { userId: id, list: '/shipments', name: 'Of another', search: '?mode=air' });
  const [{ id: view } = { id: '' }] = await sql<{ id: string }[]>`select id from saved_views where user_id = ${id}`;
  for (const [field, wrong] of [
    ['language', 'fr'],
    ['timeZone', 'Mars/Olympus'],
    ['timeZone', '+05:30'],
    ['units', 'stone'],
    ['titleType', 'invoice number'],
    ['startPage', '/sign-in'],
    ['startPage', `view:${view}`],
    ['startPage', ''],
  ] as const)
    expect(pointers(await call(bearer(token), { units: 'metric', [field]: wrong })), wrong).toEqual([
      422,
      `#/${field}`,
    ]);
  expect((await call(bearer(token), { theme: 'dark' })).status).toBe(422);
  expect(await readPersonalSettings(db, ada)).toEqual(before);
});

it('the token of the environment belongs to nobody', async () => {
  for (const body of [undefined, { units: 'us' }])
    expect(await call(bearer(API_TOKEN), body)).toMatchObject({ status: 404, detail: 'This token belongs to no user' });
});

it('while an admin views as another role, neither the form nor the API changes the display', async () => {
  const before = await readPersonalSettings(db, ada);
  const cookie = { cookie: 'session=open', origin: 'http://fairlead' };
  const form = new FormData();
  const entered = { language: '', clock: 'utc', timeZone: '', units: '', titleType: '', startPage: '' };
  for (const [name, value] of Object.entries(entered)) form.set(name, value);
  request.sessionId = await openSession(db, ada, { network: '203.0.113.0/24', userAgent: null });
  await beginViewAs(db, { email: ADA, sessionId: request.sessionId }, 'viewer');
  await expect(setPersonal(null, form)).rejects.toThrow('NEXT_REDIRECT');
  expect(await call(cookie, { units: 'us' })).toMatchObject({ status: 403 });
  expect(await readPersonalSettings(db, ada)).toEqual(before);

  request.sessionId = await openSession(db, ada, { network: '203.0.113.0/24', userAgent: null });
  expect(await setPersonal(null, form)).toMatchObject({ ok: true });
  expect(await call(cookie, { units: 'us' })).toMatchObject({ status: 200 });
  expect(await readPersonalSettings(db, ada)).toEqual({ ...NOTHING_PERSONAL, timeZone: 'UTC', units: 'us' });
});

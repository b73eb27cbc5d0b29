import { randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { listUsers } from '#db/queries/users.ts';
import { changePassword } from '#lib/auth/change-password.ts';
import { beginSecondFactor, confirmSecondFactor, secondFactorOf } from '#lib/auth/second-factor.ts';
import { setSecondFactorPolicy } from '#lib/auth/second-factor-policy.ts';
import { totpCode } from '#lib/auth/totp.ts';
import { addUser, changeRole, removeUser, signOut } from '#lib/auth/users.ts';
import { beginViewAs, endViewAs } from '#lib/auth/view-as.ts';
import { attemptSignIn, csrf, signIn } from '#tests/support/api.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { ADMIN, AUTH_SECRET, type Server, startServer } from '#tests/support/server.ts';

const ADA = { email: 'ada@example.com', name: null, role: 'viewer', password: 'windward-passage' } as const;
const BY = 'ops@example.com';

let server: Server;
let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  const databaseUrl = await ownDatabase();
  sql = openSql(databaseUrl, { max: 1 });
  db = openDatabase(databaseUrl, { max: 1 });
  server = await startServer({ databaseUrl });
});
afterAll(async () => {
  await server.stop();
  await Promise.all([sql.end(), db.$client.end()]);
});

let id: string;
beforeEach(async () => {
  await sql`delete from users where email = ${ADA.email}`;
  await addUser(db, BY, ADA);
  id = (await listUsers(db)).find(({ email }) => email === ADA.email)?.id ?? '';
});

const status = async (cookie: string) =>
  (await fetch(`${server.url}/api/v1/shipments`, { headers: { cookie } })).status;

/** Signs out as the menu does: the browser drops its cookie, a copy of it remains. */
async function leave(cookie: string): Promise<void> {
  const { token, cookies } = await csrf(server.url);
  await fetch(`${server.url}/api/auth/signout`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: `${cookies}; ${cookie}` },
    body: new URLSearchParams({ csrfToken: token }),
  });
}

function stream(cookie: string): Promise<{ response: IncomingMessage; text: () => string; ended: () => boolean }> {
  return new Promise((resolve, reject) => {
    get(`${server.url}/api/live`, { headers: { cookie }, agent: false }, (response) => {
      let text = '';
      let ended = false;
      response.on('data', (chunk: Buffer) => {
        text += chunk;
        if (text.includes('event: ready')) resolve({ response, text: () => text, ended: () => ended });
      });
      response.on('close', () => (ended = true)).on('error', () => {});
    }).on('error', reject);
  });
}

/** The actions that end every session of a user. */
const ENDINGS: Record<string, (cookie: string) => Promise<unknown>> = {
  'signing out': leave,
  'a change of the password': () =>
    changePassword(db, id, { old: ADA.password, fresh: 'leeward-islands', address: '127.0.0.1' }),
  'another role': () => changeRole(db, BY, id, 'operator'),
  'being removed': () => removeUser(db, BY, id),
  'an admin who signs them out': () => signOut(db, BY, id),
};

describe.each(Object.entries(ENDINGS))('after %s', (_name, act) => {
  it('a copied cookie is rejected, and its stream is closed at once', async () => {
    const cookie = await signIn(server, ADA);
    expect(await status(cookie)).toBe(200);
    const open = await stream(cookie);
    const acted = performance.now();
    expect(await act(cookie)).toBeFalsy();
    expect(await status(cookie)).toBe(401);
    await eventually(async () => open.ended(), Boolean);
    // Not only with the next check of the session, 15 s later.
    expect(performance.now() - acted).toBeLessThan(12_000);
    expect(open.text()).toContain('event: signed-out');
  });
});

it('signing out ends this session only, not those of other browsers', async () => {
  const [here, there] = [await signIn(server, ADA), await signIn(server, ADA)];
  const open = await stream(there);
  await leave(here);
  expect([await status(here), await status(there)]).toEqual([401, 200]);
  await sql`select pg_notify('fairlead_change', '{"subjects":["x"]}')`;
  await eventually(
    async () => open.text(),
    (text) => text.includes('event: change'),
  );
  open.response.destroy();
});

it.each([
  ['was not used for two hours', "last_used_at = now() - interval '121 minutes'"],
  ['is twelve hours old, however much it is used', 'expires_at = now()'],
])('a session that %s is ended', async (_name, change) => {
  const cookie = await signIn(server, ADA);
  await sql.unsafe(`update sessions set ${change} where user_id = $1`, [id]);
  expect(await status(cookie)).toBe(401);
});

it('an admin who views as another role reads what it reads, and changes nothing by REST', async () => {
  const cookie = await signIn(server);
  const [session] = await sql<{ id: string; email: string }[]>`
    select sessions.id, email from sessions join users on users.id = user_id
    where email = ${ADMIN.email} order by sessions.created_at desc limit 1`;
  const viewer = { sessionId: session?.id ?? '', email: ADMIN.email };
  const write = async () => {
    const headers = { cookie, origin: server.url, 'content-type': 'application/json' };
    const body = '"no object"';
    return fetch(`${server.url}/api/v1/settings/lateness`, { method: 'PATCH', headers, body });
  };
  const page = (path: string) => fetch(`${server.url}${path}`, { headers: { cookie }, redirect: 'manual' });
  // What it would change is read after the rights: an admin's is wrong only for its content.
  expect((await write()).status).toBe(422);
  await beginViewAs(db, viewer, 'operator');
  expect(await status(cookie)).toBe(200);
  const refused = await write();
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ detail: 'Nothing is changed while you view as another role' });
  expect(await (await page('/settings/people')).text()).toContain('Admins only');
  const post = await fetch(`${server.url}/settings`, { method: 'POST', headers: { cookie }, redirect: 'manual' });
  expect(post.headers.get('location')).toBe('/viewing');
  await endViewAs(db, viewer);
  expect((await write()).status).toBe(422);
});

it('a password alone opens no session where a code is needed', async () => {
  const owner = { id, email: ADA.email, address: 'unknown', authSecret: AUTH_SECRET };
  await beginSecondFactor(db, owner);
  const begun = await secondFactorOf(db, owner);
  const confirming = { ...owner, sessionId: randomUUID() };
  await confirmSecondFactor(db, confirming, begun.state === 'begun' ? totpCode(begun.secret, Date.now()) : '');
  const attempt = await attemptSignIn(server, ADA);
  expect(attempt.refused).toBe('code_needed');
  expect(await status(attempt.cookie)).toBe(401);
  expect(await sql`select 1 from sessions where user_id = ${id}`).toEqual([]);
});

it('whoever has to set up a second factor can reach nothing else before', async () => {
  await setSecondFactorPolicy(db, BY, 'all');
  const cookie = await signIn(server, ADA);
  await setSecondFactorPolicy(db, BY, 'nobody');
  const get = (path: string) => fetch(`${server.url}${path}`, { headers: { cookie }, redirect: 'manual' });
  expect(await status(cookie)).toBe(401);
  expect((await get('/api/live')).status).toBe(401);
  expect((await get('/settings')).headers.get('location')).toMatch(/^\/sign-in/);
  expect((await get('/sign-in')).headers.get('location')).toMatch(/^\/set-up-two-factor/);
  expect((await get('/set-up-two-factor')).status).toBe(200);
});

it('a user has twenty sessions at most; a further one ends the oldest', async () => {
  const first = await signIn(server, ADA);
  await sql`
    insert into sessions (user_id, created_at, last_used_at, expires_at, network)
    select ${id}, now(), now(), now() + interval '1 hour', 'x' from generate_series(1, 19)`;
  const last = await signIn(server, ADA);
  expect([await status(first), await status(last)]).toEqual([401, 200]);
});

it('a forged cookie and one of an unknown session are rejected', async () => {
  const cookie = await signIn(server, ADA);
  const [name = ''] = /[\w-]+session-token(?==)/.exec(cookie) ?? [];
  expect(await status(cookie.replace(new RegExp(`(${name}=.{40})....`), '$1AAAA'))).toBe(401);
  await sql`delete from sessions`;
  expect(await status(cookie)).toBe(401);
});

it('only the pages return the user of a cookie', async () => {
  const cookie = await signIn(server, ADA);
  for (const path of ['session', 'providers', 'verify-request']) {
    expect((await fetch(`${server.url}/api/auth/${path}`, { headers: { cookie } })).status, path).toBe(404);
  }
});

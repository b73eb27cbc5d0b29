import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { trafficOf } from '#db/queries/integrations.ts';
import { listAudit, listTokens, listUsers } from '#db/queries/users.ts';
import { findToken, issueToken, revokeToken } from '#lib/auth/api-tokens.ts';
import { changePassword } from '#lib/auth/change-password.ts';
import { addUser, changeRole, removeUser } from '#lib/auth/users.ts';
import { secretName } from '#lib/inbox/secret-uses.ts';
import { type ApiClient, apiClient, BEARER } from '#tests/support/api.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { SECRETS, type Server, startServer } from '#tests/support/server.ts';
import { deliver, departure, signed } from '#tests/support/signed.ts';

let server: Server;
let sql: Sql;
let db: Database & { $client: Sql };
let request: ApiClient;
beforeAll(async () => {
  const databaseUrl = await ownDatabase();
  sql = openSql(databaseUrl, { max: 2 });
  db = openDatabase(databaseUrl, { max: 2 });
  server = await startServer({ databaseUrl });
  request = apiClient(server);
});
afterAll(async () => {
  await server.stop();
  await Promise.all([sql.end(), db.$client.end()]);
});

const idOf = async (email: string) => (await listUsers(db)).find((person) => person.email === email)?.id ?? '';

/** The user whose tokens are tested. */
async function ada() {
  await addUser(db, 'ops@example.com', { email: 'ada@example.com', name: 'Ada', role: 'operator', password: null });
  return { id: await idOf('ada@example.com'), email: 'ada@example.com' };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('the metrics', () => {
  it('require a token, and contain the queue lengths', async () => {
    const body = departure('77');
    expect((await deliver(server.url, 'flexport', body, signed(body))).status).toBe(200);
    const read = (headers: Record<string, string>) => fetch(`${server.url}/api/metrics`, { headers });
    expect((await read({})).status).toBe(401);
    const answer = await read(BEARER);
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const text = await answer.text();
    const known = text.split('\n').filter((line) => line.startsWith('fairlead_'));
    expect(known).toContain('fairlead_inbox_events{state="dead_letter"} 0');
    expect(known).toContain('fairlead_source_refused{provider="mvmnt"} 0');
    const names = known.map((line) => line.split(' ')[0]);
    expect(names).toContain('fairlead_source_last_delivery_timestamp_seconds{provider="flexport"}');
    expect(names).toContain('fairlead_webhook_answer_seconds{provider="flexport",quantile="0.99"}');
    expect(text).toContain('\nprocess_resident_memory_bytes ');
  });
});

describe('an API token', () => {
  it('is accepted until it is revoked, and is never stored in clear', async () => {
    const token = await issueToken(db, await ada(), { name: 'Warehouse', role: 'viewer', days: 90 });
    expect((await request('/shipments', bearer(token))).status).toBe(200);
    const [row] = await listTokens(db);
    expect(row).toMatchObject({ name: 'Warehouse', role: 'viewer', createdBy: 'ada@example.com' });
    expect(row?.lastUsedAt).not.toBeNull();
    expect(JSON.stringify(await sql`select * from api_tokens`)).not.toContain(token);
    await revokeToken(db, 'ada@example.com', row?.id ?? '');
    expect((await request('/shipments', bearer(token))).status).toBe(401);
    expect(await findToken(db, token)).toBeNull();
  });

  it('expires with an error that says so', async () => {
    const token = await issueToken(db, await ada(), { name: 'Old', role: 'viewer', days: 90 });
    const [{ days } = { days: 0 }] = await sql<{ days: number }[]>`
      select extract(day from expires_at - created_at)::int as days from api_tokens where name = 'Old'`;
    expect(days).toBe(90);
    await sql`update api_tokens set expires_at = '2026-01-31T12:00:00Z' where name = 'Old'`;
    const answer = await request('/shipments', bearer(token));
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ detail: 'This API token expired on 2026-01-31' });
  });

  it('ends when its owner is removed or gets a lower role', async () => {
    const owner = { email: 'carl@example.com', name: null, role: 'admin', password: null } as const;
    const issue = async (role: 'viewer' | 'operator') =>
      issueToken(db, { id: await idOf(owner.email), email: owner.email }, { name: role, role, days: 30 });
    const status = async (token: string) => (await request('/shipments', bearer(token))).status;
    await addUser(db, 'ops@example.com', owner);
    const [reads, writes] = [await issue('viewer'), await issue('operator')];
    await changeRole(db, 'ops@example.com', await idOf(owner.email), 'operator');
    expect([await status(reads), await status(writes)]).toEqual([200, 200]);
    await changeRole(db, 'ops@example.com', await idOf(owner.email), 'viewer');
    expect([await status(reads), await status(writes)]).toEqual([200, 401]);
    await changeRole(db, 'ops@example.com', await idOf(owner.email), 'admin');
    expect(await status(writes), 'what was revoked stays so').toBe(401);
    await removeUser(db, 'ops@example.com', await idOf(owner.email));
    expect(await status(reads)).toBe(401);
  });

  it('of a viewer cannot write; of an operator can, and the audit log contains it', async () => {
    const body = departure('access-1', 'SHP-ACCESS-1');
    const { body: answer } = await deliver(server.url, 'flexport', body, signed(body));
    const replay = async (token: string) => {
      const path = `${server.url}/api/v1/deliveries/${answer.delivery}/replay`;
      return (await fetch(path, { method: 'POST', headers: bearer(token) })).status;
    };
    expect(await replay(await issueToken(db, await ada(), { name: 'Reader', role: 'viewer', days: 7 }))).toBe(403);
    const logged = /"actor":"Reader","role":"viewer".*"msg":"role refused"/;
    await eventually(
      async () => server.output(),
      (output) => logged.test(output),
    );
    expect(await replay(await issueToken(db, await ada(), { name: 'Night shift', role: 'operator', days: 7 }))).toBe(
      200,
    );
    const [entry] = (await listAudit(db, { limit: 1 })).data;
    expect(entry).toMatchObject({ actor: 'Night shift', action: 'replayed', subject: `delivery ${answer.delivery}` });
  });
});

describe('users', () => {
  it('are added once, and their roles and passwords can be changed', async () => {
    const bob = { email: 'bob@example.com', name: 'Bob', role: 'viewer', password: 'windward-passage' } as const;
    expect(await addUser(db, 'ops@example.com', bob)).toBeNull();
    expect(await addUser(db, 'ops@example.com', bob)).toEqual({
      field: 'email',
      message: 'bob@example.com is a user already.',
    });
    const id = await idOf(bob.email);
    const now = { address: '203.0.113.9' };
    expect(await changeRole(db, 'ops@example.com', id, 'operator')).toBeNull();
    expect(await changePassword(db, id, { ...now, old: 'not his password', fresh: 'leeward-islands' })).toEqual({
      field: 'old',
      message: 'The current password is wrong.',
    });
    expect(await changePassword(db, id, { ...now, old: 'windward-passage', fresh: 'leeward-islands' })).toBeNull();
    expect(await changePassword(db, id, { ...now, old: 'leeward-islands', fresh: 'windward-passage' })).toBeNull();
    expect((await listUsers(db)).find((person) => person.id === id)).toMatchObject({
      role: 'operator',
      hasPassword: true,
    });
    expect(await removeUser(db, 'ops@example.com', id)).toBeNull();
    const done = (await listAudit(db, { limit: 5 })).data.map(({ action }) => action);
    expect(done).toEqual(['person-removed', 'password-changed', 'password-changed', 'role-changed', 'person-added']);
  });

  it('always include an admin', async () => {
    const admin = await idOf('ops@example.com');
    expect(await changeRole(db, 'ops@example.com', admin, 'viewer')).toMatch(/only admin/);
    expect(await removeUser(db, 'ops@example.com', admin)).toMatch(/only admin/);
    const eve = { email: 'eve@example.com', name: null, role: 'admin', password: null } as const;
    await addUser(db, 'ops@example.com', eve);
    const other = await idOf(eve.email);
    const both = await Promise.all([
      changeRole(db, 'ops@example.com', other, 'viewer'),
      changeRole(db, 'eve@example.com', admin, 'viewer'),
    ]);
    expect(both.filter((problem) => problem !== null)).toHaveLength(1);
    const admins = (await listUsers(db)).filter(({ role }) => role === 'admin');
    expect(admins).toHaveLength(1);
  });
});

it('the last use of a secret is stored, and the integration shows its traffic', async () => {
  const [, previous] = SECRETS.flexport;
  const body = departure('access-2', 'SHP-ACCESS-2');
  await deliver(server.url, 'flexport', body, signed(body, previous));
  await deliver(server.url, 'flexport', body, { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` });
  const rows = await eventually(
    () =>
      sql<
        { secret: string; count: number }[]
      >`select secret, count from secret_uses where secret = ${secretName(previous)}`,
    (found) => found.length === 1,
  );
  expect(rows[0]?.count).toBe(1);
  const traffic = await eventually(
    () => trafficOf(db, 'flexport'),
    ({ lag, refused }) => lag !== null && refused.length > 0,
  );
  expect(traffic.hours).toHaveLength(24);
  expect(traffic.hours.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1);
  expect(traffic.refused[0]?.reason).toMatch(/signature/);
});

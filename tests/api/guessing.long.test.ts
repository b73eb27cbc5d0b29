import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { listUsers } from '#db/queries/users.ts';
import { changePassword } from '#lib/auth/change-password.ts';
import { addUser } from '#lib/auth/users.ts';
import { attemptSignIn, type SignInAttempt } from '#tests/support/api.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { ADMIN, type Server, startServer } from '#tests/support/server.ts';

const MALLORY = { email: 'mallory@example.com', name: null, role: 'viewer', password: 'windward-passage' } as const;
const TOO_MANY = 'too_many_attempts';
const WRONG = 'credentials';

let behindProxy: Server;
let alone: Server;
let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  const databaseUrl = await ownDatabase();
  sql = openSql(databaseUrl, { max: 1 });
  db = openDatabase(databaseUrl, { max: 1 });
  [behindProxy, alone] = await Promise.all([
    startServer({ databaseUrl, env: { TRUSTED_PROXIES: '127.0.0.0/8,::1' } }),
    startServer({ databaseUrl }),
  ]);
  await addUser(db, ADMIN.email, MALLORY);
});
afterAll(async () => {
  await Promise.all([behindProxy.stop(), alone.stop()]);
  await Promise.all([sql.end(), db.$client.end()]);
});

const from = (address: string, cookie = '') => ({ 'x-forwarded-for': address, cookie });
const guess = (email: string, address: string, server = behindProxy): Promise<SignInAttempt> =>
  attemptSignIn(server, { email, password: 'not-the-password' }, from(address));

/** Sequential guesses; returns the result of each. */
async function guesses(count: number, make: (at: number) => Promise<SignInAttempt>): Promise<(string | null)[]> {
  const answers: (string | null)[] = [];
  for (let at = 0; at < count; at += 1) answers.push((await make(at)).refused);
  return answers;
}

it('one address has ten attempts for an account, then even the right password is rejected', async () => {
  const answers = await guesses(11, () => guess(MALLORY.email, '198.51.100.1'));
  expect(answers).toEqual([...Array(10).fill(WRONG), TOO_MANY]);
  expect((await attemptSignIn(behindProxy, MALLORY, from('198.51.100.1'))).refused).toBe(TOO_MANY);
  expect((await attemptSignIn(behindProxy, MALLORY, from('198.51.100.2'))).refused).toBeNull();
});

it('one network has thirty attempts for different accounts; a successful sign-in does not reset the count', async () => {
  const address = (at: number) => `2001:db8:7:7::${(at + 1).toString(16)}`;
  const answers = await guesses(29, (at) => guess(`unknown-${at}@example.com`, address(at)));
  expect(new Set(answers)).toEqual(new Set([WRONG]));
  expect((await attemptSignIn(behindProxy, MALLORY, from(address(40)))).refused).toBeNull();
  expect((await guess('unknown-30@example.com', address(41))).refused).toBe(WRONG);
  expect((await guess('unknown-31@example.com', address(42))).refused).toBe(TOO_MANY);
  expect((await guess('unknown-31@example.com', '2001:db8:7:8::1')).refused).toBe(WRONG);
});

it('attempts from many addresses do not lock out a browser that was signed in before', async () => {
  const { cookie } = await attemptSignIn(behindProxy, ADMIN, from('192.0.2.7'));
  const answers = await guesses(61, (at) => guess(ADMIN.email, `10.9.${at}.1`));
  expect(answers.slice(0, 60)).toEqual(Array(60).fill(WRONG));
  expect(answers[60]).toBe(TOO_MANY);
  expect(
    (await attemptSignIn(behindProxy, ADMIN, from('10.8.8.8'))).refused,
    'an unknown browser with the password',
  ).toBe(TOO_MANY);
  expect((await attemptSignIn(behindProxy, ADMIN, from('10.8.8.8', cookie))).refused, 'the known browser').toBeNull();
});

it('a known browser has ten attempts, for its own account only', async () => {
  const { cookie } = await attemptSignIn(behindProxy, MALLORY, from('192.0.2.9'));
  const wrong = { email: MALLORY.email, password: 'not-the-password' };
  const answers = await guesses(11, () => attemptSignIn(behindProxy, wrong, from('192.0.2.9', cookie)));
  expect(answers).toEqual([...Array(10).fill(WRONG), TOO_MANY]);
  const other = await attemptSignIn(behindProxy, { ...wrong, email: ADMIN.email }, from('192.0.2.9', cookie));
  expect(other.refused, 'the admin is still under attack').toBe(TOO_MANY);
});

it('X-Forwarded-For is trusted from configured proxies only, and all processes share the counts', async () => {
  const elsewhere = await guesses(10, (at) => guess('shared@example.com', '127.0.0.1', at % 2 ? alone : behindProxy));
  expect(new Set(elsewhere)).toEqual(new Set([WRONG]));
  expect((await guess('shared@example.com', `203.0.113.77`, alone)).refused).toBe(TOO_MANY);
});

it('attempts at the current password are limited too', async () => {
  const id = (await listUsers(db)).find(({ email }) => email === MALLORY.email)?.id ?? '';
  const change = (old: string) => changePassword(db, id, { old, fresh: 'leeward-islands', address: '192.0.2.1' });
  for (let at = 0; at < 5; at += 1) expect((await change('not-the-password'))?.message).toMatch(/password is wrong/);
  expect(await change(MALLORY.password)).toEqual({ field: null, message: expect.stringMatching(/Too many/) });
});

it('failed attempts are stored and logged with account, address and reason, whatever the input', async () => {
  await guess('nul\u0000\n{"level":60}@example.com', '198.51.100.99');
  await guess('x'.repeat(5_000), '198.51.100.99');
  expect((await guess('🚢\ud83d half@example.com', '198.51.100.99')).refused).toBe(WRONG);
  const rows = await sql<{ account: string; address: string; reason: string }[]>`
    select account, address, reason from sign_in_failures where address in ('198.51.100.1', '198.51.100.99') order by id`;
  expect(rows[0]).toEqual({ account: MALLORY.email, address: '198.51.100.1', reason: 'wrong password' });
  expect(rows.map(({ reason }) => reason)).toContain('too many attempts (account from network)');
  expect(rows.map(({ reason }) => reason)).toContain('unknown account');
  const logged = '"address":"198.51.100.1","reason":"wrong password"';
  await eventually(
    async () => behindProxy.output(),
    (output) => output.includes(logged),
  );
  expect(behindProxy.output()).not.toContain('not-the-password');
});

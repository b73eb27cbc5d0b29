import { request as open } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { listUsers } from '#db/queries/users.ts';
import { userOfProfile } from '#lib/auth/identities.ts';
import type { SignOnRules } from '#lib/auth/single-sign-on.ts';
import { addUser, removeUser } from '#lib/auth/users.ts';
import { cookiesOf, csrf } from '#tests/support/api.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { CLIENT, type Claims, type Issuer, startIssuer } from '#tests/support/issuer.ts';
import { ADMIN, type Server, startServer } from '#tests/support/server.ts';

/** As behind a proxy: browsers use this URL, the server listens on another address. */
const APP_URL = 'https://fairlead.example';

let issuer: Issuer;
let server: Server;
let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  const databaseUrl = await ownDatabase();
  sql = openSql(databaseUrl, { max: 1 });
  db = openDatabase(databaseUrl, { max: 1 });
  issuer = await startIssuer();
  server = await startServer({
    databaseUrl,
    env: {
      APP_URL,
      AUTH_OIDC_ISSUER: issuer.url,
      AUTH_OIDC_ID: CLIENT.id,
      AUTH_OIDC_SECRET: CLIENT.secret,
      AUTH_OIDC_ALLOWED_DOMAINS: 'Harbour.example, docks.example',
      AUTH_OIDC_ALLOWED_GROUPS: 'freight-desk',
    },
  });
});
afterAll(async () => {
  await Promise.all([server.stop(), issuer.stop()]);
  await Promise.all([sql.end(), db.$client.end()]);
});
beforeEach(async () => {
  issuer.forge = false;
  await sql`delete from users where email <> ${ADMIN.email}`;
});

/** Signs in by single sign-on as a browser does. Returns the role and address of the user, or null. */
async function come(claims: Claims): Promise<{ email: string; role: string } | null> {
  issuer.next = claims;
  const { token, cookies } = await csrf(server.url);
  const start = await fetch(`${server.url}/api/auth/signin/oidc`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies },
    body: new URLSearchParams({ csrfToken: token, callbackUrl: APP_URL }),
  });
  const back = await fetch(start.headers.get('location') ?? '', { redirect: 'manual' });
  const returned = back.headers.get('location') ?? '';
  expect(returned).toMatch(`${APP_URL}/api/auth/callback/oidc?`);
  const end = await fetch(returned.replace(APP_URL, server.url), {
    redirect: 'manual',
    headers: { cookie: `${cookies}; ${cookiesOf(start)}` },
  });
  const cookie = cookiesOf(end);
  const opened = await fetch(`${server.url}/api/v1/shipments`, { headers: { cookie } });
  if (opened.status !== 200) {
    expect(end.headers.get('location')).toMatch(/\/sign-in\?error=/);
    return null;
  }
  const [person] = await sql<{ email: string; role: string }[]>`
    select email, role from sessions join users on users.id = user_id order by sessions.created_at desc limit 1`;
  return person ?? null;
}

const reasons = async () => (await sql`select reason from sign_in_failures order by id desc limit 1`)[0]?.reason;
const verified = (sub: string, email: string, more: object = {}) => ({ sub, email, email_verified: true, ...more });
const idOf = async (email: string) => (await listUsers(db)).find((person) => person.email === email)?.id ?? '';

describe('single sign-on', () => {
  it('accepts an unknown user of an allowed domain or group as a viewer', async () => {
    expect(await come(verified('s1', 'Ada@harbour.example'))).toEqual({ email: 'ada@harbour.example', role: 'viewer' });
    expect(await come(verified('s2', 'bob@else.example', { groups: ['freight-desk'] }))).toMatchObject({
      role: 'viewer',
    });
  });

  it.each([
    ['another domain', verified('s3', 'eve@else.example', { groups: ['kitchen'] })],
    ['a domain with the same ending', verified('s3', 'eve@notharbour.example')],
    ['a domain in the name', verified('s3', 'eve@harbour.example@else.example')],
    ['groups that are not a list', verified('s3', 'eve@else.example', { groups: 'freight-desk' })],
  ])('rejects an unknown user of %s', async (_what, claims) => {
    expect(await come(claims)).toBeNull();
    expect(await reasons()).toMatch(/unknown user outside the allowed/);
    expect(await idOf('eve@else.example')).toBe('');
  });

  it.each([[undefined], [false], ['true'], [1], [null]])('rejects an unverified address: %s', async (isVerified) => {
    expect(await come({ sub: 's4', email: 'ada@harbour.example', email_verified: isVerified })).toBeNull();
    expect(await reasons()).toMatch(/not verified/);
  });

  it('accepts users that an admin added, of any domain, with the role that the admin chose', async () => {
    await addUser(db, ADMIN.email, { email: 'carl@else.example', name: null, role: 'operator', password: null });
    expect(await come(verified('s5', 'carl@else.example'))).toEqual({ email: 'carl@else.example', role: 'operator' });
  });

  it('rejects sign-in to the account of an admin or another one with a password', async () => {
    expect(await come(verified('s6', ADMIN.email))).toBeNull();
    expect(await reasons()).toMatch(/account with a password/);
  });

  it('rejects a token that the issuer did not sign', async () => {
    issuer.forge = true;
    expect(await come(verified('s7', 'ada@harbour.example'))).toBeNull();
    expect(await reasons()).toMatch(/signature verification failed/);
  });

  it('rejects a removed user, under any address, until an admin adds them again', async () => {
    expect(await come(verified('s8', 'ada@harbour.example'))).not.toBeNull();
    await removeUser(db, ADMIN.email, await idOf('ada@harbour.example'));
    expect(await come(verified('s8', 'ada@harbour.example'))).toBeNull();
    expect(await come(verified('s8', 'ada.new@harbour.example'))).toBeNull();
    expect(await come(verified('s9', 'ada@harbour.example'))).toBeNull();
    expect(await reasons()).toMatch(/removed/);
    await addUser(db, ADMIN.email, { email: 'ada@harbour.example', name: null, role: 'viewer', password: null });
    expect(await come(verified('s8', 'ada@harbour.example'))).not.toBeNull();
  });

  it('accepts the owner of an account, not the next owner of the address', async () => {
    expect(await come(verified('s10', 'desk@harbour.example'))).not.toBeNull();
    expect(await come(verified('s11', 'desk@harbour.example'))).toBeNull();
    expect(await reasons()).toMatch(/another subject/);
    expect(await come(verified('s10', 'moved@harbour.example'))).toMatchObject({ email: 'desk@harbour.example' });
  });
});

it('redirect URLs are based on APP_URL, whatever the Host header', async () => {
  const { token, cookies } = await csrf(server.url);
  const location = await new Promise<string>((resolve, reject) => {
    const body = new URLSearchParams({ csrfToken: token }).toString();
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      cookie: cookies,
      'content-type': 'application/x-www-form-urlencoded',
    };
    open(`${server.url}/api/auth/signin/oidc`, { method: 'POST', headers }, (response) =>
      resolve(response.resume().headers.location ?? ''),
    )
      .on('error', reject)
      .end(body);
  });
  expect(new URL(location).searchParams.get('redirect_uri')).toBe(`${APP_URL}/api/auth/callback/oidc`);
});

it('with an https APP_URL cookies are Secure and HSTS is sent', async () => {
  const { token, cookies } = await csrf(server.url);
  const answer = await fetch(`${server.url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies },
    body: new URLSearchParams({ ...ADMIN, csrfToken: token, callbackUrl: APP_URL }),
  });
  const kept = answer.headers.getSetCookie().filter((cookie) => /^__Host-fairlead-(session|device)/.test(cookie));
  expect(kept).toHaveLength(2);
  for (const cookie of kept)
    expect(cookie).toMatch(/(?=.*; Path=\/;)(?=.*; Secure)(?=.*; HttpOnly)(?=.*; SameSite=lax)/i);
  const page = await fetch(`${server.url}/sign-in`);
  expect(page.headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
  expect(page.headers.get('content-security-policy')).toContain('upgrade-insecure-requests');
});

describe('the settings of the operator', () => {
  const rules: SignOnRules = {
    trustEmail: false,
    linkAccounts: false,
    domains: ['d.example'],
    groups: [],
    groupsClaim: 'groups',
  };
  const person = { name: null, role: 'operator', password: 'windward-passage' } as const;
  const profile = (sub: string, email: string) => ({ iss: 'https://issuer.example', ...verified(sub, email) });

  it('allow an address to open the password account with that address, but never the one of an admin', async () => {
    await addUser(db, ADMIN.email, { ...person, email: 'op@d.example' });
    await addUser(db, ADMIN.email, { ...person, email: 'boss@d.example', role: 'admin' });
    const link = { ...rules, linkAccounts: true };
    expect(await userOfProfile(db, profile('t1', 'op@d.example'), rules)).toHaveProperty('refused');
    expect(await userOfProfile(db, profile('t1', 'op@d.example'), link)).toHaveProperty('user');
    expect(await userOfProfile(db, profile('t2', 'boss@d.example'), link)).toHaveProperty('refused');
  });

  it('trust an issuer without email_verified', async () => {
    const silent = { iss: 'https://issuer.example', sub: 't3', email: 'x@d.example' };
    expect(await userOfProfile(db, silent, rules)).toHaveProperty('refused');
    expect(await userOfProfile(db, silent, { ...rules, trustEmail: true })).toHaveProperty('user');
  });

  it('keep subjects of two issuers separate', async () => {
    const first = await userOfProfile(db, profile('t4', 'y@d.example'), rules);
    const second = await userOfProfile(db, { ...profile('t4', 'z@d.example'), iss: 'https://other.example' }, rules);
    expect(first).not.toEqual(second);
  });

  it('accept two simultaneous first sign-ins of one user', async () => {
    const both = await Promise.all([1, 2].map(() => userOfProfile(db, profile('t5', 'w@d.example'), rules)));
    expect(both.filter((one) => 'user' in one).length).toBeGreaterThanOrEqual(1);
    expect(await sql`select count(*)::int as n from users where email = 'w@d.example'`).toEqual([{ n: 1 }]);
  });
});

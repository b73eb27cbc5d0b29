import { beforeEach, describe, expect, it } from 'vitest';
import { listAudit, listUsers } from '#db/queries/users.ts';
import { findLink } from '#lib/auth/account-links.ts';
import { changePassword } from '#lib/auth/change-password.ts';
import { checkCredentials } from '#lib/auth/credentials.ts';
import { setPasswordByLink } from '#lib/auth/password-links.ts';
import { makeResetLink, requestReset } from '#lib/auth/request-reset.ts';
import { openSession, userOfSession } from '#lib/auth/sessions.ts';
import { addUser, removeUser } from '#lib/auth/users.ts';
import { openAccounts, tokenIn } from '#tests/support/accounts.ts';

const BY = 'ops@example.com';
const ADA = { email: 'ada@example.com', name: 'Ada', role: 'viewer', password: 'windward-passage' } as const;
const FRESH = 'leeward-islands';

const { sql, db, sendDue } = await openAccounts();
let id: string;
beforeEach(async () => {
  await sql`truncate account_links, account_mails, users, attempt_counts cascade`;
  await addUser(db, BY, ADA);
  id = (await listUsers(db))[0]?.id ?? '';
});

const reset = (token: string, password = FRESH) =>
  setPasswordByLink(db, { kind: 'reset', token, password, address: 'unknown' });
const stateOf = async (token: string) => (await findLink(db, 'reset', token))?.state ?? null;
const signIn = (password: string) =>
  checkCredentials(db, { email: ADA.email, password }, () => ({ address: 'unknown', device: null }));

/** Asks as the page does, and returns the token of the message that arrives. */
async function requested(): Promise<string> {
  expect(await requestReset(db, ADA.email, 'unknown')).toBe(true);
  const [message] = await sendDue();
  if (!message) throw new Error('no message arrived');
  return tokenIn(message, 'reset-password');
}

describe('a forgotten password', () => {
  it('is reset by a link once; all sessions end, and a message says so', async () => {
    const session = await openSession(db, id, { network: 'x', userAgent: null });
    const token = await requested();
    expect(await stateOf(token), 'opening the link changes nothing').toBe('open');
    expect(await userOfSession(db, session), 'asking ends no session').not.toBeNull();
    expect(await reset(token)).toEqual({ email: ADA.email });
    expect(await userOfSession(db, session)).toBeNull();
    expect(await signIn(ADA.password)).toEqual({ refused: 'credentials' });
    expect(await signIn(FRESH)).toMatchObject({ user: { id } });
    expect((await sendDue()).map(({ subject }) => subject)).toEqual(['Your password was changed']);
    expect(await stateOf(token)).toBe('used');
    expect(await reset(token, 'another-password')).toMatchObject({ isOver: true });
    const actions = (await listAudit(db, { limit: 2 })).data.map(({ action }) => action);
    expect(actions).toEqual(['password-reset', 'reset-requested']);
  });

  it('has one link at a time, valid for an hour', async () => {
    const first = await requested();
    const second = await requested();
    expect([await stateOf(first), await stateOf(second)]).toEqual(['replaced', 'open']);
    const [link] = await sql<{ minutes: number }[]>`
      select extract(epoch from expires_at - now()) / 60 as minutes from account_links where ended is null`;
    expect(Number(link?.minutes)).toBeGreaterThan(59);
    expect(Number(link?.minutes)).toBeLessThanOrEqual(60);
    await sql`update account_links set expires_at = now() where ended is null`;
    expect(await stateOf(second)).toBe('expired');
    expect(await reset(second)).toMatchObject({ isOver: true });
    expect(await signIn(ADA.password)).toMatchObject({ user: { id } });
  });

  it('of an address without an account is answered the same, and sends nothing', async () => {
    expect(await requestReset(db, 'nobody@example.com', '198.51.100.1')).toBe(true);
    expect(await sql`select kind, target from account_mails`).toEqual([
      { kind: 'reset_requested', target: 'nobody@example.com' },
    ]);
    expect(await sendDue()).toEqual([]);
    expect(await sql`select 1 from account_mails`).toEqual([]);
  });

  it('of a user of single sign-on is answered with a message that there is none', async () => {
    await sql`update users set password_hash = null`;
    await requestReset(db, ADA.email, 'unknown');
    const [message] = await sendDue();
    expect(message?.text).toContain('You sign in through single sign-on');
    expect(message?.text).not.toContain('reset-password');
    expect(await makeResetLink(db, BY, id, 'show')).toEqual({ problem: expect.stringContaining('single sign-on') });
  });

  it('of a removed user is not reset', async () => {
    const token = await requested();
    await addUser(db, BY, { email: BY, name: null, role: 'admin', password: null });
    await removeUser(db, BY, id);
    expect(await stateOf(token)).toBe('revoked');
    expect(await reset(token)).toMatchObject({ isOver: true });
    await requestReset(db, ADA.email, 'unknown');
    expect(await sendDue()).toEqual([]);
  });

  it('needs no link any more when it is changed in another way', async () => {
    const token = await requested();
    expect(await changePassword(db, id, { old: ADA.password, fresh: FRESH, address: 'unknown' })).toBeNull();
    expect(await stateOf(token)).toBe('revoked');
    expect((await sendDue()).map(({ subject }) => subject)).toEqual(['Your password was changed']);
  });

  it('sends five messages an hour to one address, and answers twenty requests of one network in a quarter', async () => {
    for (let at = 0; at < 7; at += 1) expect(await requestReset(db, ADA.email, '198.51.100.1')).toBe(true);
    expect(await sendDue()).toHaveLength(5);
    for (let at = 0; at < 13; at += 1) await requestReset(db, `nobody-${at}@example.com`, '198.51.100.1');
    expect(await requestReset(db, 'one-more@example.com', '198.51.100.1')).toBe(false);
  });
});

it('a link that an admin makes without a mail server is returned once and stored as a hash', async () => {
  const made = await makeResetLink(db, BY, id, 'show');
  if ('problem' in made || made.token === null) throw new Error('no link to show');
  expect(JSON.stringify(await sql`select * from account_links`)).not.toContain(made.token);
  expect(await reset(made.token)).toEqual({ email: ADA.email });
  const [entry] = (await listAudit(db, { limit: 2 })).data.slice(1);
  expect(entry).toMatchObject({ actor: BY, action: 'reset-link-issued', subject: ADA.email });
});

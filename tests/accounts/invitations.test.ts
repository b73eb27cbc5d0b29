import { beforeEach, describe, expect, it } from 'vitest';
import { listAudit, listUsers } from '#db/queries/users.ts';
import { findLink } from '#lib/auth/account-links.ts';
import { checkCredentials } from '#lib/auth/credentials.ts';
import { userOfProfile } from '#lib/auth/identities.ts';
import { type Invitation, invite, listInvitations, resendInvitation, revokeInvitation } from '#lib/auth/invitations.ts';
import { setPasswordByLink } from '#lib/auth/password-links.ts';
import { addUser, changeRole, removeUser } from '#lib/auth/users.ts';
import { openAccounts, tokenIn } from '#tests/support/accounts.ts';

const BY = 'ops@example.com';
const ADA = { email: 'ada@example.com', name: 'Ada', role: 'operator' } as const;
const PASSWORD = 'windward-passage';

const { sql, db, mail, sendDue } = await openAccounts();
beforeEach(() => sql`truncate account_links, account_mails, users, attempt_counts cascade`);

const accept = (token: string, password = PASSWORD, address = 'unknown') =>
  setPasswordByLink(db, { kind: 'invitation', token, password, address });
const stateOf = async (token: string) => (await findLink(db, 'invitation', token))?.state ?? null;
const signIn = (email: string, password = PASSWORD) =>
  checkCredentials(db, { email, password }, () => ({ address: 'unknown', device: null }));

async function mailed(): Promise<string> {
  expect(await invite(db, BY, ADA, 'mail')).toEqual({ token: null, wasRemoved: false });
  const [message] = await sendDue();
  if (!message) throw new Error('no message arrived');
  return tokenIn(message, 'invitation');
}

async function shown(invitation: Promise<Invitation>): Promise<string> {
  const made = await invitation;
  if ('problem' in made || made.token === null) throw new Error('no link to show');
  return made.token;
}

describe('an invitation by e-mail', () => {
  it('names who invites and the role, and lets the address choose a password once', async () => {
    const token = await mailed();
    const message = mail.received.at(-1);
    expect(message?.to.map(({ address }) => address)).toEqual([ADA.email]);
    expect(message?.text).toContain('Invited by: ops@example.com');
    expect(message?.text).toContain('Role: operator');
    expect(await stateOf(token), 'opening the link changes nothing').toBe('open');
    expect(await listUsers(db)).toEqual([]);
    expect(await accept(token)).toEqual({ email: ADA.email });
    expect(await listUsers(db)).toMatchObject([{ email: ADA.email, name: 'Ada', role: 'operator', hasPassword: true }]);
    expect(await signIn(ADA.email)).toMatchObject({ user: { email: ADA.email } });
    expect(await stateOf(token)).toBe('used');
    expect(await accept(token, 'leeward-islands')).toMatchObject({ isOver: true });
    expect(await signIn(ADA.email, 'leeward-islands')).toEqual({ refused: 'credentials' });
    const actions = (await listAudit(db, { limit: 2 })).data.map(({ actor, action }) => `${actor} ${action}`);
    expect(actions).toEqual(['ada@example.com invitation-accepted', 'ops@example.com person-invited']);
  });

  it('is listed with who invited until when, and stored without its token', async () => {
    const token = await mailed();
    const [pending] = await listInvitations(db);
    expect(pending).toMatchObject({ email: ADA.email, createdBy: BY, mail: null });
    const days = (Date.parse(pending?.expiresAt ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThanOrEqual(7);
    const stored = JSON.stringify([await sql`select * from account_links`, await sql`select * from account_mails`]);
    expect(stored).not.toContain(token);
  });

  it('that the server refuses is listed with the reason, and can be sent again', async () => {
    mail.replies.push({ code: 550, status: '5.1.1' });
    await invite(db, BY, ADA, 'mail');
    expect(await sendDue()).toEqual([]);
    const [pending] = await listInvitations(db);
    expect(pending?.mail).toEqual({ error: expect.stringContaining('5.1.1') });
    await resendInvitation(db, BY, pending?.id ?? '', 'mail');
    expect(await sendDue()).toHaveLength(1);
    expect((await listInvitations(db)).map((one) => one.mail)).toEqual([null]);
  });

  it('that may have been sent is sent again with another token; only the newest works', async () => {
    mail.replies.push('hang up after accepting');
    await invite(db, BY, ADA, 'mail');
    const [first] = await sendDue();
    await sql`update account_mails set due_at = now()`;
    const [second] = await sendDue();
    if (!first || !second) throw new Error('two messages were expected');
    expect(await stateOf(tokenIn(first, 'invitation'))).toBeNull();
    expect(await stateOf(tokenIn(second, 'invitation'))).toBe('open');
  });
});

describe('the link of an invitation', () => {
  it('rejects a weak password and stays valid', async () => {
    const token = await shown(invite(db, BY, ADA, 'show'));
    expect(await accept(token, 'ada-freight-1')).toMatchObject({ isOver: false, problem: /too similar/ });
    expect(await accept(token)).toEqual({ email: ADA.email });
  });

  it('ends when it is resent, revoked, or seven days old', async () => {
    const first = await shown(invite(db, BY, ADA, 'show'));
    const [pending] = await listInvitations(db);
    const second = await shown(resendInvitation(db, BY, pending?.id ?? '', 'show'));
    expect([await stateOf(first), await stateOf(second)]).toEqual(['replaced', 'open']);
    expect(await accept(first)).toMatchObject({ isOver: true });
    await sql`update account_links set expires_at = now() where ended is null`;
    expect(await stateOf(second)).toBe('expired');
    expect(await accept(second)).toMatchObject({ isOver: true });
    const third = await shown(invite(db, BY, ADA, 'show'));
    const [again] = await listInvitations(db);
    expect(await revokeInvitation(db, BY, again?.id ?? '')).toBeNull();
    expect(await stateOf(third)).toBe('revoked');
    expect(await accept(third)).toMatchObject({ isOver: true });
    expect(await listUsers(db)).toEqual([]);
  });

  it('is not valid for another purpose, changed, or made up', async () => {
    const token = await shown(invite(db, BY, ADA, 'show'));
    expect(await findLink(db, 'reset', token)).toBeNull();
    expect(await stateOf(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBeNull();
    expect(await stateOf("' or 1=1")).toBeNull();
  });

  it('creates one user when the button is pressed twice at once', async () => {
    const token = await shown(invite(db, BY, ADA, 'show'));
    const both = await Promise.all([accept(token), accept(token, 'leeward-islands')]);
    expect(both.filter((one) => 'email' in one)).toHaveLength(1);
    expect(await listUsers(db)).toHaveLength(1);
  });

  it('cannot be guessed more than thirty times from one network', async () => {
    const token = await shown(invite(db, BY, ADA, 'show'));
    for (let at = 0; at < 30; at += 1) await accept(`guess-${at}`, PASSWORD, '198.51.100.7');
    expect(await accept(token, PASSWORD, '198.51.100.7')).toMatchObject({ problem: /Too many/ });
    expect(await accept(token, PASSWORD, '198.51.100.8')).toEqual({ email: ADA.email });
  });
});

describe('an invitation of a user of single sign-on', () => {
  const profile = { iss: 'https://issuer.example', sub: 'ada-1', email: ADA.email, email_verified: true };
  const rules = { trustEmail: false, linkAccounts: false, domains: [], groups: [], groupsClaim: 'groups' };

  it('is accepted by signing in with the verified address, with the role of the invitation', async () => {
    expect(await userOfProfile(db, profile, rules)).toMatchObject({ refused: expect.stringContaining('unknown user') });
    const token = await shown(invite(db, BY, ADA, 'show'));
    const unverified = { ...profile, email_verified: false };
    expect(await userOfProfile(db, unverified, rules)).toMatchObject({ refused: expect.stringContaining('verified') });
    expect(await stateOf(token)).toBe('open');
    expect(await userOfProfile(db, profile, rules)).toMatchObject({ user: { email: ADA.email } });
    expect(await listUsers(db)).toMatchObject([{ email: ADA.email, role: 'operator', hasPassword: false }]);
    expect(await stateOf(token)).toBe('used');
  });

  it('that has expired lets nobody in', async () => {
    await invite(db, BY, ADA, 'show');
    await sql`update account_links set expires_at = now() - interval '1 second'`;
    expect(await userOfProfile(db, profile, rules)).toMatchObject({ refused: expect.stringContaining('unknown user') });
  });
});

describe('inviting', () => {
  it('a user, or somebody who is invited already, is refused with a sentence', async () => {
    await invite(db, BY, ADA, 'show');
    expect(await invite(db, BY, ADA, 'show')).toEqual({ problem: expect.stringContaining('was invited already') });
    await addUser(db, BY, { ...ADA, password: PASSWORD });
    expect(await listInvitations(db), 'adding the user ends the invitation').toEqual([]);
    expect(await invite(db, BY, ADA, 'show')).toEqual({ problem: expect.stringContaining('is a user already') });
  });

  it('a removed user brings the account back with a new role and password', async () => {
    await addUser(db, BY, { ...ADA, password: 'leeward-islands' });
    await addUser(db, BY, { email: BY, name: null, role: 'admin', password: null });
    const [user] = await listUsers(db);
    expect(await removeUser(db, BY, user?.id ?? '')).toBeNull();
    const made = await invite(db, BY, { ...ADA, role: 'viewer' }, 'show');
    expect(made).toMatchObject({ wasRemoved: true });
    expect(await signIn(ADA.email, 'leeward-islands')).toEqual({ refused: 'credentials' });
    expect(await accept(await shown(Promise.resolve(made)))).toEqual({ email: ADA.email });
    expect((await listUsers(db)).find(({ email }) => email === ADA.email)).toMatchObject({ role: 'viewer' });
  });

  it.each(['removed', 'made an operator'])('ends when the admin who made it is %s', async (how) => {
    const eve = 'eve@example.com';
    for (const email of [BY, eve]) await addUser(db, BY, { email, name: null, role: 'admin', password: null });
    const other = await shown(invite(db, BY, { ...ADA, email: 'bob@example.com' }, 'show'));
    const token = await shown(invite(db, eve, ADA, 'show'));
    const id = (await listUsers(db)).find(({ email }) => email === eve)?.id ?? '';
    expect(await (how === 'removed' ? removeUser(db, BY, id) : changeRole(db, BY, id, 'operator'))).toBeNull();
    expect([await stateOf(token), await stateOf(other)]).toEqual(['revoked', 'open']);
    expect(await accept(token)).toMatchObject({ isOver: true });
    const entries = (await listAudit(db, { limit: 3 })).data.map(({ actor, action, subject }) => [
      actor,
      action,
      subject,
    ]);
    expect(entries).toContainEqual([BY, 'invitation-revoked', ADA.email]);
  });

  it('one address by two admins at once makes one invitation', async () => {
    const both = await Promise.all([invite(db, BY, ADA, 'mail'), invite(db, 'eve@example.com', ADA, 'mail')]);
    expect(both.filter((one) => 'problem' in one)).toHaveLength(1);
    expect(await sendDue()).toHaveLength(1);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listAudit, listUsers } from '#db/queries/users.ts';
import { changePassword } from '#lib/auth/change-password.ts';
import { checkCredentials } from '#lib/auth/credentials.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  secondFactorOf,
} from '#lib/auth/second-factor.ts';
import { mustSetUp, setSecondFactorPolicy } from '#lib/auth/second-factor-policy.ts';
import { enrolleeOfSession, openSession, userOfSession } from '#lib/auth/sessions.ts';
import { answerChallenge } from '#lib/auth/sign-in-challenge.ts';
import { totpCode } from '#lib/auth/totp.ts';
import { addUser, changeRole } from '#lib/auth/users.ts';
import { openAccounts } from '#tests/support/accounts.ts';
import { AUTH_SECRET } from '#tests/support/server.ts';

const BY = 'ops@example.com';
const ADA = { email: 'ada@example.com', name: 'Ada', role: 'viewer', password: 'windward-passage' } as const;
const FROM = { address: '198.51.100.1', authSecret: AUTH_SECRET };
const WRONG = '000000';
const STEP_MS = 30_000;

const { sql, db, sendDue } = await openAccounts();
let owner: { id: string; email: string } & typeof FROM;
/** The shared secret, once an app has read it. */
let secret: string;
let at: number;
afterAll(() => void vi.useRealTimers());
beforeEach(async () => {
  await sql`truncate account_mails, users, attempt_counts, sign_in_failures, sign_in_settings cascade`;
  // The clock stands still in the middle of the last step: codes do not expire during a test, and e-mails are due by the clock of the database.
  vi.useRealTimers();
  at = Math.floor(Date.now() / STEP_MS) * STEP_MS - STEP_MS / 2;
  vi.useFakeTimers({ toFake: ['Date'], now: at });
  await addUser(db, BY, ADA);
  owner = { id: (await listUsers(db))[0]?.id ?? '', email: ADA.email, ...FROM };
  secret = '';
});

/** The code of the app some steps from now. Each is accepted once, so tests use one step after the other. */
const code = (steps = 0) => totpCode(secret, at + steps * STEP_MS);
const state = async () => (await secondFactorOf(db, owner)).state;

async function begin(): Promise<void> {
  expect(await beginSecondFactor(db, owner)).toBeNull();
  const begun = await secondFactorOf(db, owner);
  if (begun.state !== 'begun') throw new Error('nothing was begun');
  secret = begun.secret;
}

/** Switches it on with the code of the step before. Returns the recovery codes. */
async function switchOn(sessionId: string = randomUUID()): Promise<string[]> {
  await begin();
  const confirmed = await confirmSecondFactor(db, { ...owner, sessionId }, code(-1));
  if ('problem' in confirmed) throw new Error(confirmed.problem);
  return confirmed.codes;
}

async function enterPassword(): Promise<string> {
  const { email, password } = ADA;
  const checked = await checkCredentials(db, { email, password }, () => ({ address: 'unknown', device: null }));
  if (!('challenge' in checked)) throw new Error('no code was asked for');
  return checked.challenge;
}

const answer = (challenge: string, given: string) => answerChallenge(db, { challenge, code: given }, FROM);

describe('two-factor authentication', () => {
  it('is on after a first code; the secret is stored encrypted, the recovery codes as hashes', async () => {
    await begin();
    expect(await confirmSecondFactor(db, { ...owner, sessionId: randomUUID() }, WRONG)).toMatchObject({
      problem: expect.stringContaining('wrong'),
    });
    expect(await state(), 'a wrong code switches nothing on').toBe('begun');
    const confirmed = await confirmSecondFactor(db, { ...owner, sessionId: randomUUID() }, code());
    if ('problem' in confirmed) throw new Error(confirmed.problem);
    expect(new Set(confirmed.codes).size).toBe(10);
    expect(await secondFactorOf(db, owner)).toMatchObject({ state: 'on', codesLeft: 10 });
    const stored = JSON.stringify([await sql`select * from second_factors`, await sql`select * from recovery_codes`]);
    for (const text of [secret, ...confirmed.codes]) expect(stored).not.toContain(text);
    expect((await sendDue()).map(({ subject }) => subject)).toEqual(['Two-factor authentication is on']);
    expect(await beginSecondFactor(db, owner)).toMatch(/on already/);
  });

  it('asks for a code after the password; a challenge is no session and ends with its first right code', async () => {
    await switchOn();
    const challenge = await enterPassword();
    expect(await sql`select 1 from sessions`).toEqual([]);
    expect(await answer(challenge, WRONG)).toEqual({ refused: 'wrong_code' });
    expect(await answer(challenge, code())).toMatchObject({ user: { id: owner.id } });
    expect(await answer(challenge, code(1))).toEqual({ refused: 'challenge_over' });
    expect(await answer('made-up', code(1))).toEqual({ refused: 'challenge_over' });
  });

  it('accepts a code once, also when it is sent twice at the same time', async () => {
    await switchOn();
    const both = await Promise.all([enterPassword(), enterPassword()]);
    const answers = await Promise.all(both.map((challenge) => answer(challenge, code())));
    expect(answers.filter((one) => 'user' in one)).toHaveLength(1);
    const replayed = await answer(await enterPassword(), code(-1));
    expect(replayed, 'nor the code that switched it on').toEqual({ refused: 'wrong_code' });
  });

  it('ends a sign-in that waits for a code after ten minutes, and when the password changes', async () => {
    await switchOn();
    const late = await enterPassword();
    await sql`update sign_in_challenges set expires_at = ${new Date(at).toISOString()}`;
    expect(await answer(late, code())).toEqual({ refused: 'challenge_over' });
    const other = await enterPassword();
    const change = { old: ADA.password, fresh: 'leeward-islands', ...FROM };
    expect(await changePassword(db, owner.id, change)).toEqual({
      field: 'code',
      message: expect.stringMatching(/code is wrong/),
    });
    expect(await changePassword(db, owner.id, { ...change, code: code() })).toBeNull();
    expect(await answer(other, code(1))).toEqual({ refused: 'challenge_over' });
  });

  it('allows five wrong codes in a quarter, over all sign-ins and networks', async () => {
    await switchOn();
    for (let n = 0; n < 5; n += 1) {
      const from = { ...FROM, address: `198.51.${n}.1` };
      const wrong = { challenge: await enterPassword(), code: WRONG };
      expect(await answerChallenge(db, wrong, from)).toEqual({ refused: 'wrong_code' });
    }
    expect(await answer(await enterPassword(), code())).toEqual({ refused: 'too_many_codes' });
    expect(await removeSecondFactor(db, owner, code())).toMatch(/Too many/);
    const reasons = (await sql<{ reason: string }[]>`select reason from sign_in_failures`).map(({ reason }) => reason);
    expect(reasons).toEqual([...Array(5).fill('wrong code'), 'too many attempts (second factor)']);
  });

  it('is switched off with a code only', async () => {
    await switchOn();
    expect(await removeSecondFactor(db, owner, WRONG)).toMatch(/wrong/);
    expect(await removeSecondFactor(db, owner, code())).toBeNull();
    expect(await state()).toBe('off');
    const actions = (await listAudit(db, { limit: 2 })).data.map(({ action }) => action);
    expect(actions).toEqual(['second-factor-off', 'second-factor-on']);
  });

  it('is reset by an admin, which ends the sessions and is told to the user', async () => {
    await switchOn();
    await sendDue();
    const session = await openSession(db, owner.id, { network: 'x', userAgent: null });
    expect(await resetSecondFactor(db, BY, owner.id)).toBeNull();
    expect(await userOfSession(db, session)).toBeNull();
    expect(await state()).toBe('off');
    expect((await sendDue()).map(({ subject }) => subject)).toEqual(['Two-factor authentication was reset']);
    const [entry] = (await listAudit(db, { limit: 1 })).data;
    expect(entry).toMatchObject({ actor: BY, action: 'second-factor-reset', subject: ADA.email });
    expect(await resetSecondFactor(db, BY, owner.id)).toMatch(/has no two-factor/);
  });

  it('cannot be read with another AUTH_SECRET; a recovery code still works', async () => {
    const [first = ''] = await switchOn();
    const changed = { ...FROM, authSecret: 'another-auth-secret-0123456789abcdef' };
    const challenge = await enterPassword();
    expect(await answerChallenge(db, { challenge, code: code() }, changed)).toEqual({ refused: 'wrong_code' });
    expect(await answerChallenge(db, { challenge, code: first }, changed)).toMatchObject({ user: { id: owner.id } });
  });
});

describe('a recovery code', () => {
  it('replaces a code of the app once, in any case and without hyphens', async () => {
    const [first = '', second = ''] = await switchOn();
    expect(await answer(await enterPassword(), first)).toMatchObject({ user: { id: owner.id } });
    expect(await answer(await enterPassword(), first)).toEqual({ refused: 'wrong_code' });
    const typed = ` ${second.toLowerCase().replaceAll('-', ' ')} `;
    expect(await answer(await enterPassword(), typed)).toMatchObject({ user: { id: owner.id } });
    expect(await secondFactorOf(db, owner)).toMatchObject({ codesLeft: 8 });
    expect((await listAudit(db, { limit: 1 })).data[0]).toMatchObject({ action: 'recovery-code-used' });
  });

  it('of another user, or from before they were renewed, is rejected', async () => {
    const [old = ''] = await switchOn();
    const renewed = await renewRecoveryCodes(db, owner, code());
    if ('problem' in renewed) throw new Error(renewed.problem);
    expect(await answer(await enterPassword(), old)).toEqual({ refused: 'wrong_code' });
    await addUser(db, BY, { ...ADA, email: 'bob@example.com' });
    const bob = (await listUsers(db)).find(({ email }) => email === 'bob@example.com');
    await sql`update recovery_codes set user_id = ${bob?.id ?? ''}`;
    expect(await answer(await enterPassword(), renewed.codes[0] ?? '')).toEqual({ refused: 'wrong_code' });
  });
});

describe('where it is required', () => {
  it('for admins, others need none; for everybody, all who have none', async () => {
    expect(await mustSetUp(db, owner.id)).toBe(false);
    await setSecondFactorPolicy(db, BY, 'admins');
    expect(await mustSetUp(db, owner.id)).toBe(false);
    await changeRole(db, BY, owner.id, 'admin');
    expect(await mustSetUp(db, owner.id)).toBe(true);
    await setSecondFactorPolicy(db, BY, 'all');
    expect(await mustSetUp(db, owner.id)).toBe(true);
    await switchOn();
    expect(await mustSetUp(db, owner.id)).toBe(false);
  });

  it('a session that waits for it can be used for nothing else, until it is on; then all others end', async () => {
    const from = { network: 'x', userAgent: null, awaitsSecondFactor: true };
    const session = await openSession(db, owner.id, from);
    const strangers = await openSession(db, owner.id, from);
    expect(await userOfSession(db, session)).toBeNull();
    expect(await enrolleeOfSession(db, session)).toMatchObject({ email: ADA.email });
    await switchOn(session);
    expect(await userOfSession(db, session)).toMatchObject({ email: ADA.email });
    expect(await enrolleeOfSession(db, session)).toBeNull();
    expect([await userOfSession(db, strangers), await enrolleeOfSession(db, strangers)]).toEqual([null, null]);
  });
});

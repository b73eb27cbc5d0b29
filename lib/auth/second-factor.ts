import { and, eq, isNotNull, isNull, lt, or } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { recoveryCodes, secondFactors, sessions, users } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { decryptSecret, encryptSecret } from '#lib/inbox/secret-cipher.ts';
import { queueMail } from './account-links.ts';
import { type AttemptLimit, countAttempt, forgiveAttempt, TOO_MANY_ATTEMPTS } from './attempts.ts';
import { countCodes, redeemCode, renewCodes } from './recovery-codes.ts';
import type { Refusal } from './refusal.ts';
import { endSessionsOf } from './sessions.ts';
import { logSignInFailure } from './sign-in-log.ts';
import { newTotpSecret, totpStep, totpUri } from './totp.ts';

/** Wrong codes of a user, over all sessions and networks: with them a guess succeeds once in some 90 years. */
const LIMITS: AttemptLimit[] = [
  { name: 'second factor', attempts: 5, minutes: 15 },
  { name: 'second factor of a day', attempts: 30, minutes: 24 * 60 },
];

/** The user whose second factor it is. `address`: of the client. `authSecret` decrypts the shared secret. */
export type FactorOwner = { id: string; email: string; address: string; authSecret: string };

/** off: nothing is stored. begun: an app can read the secret, and has not confirmed it. */
export type SecondFactor =
  | { state: 'off' }
  | { state: 'begun'; secret: string; uri: string }
  | { state: 'on'; since: string; codesLeft: number };

/** The second factor of a user. One whose secret cannot be decrypted any more and was not confirmed counts as off. */
export async function secondFactorOf(
  db: Database,
  { id, email, authSecret }: Omit<FactorOwner, 'address'>,
): Promise<SecondFactor> {
  const [stored] = await db.select().from(secondFactors).where(eq(secondFactors.userId, id));
  if (!stored) return { state: 'off' };
  if (stored.confirmedAt !== null)
    return { state: 'on', since: stored.confirmedAt, codesLeft: await countCodes(db, id) };
  const secret = decryptSecret(authSecret, purposeOf(id), stored.encrypted);
  return secret === null ? { state: 'off' } : { state: 'begun', secret, uri: totpUri(secret, email) };
}

/** Whether a code is asked for after the password of a user. */
export async function hasSecondFactor(db: Database, userId: string): Promise<boolean> {
  const found = await db
    .select({ userId: secondFactors.userId })
    .from(secondFactors)
    .where(and(eq(secondFactors.userId, userId), isNotNull(secondFactors.confirmedAt)));
  return found.length > 0;
}

/** Makes a secret that the user's app can read. Does nothing if there is a confirmed one. */
export async function beginSecondFactor(db: Database, { id, authSecret }: FactorOwner): Promise<Refusal> {
  const encrypted = encryptSecret(authSecret, purposeOf(id), newTotpSecret());
  const begun = await db
    .insert(secondFactors)
    .values({ userId: id, encrypted })
    .onConflictDoUpdate({
      target: secondFactors.userId,
      set: { encrypted, lastStep: null },
      setWhere: isNull(secondFactors.confirmedAt),
    })
    .returning({ userId: secondFactors.userId });
  return begun.length > 0 ? null : 'Two-factor authentication is on already.';
}

/** The recovery codes, shown once, or why they were not made. */
export type NewCodes = { codes: string[] } | { problem: string };

/**
 * Switches it on with a first code. The session that entered it can be used for everything from now on. All others end: somebody else may have
 * signed in with the password alone.
 */
export async function confirmSecondFactor(
  db: Database,
  owner: FactorOwner & { sessionId: string },
  code: string,
): Promise<NewCodes> {
  const { id, email, sessionId } = owner;
  const problem = await checkCode(db, owner, code, 'begun');
  if (problem !== null) return { problem };
  return db.transaction(async (tx) => {
    const confirmed = await tx
      .update(secondFactors)
      .set({ confirmedAt: now() })
      .where(and(eq(secondFactors.userId, id), isNull(secondFactors.confirmedAt)))
      .returning({ userId: secondFactors.userId });
    if (confirmed.length === 0) return { problem: 'Two-factor authentication is on already.' };
    await endSessionsOf(tx, id, sessionId);
    await tx
      .update(sessions)
      .set({ awaitsSecondFactor: false })
      .where(and(eq(sessions.id, sessionId), eq(sessions.userId, id)));
    await audit(tx, email, 'second-factor-on', email);
    await queueMail(tx, 'second_factor_on', email);
    return { codes: await renewCodes(tx, id) };
  });
}

/** Replaces the recovery codes; needs a code. */
export async function renewRecoveryCodes(db: Database, owner: FactorOwner, code: string): Promise<NewCodes> {
  const problem = await checkCode(db, owner, code, 'on');
  if (problem !== null) return { problem };
  return db.transaction(async (tx) => {
    await audit(tx, owner.email, 'recovery-codes-renewed', owner.email);
    return { codes: await renewCodes(tx, owner.id) };
  });
}

/** Switches it off; needs a code. */
export async function removeSecondFactor(db: Database, owner: FactorOwner, code: string): Promise<Refusal> {
  const problem = await checkCode(db, owner, code, 'on');
  if (problem !== null) return problem;
  await db.transaction(async (tx) => {
    await dropSecondFactor(tx, owner.id);
    await audit(tx, owner.email, 'second-factor-off', owner.email);
    await queueMail(tx, 'second_factor_off', owner.email);
  });
  return null;
}

/** Removes the second factor of another user, who lost it, for an admin. Ends their sessions. */
export async function resetSecondFactor(db: Database, by: string, id: string): Promise<Refusal> {
  return db.transaction(async (tx) => {
    const [person] = await tx
      .select({ email: users.email })
      .from(users)
      .where(and(eq(users.id, id), isNull(users.removedAt)));
    if (!person) return 'This user no longer exists.';
    if ((await dropSecondFactor(tx, id)) === 0) return `${person.email} has no two-factor authentication.`;
    await endSessionsOf(tx, id);
    await audit(tx, by, 'second-factor-reset', person.email);
    await queueMail(tx, 'second_factor_reset', person.email);
    return null;
  });
}

/** Removes the app and the recovery codes of a user. Resolves to the number of apps: 1 or 0. */
export async function dropSecondFactor(tx: Database, userId: string): Promise<number> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  const dropped = await tx
    .delete(secondFactors)
    .where(eq(secondFactors.userId, userId))
    .returning({ userId: secondFactors.userId });
  return dropped.length;
}

/**
 * Checks a code of the app, or a recovery code while it is `on`. Returns why it was rejected, or null; an accepted code cannot be used
 * again. Every failure is counted and logged.
 */
export async function checkCode(
  db: Database,
  owner: FactorOwner,
  code: string,
  state: 'begun' | 'on',
): Promise<Refusal> {
  const { id, email, address } = owner;
  for (const limit of LIMITS) {
    const attempts = await countAttempt(db, limit, id);
    if (attempts <= limit.attempts) continue;
    if (attempts === limit.attempts + 1)
      await logSignInFailure(db, { account: email, address, reason: `too many attempts (${limit.name})` });
    return TOO_MANY_ATTEMPTS;
  }
  const typed = code.replace(/[\s-]/g, '');
  const isRight = /^\d{6}$/.test(typed)
    ? await acceptTotp(db, owner, typed, state)
    : state === 'on' && (await acceptRecovery(db, owner, typed));
  if (!isRight) {
    await logSignInFailure(db, { account: email, address, reason: 'wrong code' });
    return 'This code is wrong or was used already.';
  }
  for (const limit of LIMITS) await forgiveAttempt(db, limit, id);
  return null;
}

/** Of two requests with the same code only one is accepted: the row is changed by the first. */
async function acceptTotp(db: Database, owner: FactorOwner, code: string, state: 'begun' | 'on'): Promise<boolean> {
  const { id, authSecret } = owner;
  const [stored] = await db.select().from(secondFactors).where(eq(secondFactors.userId, id));
  const secret = stored ? decryptSecret(authSecret, purposeOf(id), stored.encrypted) : null;
  const step = secret === null ? null : totpStep(secret, code, Date.parse(now()));
  if (!stored || step === null) return false;
  const isUnused = or(isNull(secondFactors.lastStep), lt(secondFactors.lastStep, step));
  const isState = state === 'on' ? isNotNull(secondFactors.confirmedAt) : isNull(secondFactors.confirmedAt);
  const accepted = await db
    .update(secondFactors)
    .set({ lastStep: step })
    .where(and(eq(secondFactors.userId, id), eq(secondFactors.encrypted, stored.encrypted), isUnused, isState))
    .returning({ userId: secondFactors.userId });
  return accepted.length > 0;
}

function acceptRecovery(db: Database, { id, email }: FactorOwner, code: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await redeemCode(tx, id, code))) return false;
    await audit(tx, email, 'recovery-code-used', email);
    return true;
  });
}

/** What the encryption is bound to: it decrypts for no other user. */
function purposeOf(userId: string): string {
  return `second factor/${userId}`;
}

import { and, eq, isNull } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { users } from '#db/schema/index.ts';
import type { Mistake } from '#lib/model/mistake.ts';
import { endLinksOf, queueMail } from './account-links.ts';
import { type AttemptLimit, countAttempt, forgiveAttempt, TOO_MANY_ATTEMPTS } from './attempts.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { passwordWeakness } from './password-policy.ts';
import { checkCode, hasSecondFactor } from './second-factor.ts';
import { endSessionsOf } from './sessions.ts';
import { logSignInFailure } from './sign-in-log.ts';
import { Overloaded } from './work-gate.ts';

/** The limit of the sign-in page also applies to a browser that is signed in. */
const LIMIT: AttemptLimit = { name: 'password change', attempts: 5, minutes: 15 };

export type PasswordChange = {
  old: string;
  fresh: string;
  address: string;
  /** Of the app, or a recovery code, if the user has a second factor. */
  code?: string;
  /** Decrypts its shared secret. */
  authSecret?: string;
  /** The session to keep: the caller ends it when this browser has a new one. */
  keep?: string;
};

/** Changes a user's password if the old one is right, and ends all their sessions but the one to keep. */
export async function changePassword(db: Database, id: string, change: PasswordChange): Promise<Mistake | null> {
  const [person] = await db
    .select()
    .from(users)
    .where(and(eq(users.id, id), isNull(users.removedAt)));
  if (!person) return { field: null, message: 'This user no longer exists.' };
  const weakness = passwordWeakness(change.fresh, [person.email, person.name]);
  if (weakness) return { field: 'fresh', message: weakness };
  if ((await countAttempt(db, LIMIT, id)) > LIMIT.attempts) return { field: null, message: TOO_MANY_ATTEMPTS };
  try {
    if (!(await passwordMatches(person.passwordHash, change.old, true))) {
      await logSignInFailure(db, { account: person.email, address: change.address, reason: 'wrong current password' });
      return { field: 'old', message: 'The current password is wrong.' };
    }
    await forgiveAttempt(db, LIMIT, id);
    const { code = '', address, authSecret = '' } = change;
    const isCodeNeeded = await hasSecondFactor(db, id);
    const problem = isCodeNeeded
      ? await checkCode(db, { id, email: person.email, address, authSecret }, code, 'on')
      : null;
    if (problem !== null) return { field: 'code', message: problem };
    await store(db, person, await hashPassword(change.fresh), change.keep);
  } catch (thrown) {
    if (thrown instanceof Overloaded) return { field: null, message: TOO_MANY_ATTEMPTS };
    throw thrown;
  }
  return null;
}

async function store(
  db: Database,
  { id, email }: { id: string; email: string },
  passwordHash: string,
  keep: string | undefined,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, id));
    await endSessionsOf(tx, id, keep);
    await endLinksOf(tx, email);
    await audit(tx, email, 'password-changed', email);
    await queueMail(tx, 'password_changed', email);
  });
}

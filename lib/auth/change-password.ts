import { and, eq, isNull } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { users } from '#db/schema/index.ts';
import { endLinksOf, queueMail } from './account-links.ts';
import { type AttemptLimit, countAttempt, forgiveAttempt } from './attempts.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { passwordWeakness } from './password-policy.ts';
import { endSessionsOf } from './sessions.ts';
import { logSignInFailure } from './sign-in-log.ts';
import type { Refusal } from './users.ts';
import { Overloaded } from './work-gate.ts';

/** The limit of the sign-in page also applies to a browser that is signed in. */
const LIMIT: AttemptLimit = { name: 'password change', attempts: 5, minutes: 15 };
/** The message after too many attempts to sign in or to change a password. */
export const TOO_MANY_ATTEMPTS = 'Too many attempts. Wait a quarter of an hour, then try again.';

export type PasswordChange = {
  old: string;
  fresh: string;
  address: string;
  /** The session to keep: the caller ends it when this browser has a new one. */
  keep?: string;
};

/** Changes a user's password if the old one is right, and ends all their sessions but the one to keep. */
export async function changePassword(db: Database, id: string, change: PasswordChange): Promise<Refusal> {
  const [person] = await db
    .select()
    .from(users)
    .where(and(eq(users.id, id), isNull(users.removedAt)));
  if (!person) return 'This user no longer exists.';
  const weakness = passwordWeakness(change.fresh, [person.email, person.name]);
  if (weakness) return weakness;
  if ((await countAttempt(db, LIMIT, id)) > LIMIT.attempts) return TOO_MANY_ATTEMPTS;
  try {
    if (!(await passwordMatches(person.passwordHash, change.old, true))) {
      await logSignInFailure(db, { account: person.email, address: change.address, reason: 'wrong current password' });
      return 'The current password is wrong.';
    }
    await forgiveAttempt(db, LIMIT, id);
    await store(db, person, await hashPassword(change.fresh), change.keep);
  } catch (thrown) {
    if (thrown instanceof Overloaded) return TOO_MANY_ATTEMPTS;
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

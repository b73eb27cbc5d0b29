import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { signInChallenges, users } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { newToken, tokenHash } from '#lib/model/account-link.ts';
import { TOO_MANY_ATTEMPTS } from './attempts.ts';
import { checkCode } from './second-factor.ts';
import type { SignInCheck } from './sign-in-check.ts';

/** How long a code may be entered after the password. */
const CHALLENGE_MS = 10 * 60_000;

/** Notes that the password of a user was right. Returns a token that allows nothing but to enter a code. */
export async function openChallenge(db: Database, userId: string): Promise<string> {
  const at = now();
  const { token, hash } = newToken();
  await db.delete(signInChallenges).where(lt(signInChallenges.expiresAt, at));
  const expiresAt = new Date(Date.parse(at) + CHALLENGE_MS).toISOString();
  await db.insert(signInChallenges).values({ hash, userId, expiresAt });
  return token;
}

const hasToken = (challenge: string) => eq(signInChallenges.hash, tokenHash(challenge));

/** Whose password was right, while a code may be entered; else null. */
export async function userOfChallenge(
  db: Database,
  challenge: string,
): Promise<{ id: string; email: string; name: string | null } | null> {
  const { id, email, name } = users;
  const [found] = await db
    .select({ id, email, name })
    .from(signInChallenges)
    .innerJoin(users, eq(users.id, signInChallenges.userId))
    .where(and(hasToken(challenge), gt(signInChallenges.expiresAt, now()), isNull(users.removedAt)));
  return found ?? null;
}

/** Completes a sign-in by a code of the app or a recovery code. `address`: of the client. */
export async function answerChallenge(
  db: Database,
  { challenge, code }: { challenge: string; code: string },
  { address, authSecret }: { address: string; authSecret: string },
): Promise<SignInCheck> {
  const user = await userOfChallenge(db, challenge);
  if (!user) return { refused: 'challenge_over' };
  const { id, email, name } = user;
  const problem = await checkCode(db, { id, email, address, authSecret }, code, 'on');
  if (problem === TOO_MANY_ATTEMPTS) return { refused: 'too_many_codes' };
  if (problem !== null) return { refused: 'wrong_code' };
  const ended = await db.delete(signInChallenges).where(hasToken(challenge)).returning({ hash: signInChallenges.hash });
  return ended.length > 0 ? { user: { id, email, name } } : { refused: 'challenge_over' };
}

import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '#db/client.ts';
import { users } from '#db/schema/index.ts';
import { passwordMatches } from './password.ts';
import { hasSecondFactor } from './second-factor.ts';
import { openChallenge } from './sign-in-challenge.ts';
import type { SignInCheck } from './sign-in-check.ts';
import { admitAttempt, type Client } from './sign-in-limits.ts';
import { logSignInFailure } from './sign-in-log.ts';
import { Overloaded } from './work-gate.ts';

const WRONG: SignInCheck = { refused: 'credentials' };
const TOO_MANY: SignInCheck = { refused: 'too_many_attempts' };

const formSchema = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .min(1)
    .max(320)
    .regex(/^\P{C}*$/u),
  password: z.string().min(1).max(1024),
});

/** Checks an e-mail address and a password; the user of a second factor gets a challenge. Every failure is logged. Neither the answer nor its time reveals whether the address exists. */
export async function checkCredentials(
  db: Database,
  form: unknown,
  clientOf: (account: string) => Client,
): Promise<SignInCheck> {
  const parsed = formSchema.safeParse(form);
  if (!parsed.success) return WRONG;
  const { email, password } = parsed.data;
  const client = clientOf(email);
  const fail = (reason: string) => logSignInFailure(db, { account: email, address: client.address, reason });
  const admission = await admitAttempt(db, email, client);
  if (admission.refused) {
    if (admission.first) await fail(admission.reason);
    return TOO_MANY;
  }
  const [user] = await db.select().from(users).where(eq(users.email, email));
  const hash = user?.removedAt === null ? user.passwordHash : null;
  const matches = await passwordMatches(hash, password, client.device !== null).catch((thrown: unknown) => {
    if (thrown instanceof Overloaded) return null;
    throw thrown;
  });
  if (matches === null) return TOO_MANY;
  if (!matches || !user) {
    await fail(reasonOf(user));
    return WRONG;
  }
  await admission.forgive();
  if (await hasSecondFactor(db, user.id)) return { challenge: await openChallenge(db, user.id) };
  return { user: { id: user.id, email: user.email, name: user.name } };
}

function reasonOf(user: typeof users.$inferSelect | undefined): string {
  if (!user) return 'unknown account';
  if (user.removedAt !== null) return 'removed account';
  return user.passwordHash === null ? 'account without a password' : 'wrong password';
}

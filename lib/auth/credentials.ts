import { eq } from 'drizzle-orm';
import { CredentialsSignin, type User } from 'next-auth';
import { z } from 'zod';
import type { Database } from '#db/client.ts';
import { users } from '#db/schema/index.ts';
import { passwordMatches } from './password.ts';
import { admitAttempt, type Client } from './sign-in-limits.ts';
import { logSignInFailure } from './sign-in-log.ts';
import { Overloaded } from './work-gate.ts';

/** Too many attempts; the password was not checked. The sign-in page reads `code`. */
export class TooManyAttempts extends CredentialsSignin {
  override code = 'too_many_attempts';
}

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

/**
 * The user with this e-mail address and password, or null. Throws `TooManyAttempts`. Every failure is logged. Neither the answer
 * nor its time reveals whether the address exists.
 */
export async function checkCredentials(
  db: Database,
  form: unknown,
  clientOf: (account: string) => Client,
): Promise<User | null> {
  const parsed = formSchema.safeParse(form);
  if (!parsed.success) return null;
  const { email, password } = parsed.data;
  const client = clientOf(email);
  const fail = (reason: string) => logSignInFailure(db, { account: email, address: client.address, reason });
  const admission = await admitAttempt(db, email, client);
  if (admission.refused) {
    if (admission.first) await fail(admission.reason);
    throw new TooManyAttempts();
  }
  const [user] = await db.select().from(users).where(eq(users.email, email));
  const hash = user?.removedAt === null ? user.passwordHash : null;
  const matches = await passwordMatches(hash, password, client.device !== null).catch((thrown: unknown) => {
    throw thrown instanceof Overloaded ? new TooManyAttempts() : thrown;
  });
  if (!matches || !user) {
    await fail(reasonOf(user));
    return null;
  }
  await admission.forgive();
  return { id: user.id, email: user.email, name: user.name };
}

function reasonOf(user: typeof users.$inferSelect | undefined): string {
  if (!user) return 'unknown account';
  if (user.removedAt !== null) return 'removed account';
  return user.passwordHash === null ? 'account without a password' : 'wrong password';
}

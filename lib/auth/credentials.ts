import { eq } from 'drizzle-orm';
import { CredentialsSignin, type User } from 'next-auth';
import { z } from 'zod';
import type { Database } from '#db/client.ts';
import { users } from '#db/schema/index.ts';
import { passwordMatches } from './password.ts';
import { parseRole } from './roles.ts';
import { Throttle } from './throttle.ts';

const MINUTES = 60_000;

/** Guesses from one network address, whoever they are for. */
const byAddress = new Throttle(20, 10 * MINUTES);
/** Guesses for one person, from wherever: an address is easily forged when no proxy stands in front. */
const byEmail = new Throttle(10, 10 * MINUTES);

/** Too many wrong passwords; nothing was checked. `code` is what the sign-in page reads. */
export class TooManyAttempts extends CredentialsSignin {
  override code = 'too_many_attempts';
}

const formSchema = z.object({
  email: z.string().trim().toLowerCase().min(1).max(320),
  password: z.string().min(1).max(1024),
});

/** The person to whom e-mail address and password belong, or null. Throws `TooManyAttempts`. */
export async function checkCredentials(db: Database, form: unknown, address: string): Promise<User | null> {
  const parsed = formSchema.safeParse(form);
  if (!parsed.success) return null;
  const { email, password } = parsed.data;
  if (byAddress.wait(address) > 0 || byEmail.wait(email) > 0) throw new TooManyAttempts();
  byAddress.count(address);
  byEmail.count(email);
  const [user] = await db.select().from(users).where(eq(users.email, email));
  if (!(await passwordMatches(user?.passwordHash ?? null, password)) || !user) return null;
  byAddress.clear(address);
  byEmail.clear(email);
  return { id: user.id, email: user.email, name: user.name, role: parseRole(user.role) };
}

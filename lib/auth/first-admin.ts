import { randomBytes } from 'node:crypto';
import type { Database } from '#db/client.ts';
import { users } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import type { Env } from '#lib/env.ts';
import { Misconfigured } from '#lib/errors.ts';
import { hashPassword } from './password.ts';
import { passwordWeakness } from './password-policy.ts';

const DEFAULT_EMAIL = 'admin@fairlead.local';

/**
 * Creates the first admin if there is no user. Returns the sign-in only if the password was generated here: it is not stored in
 * clear, so the caller must show it. May be called by several processes.
 */
export async function ensureFirstAdmin(
  db: Database,
  env: Pick<Env, 'ADMIN_EMAIL' | 'ADMIN_PASSWORD'>,
): Promise<{ email: string; password: string } | null> {
  const [existing] = await db.select({ id: users.id }).from(users).limit(1);
  if (existing) return null;
  const email = (env.ADMIN_EMAIL ?? DEFAULT_EMAIL).toLowerCase();
  const password = env.ADMIN_PASSWORD ?? randomBytes(15).toString('base64url');
  const weakness = passwordWeakness(password, [email]);
  if (weakness) throw new Misconfigured([`ADMIN_PASSWORD: ${weakness}`]);
  const created = await db
    .insert(users)
    .values({ email, passwordHash: await hashPassword(password), role: 'admin', createdAt: now() })
    .onConflictDoNothing()
    .returning({ id: users.id });
  return created.length > 0 && !env.ADMIN_PASSWORD ? { email, password } : null;
}

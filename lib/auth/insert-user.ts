import { eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { identities, users } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';

/** The columns of a new user; no password hash for single sign-on. */
export type UserRow = Pick<typeof users.$inferSelect, 'email' | 'name' | 'role' | 'passwordHash'>;

/**
 * Inserts a user, or a removed user again: the same address may belong to another person now, so accounts of single sign-on that were
 * linked to it are not. False if the address has an account.
 */
export async function insertUser(tx: Database, { email, ...row }: UserRow): Promise<boolean> {
  const values = { ...row, createdAt: now(), removedAt: null };
  const [added] = await tx
    .insert(users)
    .values({ email, ...values })
    .onConflictDoUpdate({ target: users.email, set: values, setWhere: sql`${users.removedAt} is not null` })
    .returning({ id: users.id });
  if (!added) return false;
  await tx.delete(identities).where(eq(identities.userId, added.id));
  return true;
}

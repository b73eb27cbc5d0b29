import { asc, desc, isNull, lt } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { apiTokens, auditEntries, signInFailures, users } from '#db/schema/index.ts';

export type UserRow = Pick<typeof users.$inferSelect, 'id' | 'email' | 'name' | 'role' | 'createdAt'> & {
  /** Whether they have a password here, or come through single sign-on only. */
  hasPassword: boolean;
};

/** Everybody who may sign in, by e-mail address. */
export async function listUsers(db: Database): Promise<UserRow[]> {
  const rows = await db.select().from(users).where(isNull(users.removedAt)).orderBy(asc(users.email));
  return rows.map(({ passwordHash, removedAt: _none, ...row }) => ({ ...row, hasPassword: passwordHash !== null }));
}

export type TokenRow = Omit<typeof apiTokens.$inferSelect, 'hash'>;

/** The tokens that were not revoked, the newest first. */
export async function listTokens(db: Database): Promise<TokenRow[]> {
  const rows = await db.select().from(apiTokens).where(isNull(apiTokens.revokedAt)).orderBy(desc(apiTokens.createdAt));
  return rows.map(({ hash: _hash, ...row }) => row);
}

export type AuditRow = typeof auditEntries.$inferSelect;

/** Who did what, the latest first; `before` is the id of the last entry of the page before. */
export function listAudit(db: Database, limit: number, before?: number): Promise<AuditRow[]> {
  return db
    .select()
    .from(auditEntries)
    .where(before === undefined ? undefined : lt(auditEntries.id, before))
    .orderBy(desc(auditEntries.id))
    .limit(limit);
}

/** The latest failed attempts to sign in. */
export function listSignInFailures(db: Database, limit: number): Promise<(typeof signInFailures.$inferSelect)[]> {
  return db.select().from(signInFailures).orderBy(desc(signInFailures.id)).limit(limit);
}

import { and, asc, desc, eq, isNull, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { apiTokens, auditEntries, secondFactors, signInFailures, users } from '#db/schema/index.ts';
import { type ListPage, type Paging, readPage } from './list.ts';

export type UserRow = Pick<typeof users.$inferSelect, 'id' | 'email' | 'name' | 'role' | 'createdAt'> & {
  /** Whether the user has a password, or uses single sign-on only. */
  hasPassword: boolean;
  /** Whether a code is asked for after the password. */
  hasSecondFactor: boolean;
};

/** All users who may sign in, by e-mail address. */
export async function listUsers(db: Database): Promise<UserRow[]> {
  const rows = await db
    .select({ user: users, confirmedAt: secondFactors.confirmedAt })
    .from(users)
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(isNull(users.removedAt))
    .orderBy(asc(users.email));
  return rows.map(({ user: { passwordHash, removedAt: _none, ...row }, confirmedAt }) => ({
    ...row,
    hasPassword: passwordHash !== null,
    hasSecondFactor: confirmedAt !== null,
  }));
}

/** A person as others address them. */
export type Contact = Pick<UserRow, 'email' | 'name'>;

/** The admins who may sign in, by e-mail address. */
export function listAdmins(db: Database): Promise<Contact[]> {
  return db
    .select({ email: users.email, name: users.name })
    .from(users)
    .where(and(eq(users.role, 'admin'), isNull(users.removedAt)))
    .orderBy(asc(users.email));
}

/** The id of the user who may sign in with an address, or null. */
export async function findUserId(db: Database, email: string): Promise<string | null> {
  const [found] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, email), isNull(users.removedAt)));
  return found?.id ?? null;
}

export type TokenRow = Omit<typeof apiTokens.$inferSelect, 'hash'>;

/** The tokens that were not revoked, the newest first. */
export async function listTokens(db: Database): Promise<TokenRow[]> {
  const rows = await db.select().from(apiTokens).where(isNull(apiTokens.revokedAt)).orderBy(desc(apiTokens.createdAt));
  return rows.map(({ hash: _hash, ...row }) => row);
}

export type AuditRow = typeof auditEntries.$inferSelect;

const AUDIT_SORTS = {
  id: { by: auditEntries.id, form: 'serial', natural: 'desc', key: (row: AuditRow) => String(row.id) },
} as const;

/** The audit log, latest first. */
export function listAudit(
  db: Database,
  paging: Pick<Paging, 'limit' | 'cursor' | 'before'>,
): Promise<ListPage<AuditRow>> {
  const read = (where: SQL | undefined, order: SQL[], limit: number) =>
    db
      .select()
      .from(auditEntries)
      .where(where)
      .orderBy(...order)
      .limit(limit);
  return readPage({ id: auditEntries.id, sorts: AUDIT_SORTS, read }, undefined, paging);
}

/** The latest failed sign-ins. */
export function listSignInFailures(db: Database, limit: number): Promise<(typeof signInFailures.$inferSelect)[]> {
  return db.select().from(signInFailures).orderBy(desc(signInFailures.id)).limit(limit);
}

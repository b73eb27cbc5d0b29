import { hash, randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { apiTokens, users } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { includesRole, parseRole, type Role } from './roles.ts';

/** Roles of tokens: read; also replay and submit; also change notification rules. */
export const TOKEN_ROLES = ['viewer', 'operator', 'admin'] as const satisfies readonly Role[];

/** Days that a token is valid; none is valid for ever, because such tokens get forgotten. */
export const TOKEN_DAYS = [90, 7, 30, 365] as const;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const digest = (token: string) => hash('sha256', token);

export type NewToken = { name: string; role: Role; days: number };

/** Issues a token and returns it: it is stored as a hash only and can be shown just this once. It ends with its owner. */
export async function issueToken(
  db: Database,
  by: { id: string; email: string },
  { name, role, days }: NewToken,
): Promise<string> {
  const token = `fl_${randomBytes(24).toString('base64url')}`;
  const start = token.slice(0, 8);
  const createdAt = now();
  const expiresAt = new Date(Date.parse(createdAt) + days * DAY).toISOString();
  await db.transaction(async (tx) => {
    await tx
      .insert(apiTokens)
      .values({ name, hash: digest(token), start, role, createdBy: by.email, userId: by.id, createdAt, expiresAt });
    await audit(tx, by.email, 'token-issued', `${name} (${start}…, ${role}, until ${expiresAt.slice(0, 10)})`);
  });
  return token;
}

/** Revokes a token at once. */
export async function revokeToken(db: Database, by: string, id: string): Promise<void> {
  await revoke(db, by, eq(apiTokens.id, id));
}

/** Revokes a user's tokens that allow more than their new role; with null, all of them. */
export async function revokeTokensOf(db: Database, by: string, userId: string, role: Role | null): Promise<void> {
  const held = await db.select().from(apiTokens).where(eq(apiTokens.userId, userId));
  for (const token of held) {
    if (role === null || !includesRole(role, parseRole(token.role))) await revoke(db, by, eq(apiTokens.id, token.id));
  }
}

async function revoke(db: Database, by: string, which: ReturnType<typeof eq>): Promise<void> {
  await db.transaction(async (tx) => {
    const revoked = await tx
      .update(apiTokens)
      .set({ revokedAt: now() })
      .where(and(which, isNull(apiTokens.revokedAt)))
      .returning();
    for (const { name, start } of revoked) await audit(tx, by, 'token-revoked', `${name} (${start}…)`);
  });
}

/** What a token allows, and the user whose rights it has. */
export type FoundToken = { name: string; role: Role; user: { id: string; email: string } };

/**
 * Looks up a token; null if it is unknown, revoked, expired, or allows more than its owner may now. Records that it was used.
 */
export async function findToken(db: Database, token: string): Promise<FoundToken | null> {
  const [found] = await db
    .select({ token: apiTokens, user: { id: users.id, email: users.email }, ownerRole: users.role })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .where(and(eq(apiTokens.hash, digest(token)), isNull(apiTokens.revokedAt), isNull(users.removedAt)));
  if (!found) return null;
  const { id, name, lastUsedAt, expiresAt } = found.token;
  const role = parseRole(found.token.role);
  if (expiresAt <= now() || !includesRole(parseRole(found.ownerRole), role)) return null;
  if (lastUsedAt === null || Date.now() - Date.parse(lastUsedAt) > MINUTE) {
    await db.update(apiTokens).set({ lastUsedAt: now() }).where(eq(apiTokens.id, id));
  }
  return { name, role, user: found.user };
}

/** When a token that `findToken` rejects expired; null if it did not. Needs the token itself. */
export async function tokenExpiredAt(db: Database, token: string): Promise<string | null> {
  const [found] = await db
    .select({ expiresAt: apiTokens.expiresAt })
    .from(apiTokens)
    .where(and(eq(apiTokens.hash, digest(token)), isNull(apiTokens.revokedAt)));
  return found && found.expiresAt <= now() ? found.expiresAt : null;
}

import { hash, randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { apiTokens } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { audit } from './audit.ts';
import { parseRole, type Role } from './roles.ts';

/** What programs may be: look, or also act on what came in. */
export const TOKEN_ROLES = ['viewer', 'operator'] as const satisfies readonly Role[];

const MINUTE = 60_000;

const digest = (token: string) => hash('sha256', token);

/** Issues a token and returns it: it is kept nowhere and can be shown this once only. */
export async function issueToken(db: Database, by: string, name: string, role: Role): Promise<string> {
  const token = `fl_${randomBytes(24).toString('base64url')}`;
  const start = token.slice(0, 8);
  await db.insert(apiTokens).values({ name, hash: digest(token), start, role, createdBy: by, createdAt: now() });
  await audit(db, by, 'token-issued', `${name} (${start}…, ${role})`);
  return token;
}

/** Ends a token at once. */
export async function revokeToken(db: Database, by: string, id: string): Promise<void> {
  const [revoked] = await db
    .update(apiTokens)
    .set({ revokedAt: now() })
    .where(and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt)))
    .returning();
  if (revoked) await audit(db, by, 'token-revoked', `${revoked.name} (${revoked.start}…)`);
}

/** The token that a program showed, or null; notes that it was used. */
export async function findToken(db: Database, token: string): Promise<{ name: string; role: Role } | null> {
  const [found] = await db
    .select()
    .from(apiTokens)
    .where(and(eq(apiTokens.hash, digest(token)), isNull(apiTokens.revokedAt)));
  if (!found) return null;
  if (found.lastUsedAt === null || Date.now() - Date.parse(found.lastUsedAt) > MINUTE) {
    await db.update(apiTokens).set({ lastUsedAt: now() }).where(eq(apiTokens.id, found.id));
  }
  return { name: found.name, role: parseRole(found.role) };
}

import { hash, randomBytes } from 'node:crypto';
import { and, count, eq, isNull } from 'drizzle-orm';
import { Secret } from 'otpauth';
import type { Database } from '#db/client.ts';
import { recoveryCodes } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';

/** Codes that a user gets at once. */
export const RECOVERY_CODES = 10;

/** 120 bits: enough for a hash that is not slow (ASVS 5.0, 6.5.2). 24 characters of base32. */
const CODE_BYTES = 15;

/** Replaces the codes of a user. Returns them: they are stored as hashes only and can be shown just this once. */
export async function renewCodes(tx: Database, userId: string): Promise<string[]> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  const codes = Array.from({ length: RECOVERY_CODES }, newCode);
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ hash: digest(code), userId })));
  return codes;
}

/** Uses a code up, whatever its case and hyphens. False if it is unknown, of another user, or was used. */
export async function redeemCode(tx: Database, userId: string, code: string): Promise<boolean> {
  const isCode = and(eq(recoveryCodes.hash, digest(code)), eq(recoveryCodes.userId, userId));
  const redeemed = await tx
    .update(recoveryCodes)
    .set({ usedAt: now() })
    .where(and(isCode, isNull(recoveryCodes.usedAt)))
    .returning({ hash: recoveryCodes.hash });
  return redeemed.length > 0;
}

/** How many codes a user can still use. */
export async function countCodes(db: Database, userId: string): Promise<number> {
  const [counted] = await db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
  return counted?.left ?? 0;
}

function newCode(): string {
  const text = new Secret({ buffer: new Uint8Array(randomBytes(CODE_BYTES)).buffer }).base32;
  return text.match(/.{6}/g)?.join('-') ?? text;
}

function digest(code: string): string {
  return hash('sha256', code.toUpperCase().replace(/[^A-Z2-7]/g, ''));
}

import { randomBytes } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { webhookSecrets } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import type { AuditAction } from '#lib/model/audit.ts';
import { decryptSecret, encryptSecret } from './secret-cipher.ts';
import { secretName } from './secret-uses.ts';
import { SECRETS_CHANNEL } from './webhook-secrets.ts';

export type Rotation = {
  provider: string;
  /** The provider's title, for the audit log. */
  title: string;
  /** The provider's secrets in the environment. */
  environment: readonly string[];
  /** The secret from which the encryption key is derived. */
  authSecret: string;
  /** Who changes them: an e-mail address. */
  by: string;
};

/** Why a change was rejected; null if it was made. */
type Refusal = string | null;

/** Maximum of valid secrets of one provider: every request is checked against each of them. */
const MAX_VALID = 4;

/** Generates a secret: 256 random bits as text. */
export function generateSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Makes a secret the current one, at once and on every process. The others stay valid for `overlapMinutes`, or until their
 * earlier expiry. Adding an expired secret makes it valid again.
 */
export async function addSecret(
  db: Database,
  rotation: Rotation,
  given: { secret: string; overlapMinutes: number },
): Promise<Refusal> {
  const { provider, by } = rotation;
  const fingerprint = secretName(given.secret);
  return change(db, rotation, ['secret-added', fingerprint], async (tx, valid) => {
    const others = valid.map((one) => one.fingerprint).filter((one) => one !== fingerprint);
    if (others.length >= MAX_VALID) return `${MAX_VALID} secrets are valid already. Retire one of them first.`;
    const encrypted = encryptSecret(rotation.authSecret, provider, given.secret);
    const added = { encrypted, addedBy: by, addedAt: now(), endsAt: null, retiredAt: null };
    await tx
      .insert(webhookSecrets)
      .values({ provider, fingerprint, ...added })
      .onConflictDoUpdate({ target: [webhookSecrets.provider, webhookSecrets.fingerprint], set: added });
    await tx
      .update(webhookSecrets)
      .set({ endsAt: sql`least(ends_at, clock_timestamp() + make_interval(mins => ${given.overlapMinutes}::int))` })
      .where(among(provider, others));
    return null;
  });
}

/** Retires a secret at once. Rejected if no other secret is valid without an expiry. */
export async function retireSecret(db: Database, rotation: Rotation, fingerprint: string): Promise<Refusal> {
  return change(db, rotation, ['secret-retired', fingerprint], async (tx, valid) => {
    if (!valid.some((one) => one.fingerprint !== fingerprint && one.endsAt === null))
      return 'No other secret is valid without an expiry. Add one, or remove the expiry of another, first.';
    const retired = { endsAt: sql`clock_timestamp()`, retiredAt: now(), encrypted: null };
    await tx
      .update(webhookSecrets)
      .set(retired)
      .where(among(rotation.provider, [fingerprint]));
    return null;
  });
}

/** Removes the expiry of a secret that is still valid. */
export async function unretireSecret(db: Database, rotation: Rotation, fingerprint: string): Promise<Refusal> {
  return change(db, rotation, ['secret-kept', fingerprint], async (tx, valid) => {
    if (!valid.some((one) => one.fingerprint === fingerprint)) return 'This secret is no longer valid. Add it again.';
    await tx
      .update(webhookSecrets)
      .set({ endsAt: null })
      .where(among(rotation.provider, [fingerprint]));
    return null;
  });
}

type Valid = { fingerprint: string; endsAt: string | null };

/**
 * Changes the secrets of a provider, one change at a time, and notifies every process on commit. `act` receives the valid ones;
 * those of the environment have a row by then. Expired secrets are deleted. The audit log records the change, unless it was
 * refused.
 */
function change(
  db: Database,
  rotation: Rotation,
  [action, fingerprint]: [AuditAction, string],
  act: (tx: Database, valid: readonly Valid[]) => Promise<Refusal>,
): Promise<Refusal> {
  const { provider, environment, by } = rotation;
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${SECRETS_CHANNEL}))`);
    const own = environment.map(secretName);
    const rows = own.map((fingerprint) => ({ provider, fingerprint, addedBy: by, addedAt: now() }));
    if (rows.length > 0) await tx.insert(webhookSecrets).values(rows).onConflictDoNothing();
    const stored = await tx
      .select()
      .from(webhookSecrets)
      .where(and(eq(webhookSecrets.provider, provider), sql`(ends_at is null or ends_at > clock_timestamp())`));
    const usable = ({ fingerprint, encrypted }: (typeof stored)[number]) =>
      own.includes(fingerprint) ||
      (encrypted !== null && decryptSecret(rotation.authSecret, provider, encrypted) !== null);
    const refusal = await act(tx, stored.filter(usable));
    if (refusal === null) await audit(tx, by, action, `${rotation.title} ${fingerprint}`);
    await tx.update(webhookSecrets).set({ encrypted: null }).where(sql`ends_at <= clock_timestamp()`);
    await tx.execute(sql`select pg_notify(${SECRETS_CHANNEL}, ${provider})`);
    return refusal;
  });
}

const among = (provider: string, fingerprints: readonly string[]) =>
  and(eq(webhookSecrets.provider, provider), inArray(webhookSecrets.fingerprint, [...fingerprints]));

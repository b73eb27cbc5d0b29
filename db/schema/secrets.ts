import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/**
 * Webhook secrets that were added under Settings, and expiries of those of the environment. A secret is valid until `endsAt`;
 * null means no expiry.
 */
export const webhookSecrets = pgTable(
  'webhook_secrets',
  {
    provider: text().notNull(),
    /** The beginning of a digest of the secret, hexadecimal; the same as `secret_uses.secret`. */
    fingerprint: text().notNull(),
    /** AES-256-GCM, see `lib/inbox/secret-cipher.ts`. Null for a secret of the environment, and after expiry. */
    encrypted: text(),
    /** Who added it, or set its expiry: an e-mail address. */
    addedBy: text().notNull(),
    addedAt: instant().notNull(),
    endsAt: instant(),
    /** When a user retired it before its expiry. */
    retiredAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.fingerprint] })],
);

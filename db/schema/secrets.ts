import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/**
 * Webhook secrets that were added under Settings, and the ends that were set for those of the environment. A secret is valid
 * until `endsAt`; null means no end.
 */
export const webhookSecrets = pgTable(
  'webhook_secrets',
  {
    provider: text().notNull(),
    /** The beginning of a digest of the secret, hexadecimal; the same as `secret_uses.secret`. */
    fingerprint: text().notNull(),
    /** AES-256-GCM, see `lib/inbox/secret-cipher.ts`. Null for a secret of the environment, and once it ended. */
    encrypted: text(),
    /** Who added it, or set its end: an e-mail address. */
    addedBy: text().notNull(),
    addedAt: instant().notNull(),
    endsAt: instant(),
    /** When a person ended it ahead of its time. */
    retiredAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.fingerprint] })],
);

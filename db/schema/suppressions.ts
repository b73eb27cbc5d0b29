import { sql } from 'drizzle-orm';
import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { SuppressionReason } from '#lib/model/suppression.ts';
import { instant } from './columns.ts';

/** Addresses that get no e-mail, and why. A row that an admin removes is deleted; the audit log has it. */
export const suppressions = pgTable(
  'suppressions',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** The digest of the address, as in `rule_recipients`. */
    targetKey: text().notNull(),
    /** The address, as it is shown. */
    target: text().notNull(),
    /** The only rule whose notices are not sent; null for all rules. */
    ruleId: uuid(),
    reason: text().$type<SuppressionReason>().notNull(),
    /** What the mail server answered; null if the address was unsubscribed. */
    detail: text(),
    createdAt: instant().notNull(),
  },
  (table) => [
    // Two null values would be different.
    uniqueIndex('suppressions_once').on(
      table.targetKey,
      sql`coalesce("rule_id", '00000000-0000-0000-0000-000000000000'::uuid)`,
    ),
  ],
);

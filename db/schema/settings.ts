import { sql } from 'drizzle-orm';
import { boolean, check, json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { LatenessLimits } from '#lib/model/lateness-limits.ts';
import { instant } from './columns.ts';

/** What counts as late, if an admin changed it; one row at most. */
export const latenessSettings = pgTable(
  'lateness_settings',
  {
    single: boolean().primaryKey().default(true),
    limits: json().$type<LatenessLimits>().notNull(),
    /** Who changed it: an e-mail address. */
    changedBy: text().notNull(),
    changedAt: instant().notNull(),
    /** The last entity whose `late_at` and `overdue_at` were derived with these limits; null before the first. */
    afterEntity: uuid(),
    /** Whether those of all entities were. */
    recalculated: boolean().notNull(),
  },
  ({ single }) => [check('lateness_settings_single', sql`${single}`)],
);

import { sql } from 'drizzle-orm';
import { boolean, check, json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { LatenessLimits } from '#lib/model/lateness-limits.ts';
import type { TitleType } from '#lib/model/shipment-title.ts';
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

/** How shipments are shown to all users, if an admin changed it; one row at most. */
export const displaySettings = pgTable(
  'display_settings',
  {
    single: boolean().primaryKey().default(true),
    /** The type of reference that is the title of a shipment; null for the most useful one that it has. */
    titleType: text().$type<TitleType>(),
    /** Who changed it: an e-mail address. */
    changedBy: text().notNull(),
    changedAt: instant().notNull(),
  },
  ({ single }) => [check('display_settings_single', sql`${single}`)],
);

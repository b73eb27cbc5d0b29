import { sql } from 'drizzle-orm';
import { boolean, check, json, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Tariff, TariffSize } from '#lib/model/demurrage.ts';
import type { ExceptionType } from '#lib/model/exception.ts';
import type { LatenessLimits } from '#lib/model/lateness-limits.ts';
import type { TitleType } from '#lib/model/shipment-title.ts';
import type { WorkingHours } from '#lib/model/working-hours.ts';
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

/** The working hours that the targets of exceptions count, if an admin changed them; one row at most. */
export const workingHoursSettings = pgTable(
  'working_hours_settings',
  {
    single: boolean().primaryKey().default(true),
    hours: json().$type<WorkingHours>().notNull(),
    /** Who changed them: an e-mail address. */
    changedBy: text().notNull(),
    changedAt: instant().notNull(),
    /** The last exception whose targets were computed with these hours; null before the first. */
    afterCase: uuid(),
    /** Whether those of all open exceptions were. */
    recalculated: boolean().notNull(),
  },
  ({ single }) => [check('working_hours_settings_single', sql`${single}`)],
);

/** Who gets an exception when it opens, by its type, the customer of its shipment, or both; the most specific counts. */
export const exceptionOwners = pgTable(
  'exception_owners',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Null for every type. */
    type: text().$type<ExceptionType>(),
    /** In lower case; null for every customer. */
    customer: text(),
    /** An e-mail address. */
    owner: text().notNull(),
  },
  (table) => [unique('exception_owners_key').on(table.type, table.customer).nullsNotDistinct()],
);

/** What carriers charge for each day after the last free day of a container. */
export const demurrageTariffs = pgTable(
  'demurrage_tariffs',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** The name or SCAC of the carrier, in lower case. */
    carrier: text().notNull(),
    /** Null for every size without a tariff of its own. */
    size: text().$type<TariffSize>(),
    currency: text().notNull(),
    tiers: json().$type<Tariff['tiers']>().notNull(),
  },
  (table) => [unique('demurrage_tariffs_key').on(table.carrier, table.size).nullsNotDistinct()],
);

import { sql } from 'drizzle-orm';
import { boolean, check, integer, json, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { ContainerClass, TariffSize } from '#lib/model/container-class.ts';
import type { ExceptionType } from '#lib/model/exception.ts';
import type { LatenessLimits } from '#lib/model/lateness-limits.ts';
import type { TitleType } from '#lib/model/shipment-title.ts';
import type { Charge, DayBasis, FreeFrom } from '#lib/model/tariff.ts';
import type { Tier } from '#lib/model/tariff-tiers.ts';
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

/** What carriers charge for each day after free time; the columns are those of `Tariff`. */
export const demurrageTariffs = pgTable(
  'demurrage_tariffs',
  {
    id: uuid().primaryKey().defaultRandom(),
    carrier: text().notNull(),
    charge: text().$type<Charge>().notNull().default('demurrage'),
    port: text(),
    terminal: text(),
    containerType: text().$type<ContainerClass>(),
    size: text().$type<TariffSize>(),
    validFrom: text(),
    validUntil: text(),
    freeDays: integer(),
    freeDayBasis: text().$type<DayBasis>().notNull().default('calendar'),
    freeFrom: text().$type<FreeFrom>().notNull().default('next_day'),
    chargeBasis: text().$type<DayBasis>().notNull().default('calendar'),
    holidays: json().$type<readonly string[]>().notNull().default([]),
    currency: text().notNull(),
    tiers: json().$type<readonly Tier[]>().notNull(),
  },
  (table) => [
    unique('demurrage_tariffs_key')
      .on(table.carrier, table.charge, table.port, table.terminal, table.containerType, table.size, table.validFrom)
      .nullsNotDistinct(),
  ],
);

/** How far the conditions of empty returns were derived again after tariffs changed; one row at most. */
export const tariffSettings = pgTable(
  'tariff_settings',
  {
    single: boolean().primaryKey().default(true),
    /** The last shipment whose conditions were derived with the present tariffs; null before the first. */
    afterShipment: uuid(),
    /** Whether those of all shipments were. */
    recalculated: boolean().notNull(),
  },
  ({ single }) => [check('tariff_settings_single', sql`${single}`)],
);

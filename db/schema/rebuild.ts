import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { EffectPart } from '#lib/model/effect.ts';
import type { EntityType } from '#lib/model/identity.ts';
import type { RebuildPhase, RebuildReport } from '#lib/model/rebuild.ts';
import { instant } from './columns.ts';

/** Which events state something about an entity: a ledger keeps only the first and the last event of each claim. */
export const entityEvents = pgTable(
  'entity_events',
  { entityId: uuid().notNull(), eventId: uuid().notNull() },
  (table) => [primaryKey({ columns: [table.entityId, table.eventId] })],
);

/** Rebuilds. The cursor of an interrupted one is where the next process continues. */
export const rebuilds = pgTable(
  'rebuilds',
  {
    /** UUIDv7, in the order of their start. */
    id: uuid().primaryKey(),
    /** The version of the rules that it derives with (`RULES_VERSION`). */
    version: integer().notNull(),
    /** Whether it only compares. */
    dryRun: boolean().notNull(),
    phase: text().$type<RebuildPhase>().notNull(),
    /** The current pass reads events that were settled since then; null for all. */
    since: instant(),
    /** The next pass reads events that were settled since then. */
    watermark: instant().notNull(),
    afterDelivery: uuid(),
    afterPosition: integer(),
    afterEntity: uuid(),
    /** Events stored at the start, events read and entities compared so far. */
    totalEvents: integer().notNull(),
    events: integer().notNull().default(0),
    entities: integer().notNull().default(0),
    report: json().$type<RebuildReport>(),
    startedAt: instant().notNull(),
    /** When its result was written; null for a dry run. */
    swappedAt: instant(),
    finishedAt: instant(),
  },
  () => [uniqueIndex('rebuilds_one_idx').on(sql`(finished_at is null)`).where(sql`finished_at is null`)],
);

/** The ledgers of the running rebuild. */
export const rebuildLedgers = pgTable(
  'rebuild_ledgers',
  {
    id: uuid().primaryKey(),
    entityType: text().$type<EntityType>().notNull(),
    provider: text().notNull(),
    externalId: text().notNull(),
    /** Empty for an entity without a derived ledger under today's rules. */
    ledger: text().notNull(),
    /** Whether an event was applied since it was compared. */
    touched: boolean().notNull(),
    /** Null: equal. `kept`: it differs, but one of its events cannot be read. `refused`: the database rejects its rows. */
    comparison: text().$type<'differs' | 'kept' | 'refused'>(),
  },
  (table) => [index('rebuild_ledgers_open_idx').on(table.id).where(sql`touched or comparison is not null`)],
);

/** Events whose result differs from the stored one; `unavailable` or `failed` if they cannot be normalised. */
export const rebuildEvents = pgTable('rebuild_events', {
  eventId: uuid().primaryKey(),
  state: text().notNull(),
  reason: text(),
  reportedAt: instant(),
});

/** The current version of an event, of those that were read so far. */
export const rebuildVersions = pgTable('rebuild_versions', { first: uuid().primaryKey(), eventId: uuid().notNull() });

/** The values that differ. */
export const rebuildDifferences = pgTable(
  'rebuild_differences',
  {
    entityId: uuid().notNull(),
    position: integer().notNull(),
    entityType: text().$type<EntityType>().notNull(),
    part: jsonb().$type<EffectPart>(),
    field: text().notNull(),
    before: json().$type<unknown>(),
    after: json().$type<unknown>(),
  },
  (table) => [
    primaryKey({ columns: [table.entityId, table.position] }),
    index('rebuild_differences_field_idx').on(table.entityType, table.field),
  ],
);

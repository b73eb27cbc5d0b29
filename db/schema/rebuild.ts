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

/** Each derivation of everything from the stored bytes. Whoever is killed in it leaves the cursor where the next one goes on. */
export const rebuilds = pgTable(
  'rebuilds',
  {
    /** UUIDv7: in the order of their start. */
    id: uuid().primaryKey(),
    /** The version of the rules that it derives with (`RULES_VERSION`). */
    version: integer().notNull(),
    /** It compares only. */
    dryRun: boolean().notNull(),
    phase: text().$type<RebuildPhase>().notNull(),
    /** The pass under way reads events that were settled since then; null for all. */
    since: instant(),
    /** What is settled from then on, the next pass reads. */
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
    /** When its result became what is shown; null for a dry run. */
    swappedAt: instant(),
    finishedAt: instant(),
  },
  () => [uniqueIndex('rebuilds_one_idx').on(sql`(finished_at is null)`).where(sql`finished_at is null`)],
);

/** Ledgers as the rebuild under way derives them. */
export const rebuildLedgers = pgTable('rebuild_ledgers', {
  id: uuid().primaryKey(),
  entityType: text().$type<EntityType>().notNull(),
  provider: text().notNull(),
  externalId: text().notNull(),
  /** The empty text for an entity of which today's rules say nothing. */
  ledger: text().notNull(),
  /** An event was applied to it since it was compared. */
  touched: boolean().notNull(),
  /** Null: as it is shown. `kept`: an event of it cannot be read; `refused`: the database does not take its rows. */
  comparison: text().$type<'differs' | 'kept' | 'refused'>(),
});

/** Events that end in another way than they are stored; `unavailable` or `failed` when today's rules cannot be asked. */
export const rebuildEvents = pgTable('rebuild_events', {
  eventId: uuid().primaryKey(),
  state: text().notNull(),
  reason: text(),
  reportedAt: instant(),
});

/** Which version of an event stands, of those that were read so far. */
export const rebuildVersions = pgTable('rebuild_versions', { first: uuid().primaryKey(), eventId: uuid().notNull() });

/** What would be shown differently. */
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

import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Cause } from '#lib/model/drift.ts';
import type { EffectPart } from '#lib/model/effect.ts';
import type { EntityType } from '#lib/model/identity.ts';
import type { Refusal, RunScope, RunStep } from '#lib/model/run.ts';
import { instant } from './columns.ts';

/** Reconciliation runs. An interrupted one is resumed at `at`. */
export const reconcileRuns = pgTable(
  'reconcile_runs',
  {
    /** UUIDv7, in the order of their start. */
    id: uuid().primaryKey(),
    provider: text().notNull(),
    scope: text().$type<RunScope>().notNull(),
    /** Changes were read from here on; null for all objects. */
    since: instant(),
    startedAt: instant().notNull(),
    /** When it last made progress. */
    movedAt: instant().notNull(),
    finishedAt: instant(),
    /** The next step; null when all is read. */
    at: json().$type<RunStep>(),
    pages: integer().notNull().default(0),
    /** Objects that were read, and how many of them differed from their last snapshot. */
    read: integer().notNull().default(0),
    changed: integer().notNull().default(0),
    /** Events in the provider's log that were not received. */
    missed: integer().notNull().default(0),
    /** Objects that the provider deleted. */
    gone: integer().notNull().default(0),
    /** The error that stopped the last attempt. */
    error: text(),
    /** Lists that the provider rejected, with its reason; null for none. */
    refused: json().$type<Refusal[]>(),
  },
  (table) => [
    index('reconcile_runs_started_idx').on(table.startedAt, table.id),
    index('reconcile_runs_provider_idx').on(table.provider, table.startedAt, table.id),
    uniqueIndex('reconcile_runs_one_idx').on(table.provider).where(sql`finished_at is null`),
  ],
);

/** The last snapshot of each object, as a fingerprint. */
export const snapshots = pgTable(
  'snapshots',
  {
    provider: text().notNull(),
    kind: text().notNull(),
    externalId: text().notNull(),
    hash: text().notNull(),
    /** The provider's id of the entity that it is part of, such as the shipment of a leg. */
    subject: text(),
    /** Whether it was open; null for kinds whose incremental list is not that of open objects. */
    open: boolean(),
    /** The run that read it last in a list; null if it was only read individually. */
    runId: uuid(),
    /** When it was read, by the provider's clock. */
    askedAt: instant().notNull(),
    /** When it was stored, by our clock. */
    seenAt: instant().notNull(),
    /** When its deletion was noticed. */
    goneAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.kind, table.externalId] }),
    index('snapshots_open_idx').on(table.provider, table.kind, table.externalId).where(sql`open`),
  ],
);

/** A value that was wrong, or missing, until a reconciliation corrected it. */
export const drift = pgTable(
  'drift',
  {
    id: uuid().primaryKey().defaultRandom(),
    runId: uuid().notNull(),
    provider: text().notNull(),
    eventId: uuid().notNull(),
    entityType: text().$type<EntityType>().notNull(),
    entityId: uuid().notNull(),
    /** Which value, as in `effects`. */
    part: jsonb().$type<EffectPart>(),
    field: text().notNull(),
    /** The value that was shown before the correction; null if there was none. */
    previousValue: json().$type<unknown>(),
    sourceValue: json().$type<unknown>(),
    cause: text().$type<Cause>().notNull(),
    /** Earliest known time since which our value was wrong; null if unknown. */
    wrongSince: instant(),
    correctedAt: instant().notNull(),
  },
  (table) => [
    index('drift_corrected_idx').on(table.correctedAt, table.id),
    index('drift_run_idx').on(table.runId, table.correctedAt, table.id),
    index('drift_provider_idx').on(table.provider, table.correctedAt, table.id),
    index('drift_cause_idx').on(table.cause, table.correctedAt, table.id),
    index('drift_entity_idx').on(table.entityId, table.correctedAt),
    index('drift_event_idx').on(table.eventId),
  ],
);

/** Objects to be read from the API, because webhooks only referenced them. Each has one row, however often it was referenced. */
export const refreshes = pgTable(
  'refreshes',
  {
    provider: text().notNull(),
    kind: text().notNull(),
    externalId: text().notNull(),
    /** The earliest time of the read: webhooks about one object arrive in bursts. */
    dueAt: instant().notNull(),
    /** How many webhooks referenced it: if one does while it is being read, it is read again. */
    named: integer().notNull().default(1),
    attempts: smallint().notNull().default(0),
    error: text(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.kind, table.externalId] }),
    index('refreshes_due_idx').on(table.dueAt),
  ],
);

/** The state of each provider's API client, shared by all processes. */
export const apiLinks = pgTable('api_links', {
  provider: text().primaryKey(),
  /** When the rate limit allows the next request. */
  nextAt: instant().notNull(),
  /** Failures in a row. */
  failures: smallint().notNull().default(0),
  /** The circuit breaker is open until then. */
  openUntil: instant(),
  error: text(),
  token: text(),
  tokenExpiresAt: instant(),
  /** When a token was last requested; without a token the request was rejected. */
  tokenAskedAt: instant(),
});

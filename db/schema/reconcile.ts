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

/** One asking of a provider what is true. Whoever dies in the middle leaves `at`, where the next one goes on. */
export const reconcileRuns = pgTable(
  'reconcile_runs',
  {
    /** UUIDv7: in the order of their beginning. */
    id: uuid().primaryKey(),
    provider: text().notNull(),
    scope: text().$type<RunScope>().notNull(),
    /** Changes were asked for from here on; null for everything. */
    since: instant(),
    startedAt: instant().notNull(),
    /** When it last got somewhere. */
    movedAt: instant().notNull(),
    finishedAt: instant(),
    /** What it is to read next; null when it has read all. */
    at: json().$type<RunStep>(),
    pages: integer().notNull().default(0),
    /** Things that the provider stated, and how many of them differed from what it stated last. */
    read: integer().notNull().default(0),
    changed: integer().notNull().default(0),
    /** Events that the provider says it sent and that had never come. */
    missed: integer().notNull().default(0),
    /** Things that the provider no longer has. */
    gone: integer().notNull().default(0),
    /** What made the last attempt stop. */
    error: text(),
    /** Kinds that the provider would not show, and its reason; null for none. */
    refused: json().$type<Refusal[]>(),
  },
  (table) => [
    index('reconcile_runs_started_idx').on(table.startedAt, table.id),
    index('reconcile_runs_provider_idx').on(table.provider, table.startedAt, table.id),
    uniqueIndex('reconcile_runs_one_idx').on(table.provider).where(sql`finished_at is null`),
  ],
);

/** What a provider's API stated last of each thing, as a fingerprint. */
export const snapshots = pgTable(
  'snapshots',
  {
    provider: text().notNull(),
    kind: text().notNull(),
    externalId: text().notNull(),
    hash: text().notNull(),
    /** The provider's id of that whose picture it is part of: the shipment of a leg. */
    subject: text(),
    /** Whether it was still to be settled; null where the kind is not asked for what is open. */
    open: boolean(),
    /** The run that read it last in a list; null for what was only read by itself. */
    runId: uuid(),
    /** When it was asked for, by the provider's clock. */
    askedAt: instant().notNull(),
    /** When that was noted, by ours. */
    seenAt: instant().notNull(),
    /** Set when the provider no longer has it. */
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
    ours: json().$type<unknown>(),
    theirs: json().$type<unknown>(),
    cause: text().$type<Cause>().notNull(),
    /** Since when we were wrong, at the earliest that is known; null when nothing says. */
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

/** Things to be read again, because a webhook named them and said no more. Each stands here once, however often it was named. */
export const refreshes = pgTable(
  'refreshes',
  {
    provider: text().notNull(),
    kind: text().notNull(),
    externalId: text().notNull(),
    /** Not before this: webhooks of a thing come in swarms. */
    dueAt: instant().notNull(),
    /** How many webhooks named it so far: one that does while it is being read makes it read again. */
    named: integer().notNull().default(1),
    attempts: smallint().notNull().default(0),
    error: text(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.kind, table.externalId] }),
    index('refreshes_due_idx').on(table.dueAt),
  ],
);

/** What all processes share about the way to a provider's API. */
export const apiLinks = pgTable('api_links', {
  provider: text().primaryKey(),
  /** When the next request has its turn, by the pace that is allowed. */
  nextAt: instant().notNull(),
  /** Failures in a row. */
  failures: smallint().notNull().default(0),
  /** Until then nothing is asked. */
  closedUntil: instant(),
  error: text(),
  token: text(),
  tokenExpiresAt: instant(),
  /** When a token was asked for last; with no token, in vain. */
  tokenAskedAt: instant(),
});

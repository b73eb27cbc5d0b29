import { sql } from 'drizzle-orm';
import { boolean, index, integer, json, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, eventTypeKey, instant } from './columns.ts';

/**
 * Every verified request, one row each, in the order of arrival (`id` is a UUIDv7). A duplicate has a row without a body; the
 * first delivery has it.
 */
export const deliveries = pgTable(
  'deliveries',
  {
    id: uuid().primaryKey(),
    provider: text().notNull(),
    /** webhook | reconcile */
    source: text().notNull(),
    /** accepted | duplicate | malformed */
    status: text().notNull(),
    receivedAt: instant().notNull(),
    remote: text().notNull(),
    headers: json().$type<Record<string, string>>().notNull(),
    /** The exact bytes; null for a duplicate, and once they are in the archive. */
    body: bytes(),
    bytes: integer().notNull(),
    eventCount: integer().notNull(),
    /** The keys and types of the events in a duplicate; other deliveries have rows in `events`. */
    contents: json().$type<[string, string][]>(),
    error: text(),
    /** Where archived bytes are: the number of the file, which of its frames, and the byte of the decompressed frame. */
    archive: integer(),
    archiveFrame: integer(),
    archiveAt: integer(),
    /** Of the bytes, if they are in the archive. */
    bodySha256: bytes(),
    /** Whether an initial synchronisation fetched them, if they are in the archive; null for webhooks. */
    initialSync: boolean(),
  },
  (table) => [
    index('deliveries_provider_idx').on(table.provider, table.id),
    index('deliveries_duplicate_idx').on(table.provider, table.id).where(sql`status = 'duplicate'`),
    // What the archive takes next.
    index('deliveries_stored_idx').on(table.receivedAt, table.id).where(sql`body is not null`),
    index('deliveries_malformed_idx').on(table.id).where(sql`status = 'malformed'`),
    // By key or type of an event that is repeated.
    index('deliveries_contents_idx')
      .using('gin', sql`(contents::jsonb) jsonb_path_ops`)
      .with({ gin_pending_list_limit: 512 })
      .where(sql`contents is not null`),
  ],
);

/**
 * One event. `id` is derived from provider and idempotency key, so the primary key makes a second arrival a duplicate. The id of
 * a later version is derived from its content too. The text of the event is in the delivery's body, at `position`.
 */
export const events = pgTable(
  'events',
  {
    id: uuid().primaryKey(),
    provider: text().notNull(),
    key: text().notNull(),
    type: text().notNull(),
    deliveryId: uuid().notNull(),
    position: integer().notNull(),
    /** pending | processed | ignored | unmapped | dead_letter */
    state: text().notNull(),
    /** Why it was ignored, unmapped or a dead letter, or the error of the last attempt. */
    reason: text(),
    attempts: integer().notNull().default(0),
    receivedAt: instant().notNull(),
    reportedAt: instant(),
    settledAt: instant(),
    /** 1 for the first content under its key, then counting up. */
    version: integer().notNull().default(1),
    /** Of a later version: the id of the first. */
    versionOf: uuid(),
  },
  (table) => [
    index('events_delivery_idx').on(table.deliveryId, table.position),
    index('events_version_idx').on(table.versionOf).where(sql`version_of is not null`),
    index('events_open_idx')
      .on(table.state, table.receivedAt)
      .where(sql`state in ('pending', 'unmapped', 'dead_letter')`),
    index('events_ignored_idx').on(table.deliveryId).where(sql`state = 'ignored'`),
    index('events_type_idx').on(eventTypeKey),
    // For rebuilds. Rows are settled nearly in the order in which they are stored, so a summary of each range of pages is enough.
    index('events_settled_idx').using('brin', table.settledAt),
  ],
);

/** Counts of rejected requests; their content is not stored. */
export const rejectedRequests = pgTable(
  'rejected_requests',
  {
    provider: text().notNull(),
    reason: text().notNull(),
    minute: instant().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.reason, table.minute] })],
);

/** How many deliveries each webhook secret verified, by hour: an unused secret may be retired. */
export const secretUses = pgTable(
  'secret_uses',
  {
    provider: text().notNull(),
    /** The beginning of the secret's SHA-256, hexadecimal. */
    secret: text().notNull(),
    hour: instant().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.secret, table.hour] })],
);

/** When each worker process last settled events, to some seconds. */
export const workerProgress = pgTable('worker_progress', {
  /** Generated at the start of the process. */
  worker: uuid().primaryKey(),
  progressedAt: instant().notNull(),
});

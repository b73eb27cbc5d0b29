import { sql } from 'drizzle-orm';
import { bigint, index, integer, json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Jobs of the queue where `QUEUE` is `bullmq`: the row is the job, Redis only has hints that it exists. */
export const queueJobs = pgTable(
  'queue_jobs',
  {
    /** In the order of enqueueing. */
    id: bigint({ mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text().notNull(),
    /** live | background */
    priority: text().notNull(),
    data: json().$type<object>().notNull(),
    /** Failed attempts so far. */
    failures: integer().notNull().default(0),
    /** Why the last attempt failed. */
    reason: text(),
    /** When it may be fetched. */
    dueAt: instant().notNull(),
    /** When Redis last got a hint of it; null if it has none. */
    hintedAt: instant(),
    /** When it became a dead letter. */
    deadAt: instant(),
    /** The transaction that fetched it, so that it does not fetch it twice. */
    fetchedBy: bigint({ mode: 'bigint' }),
  },
  (table) => [
    index('queue_jobs_due').on(table.kind, table.priority, table.dueAt, table.id).where(sql`dead_at is null`),
    index('queue_jobs_dead').on(table.kind, table.id).where(sql`dead_at is not null`),
  ],
);

/** Workers that cannot use Redis: they look for work in PostgreSQL, which is slower. */
export const hintOutages = pgTable('hint_outages', {
  worker: uuid().primaryKey(),
  since: instant().notNull(),
  /** The worker renews it; an old one is of a worker that ended. */
  seenAt: instant().notNull(),
  reason: text().notNull(),
});

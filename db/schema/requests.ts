import { sql } from 'drizzle-orm';
import { index, json, pgTable, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ProviderRequest, RequestKind, RequestState } from '#lib/model/request.ts';
import { instant } from './columns.ts';

/** What somebody asked a provider to do, and what came of it. */
export const providerRequests = pgTable(
  'provider_requests',
  {
    /** UUIDv7: in the order in which they were asked. */
    id: uuid().primaryKey(),
    provider: text().notNull(),
    kind: text().$type<RequestKind>().notNull(),
    input: json().$type<ProviderRequest['input']>().notNull(),
    /** What is written bears it: text that is found nowhere else. */
    mark: text().notNull(),
    state: text().$type<RequestState>().notNull(),
    /** Why it was refused, or what the last attempt failed on. */
    reason: text(),
    /** The record that came of it. */
    recordId: uuid(),
    submittedBy: text().notNull(),
    /** What whoever asked calls it, so that asking again with it asks for nothing new. */
    idempotencyKey: text(),
    submittedAt: instant().notNull(),
    sentAt: instant(),
    settledAt: instant(),
    attempts: smallint().notNull().default(0),
    /** Not before this. */
    dueAt: instant().notNull(),
  },
  (table) => [
    index('provider_requests_open_idx').on(table.provider, table.dueAt).where(sql`state in ('queued', 'sent')`),
    uniqueIndex('provider_requests_key_idx')
      .on(table.submittedBy, table.idempotencyKey)
      .where(sql`idempotency_key is not null`),
    index('provider_requests_submitted_idx').on(table.submittedAt, table.id),
    index('provider_requests_record_idx').on(table.recordId, table.submittedAt),
  ],
);

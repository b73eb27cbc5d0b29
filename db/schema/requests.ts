import { sql } from 'drizzle-orm';
import { index, json, pgTable, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ProviderRequest, RequestKind, RequestState } from '#lib/model/request.ts';
import { instant } from './columns.ts';

/** Requests to providers, and their results. */
export const providerRequests = pgTable(
  'provider_requests',
  {
    /** UUIDv7, in the order in which they were submitted. */
    id: uuid().primaryKey(),
    provider: text().notNull(),
    kind: text().$type<RequestKind>().notNull(),
    input: json().$type<ProviderRequest['input']>().notNull(),
    /** A unique text that becomes part of the written object, so that it can be searched for. */
    mark: text().notNull(),
    state: text().$type<RequestState>().notNull(),
    /** Why it was rejected, or the error of the last attempt. */
    reason: text(),
    /** The resulting record. */
    recordId: uuid(),
    submittedBy: text().notNull(),
    /** Chosen by the caller: submitting again with the same key creates no second request. */
    idempotencyKey: text(),
    submittedAt: instant().notNull(),
    sentAt: instant(),
    settledAt: instant(),
    attempts: smallint().notNull().default(0),
    /** The earliest time of the next attempt. */
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

/**
 * Companies and addresses by the references that requests to a provider take, as its API last stated them. A type-ahead finds them; they
 * are not derived from events, and every full synchronisation reads them again.
 */
export const bookingReferences = pgTable(
  'booking_references',
  {
    id: uuid().primaryKey().defaultRandom(),
    provider: text().notNull(),
    kind: text().$type<'company' | 'address'>().notNull(),
    reference: text().notNull(),
    name: text().notNull(),
    town: text(),
    country: text(),
    /** Name, reference, town and country in lower case, between line breaks. */
    terms: text().notNull(),
    seenAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('booking_references_key_idx').on(table.provider, table.kind, table.reference),
    index('booking_references_name_idx').on(sql`${table.name} collate "C"`, table.id),
    index('booking_references_terms_idx').using('gin', table.terms.op('gin_trgm_ops')),
  ],
);

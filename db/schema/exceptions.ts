import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ExceptionDetails, ExceptionType, Severity } from '#lib/model/exception.ts';
import type { ExceptionAct, ExceptionActKind, Resolution, SnoozeUntil } from '#lib/model/exception-act.ts';
import { exceptionAmount, instant } from './columns.ts';

/** Which entity an exception is about. */
export type ExceptionEntity = 'shipment' | 'invoice' | 'purchase_order' | 'booking' | 'source';

/**
 * What is wrong, or will be at an instant unless something is reported before, as the ledgers of shipments and records say. Derived;
 * it does not depend on the clock: an exception is due from `opensAt` until `endsAt`.
 */
export const exceptionConditions = pgTable(
  'exception_conditions',
  {
    entityType: text().$type<ExceptionEntity>().notNull(),
    entityId: uuid().notNull(),
    type: text().$type<ExceptionType>().notNull(),
    /** What part of the entity, so that several may be open: the id of a container or leg, a milestone code; else empty. */
    part: text().notNull(),
    /** The least severity; it grows as the deadline comes near. */
    severity: text().$type<Severity>().notNull(),
    opensAt: instant().notNull(),
    endsAt: instant(),
    /** When it costs money, or when it was expected. */
    deadline: instant(),
    /** When the evidence was reported: a resolution that a person made before is overruled. */
    evidenceAt: instant().notNull(),
    eventId: uuid().notNull(),
    details: json().$type<ExceptionDetails>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.entityId, table.type, table.part] }),
    index('exception_conditions_opens_idx').on(table.opensAt),
    index('exception_conditions_ends_idx').on(table.endsAt).where(sql`ends_at is not null`),
    // The duplicates of an invoice, by the id of that invoice.
    index('exception_conditions_duplicates_idx').on(table.part).where(sql`type = 'invoice.duplicate'`),
    // The same by the id of the invoice that is the duplicate.
    index('exception_conditions_twins_idx').on(table.entityId).where(sql`type = 'invoice.duplicate'`),
    // The containers whose empty return is awaited, by their ids.
    index('exception_conditions_returns_idx').on(table.part).where(sql`type = 'charge.empty_return_past'`),
    index('exception_conditions_returns_due_idx').on(table.deadline).where(sql`type = 'charge.empty_return_past'`),
  ],
);

/**
 * The exceptions as people work on them: one is open for each condition that is due. When the condition no longer holds it closes;
 * when it holds again the next generation opens. What people did to it survives a rebuild.
 */
export const exceptionCases = pgTable(
  'exception_cases',
  {
    id: uuid().primaryKey().defaultRandom(),
    entityType: text().$type<ExceptionEntity>().notNull(),
    entityId: uuid().notNull(),
    /** The shipment of the entity, if it has one. */
    shipmentId: uuid(),
    type: text().$type<ExceptionType>().notNull(),
    part: text().notNull(),
    /** From 1. */
    generation: integer().notNull(),
    /** Position in `SEVERITIES`, so that it sorts. */
    severity: smallint().notNull(),
    /** By severity, then by what is due first: greater is more urgent. */
    urgency: bigint({ mode: 'number' }).notNull(),
    /** When the severity or the money at risk grows if nothing is reported. */
    severityUntil: instant(),
    deadline: instant(),
    evidenceAt: instant().notNull(),
    eventId: uuid().notNull(),
    details: json().$type<ExceptionDetails>().notNull(),
    openedAt: instant().notNull(),
    /** When the evidence ended. */
    closedAt: instant(),
    /** An e-mail address. */
    owner: text(),
    /** Hidden until an instant, or until something happens; both null if it is not snoozed. */
    snoozedUntil: instant(),
    snoozedFor: json().$type<SnoozeUntil>(),
    snoozedAt: instant(),
    resolvedAt: instant(),
    /** An e-mail address. */
    resolvedBy: text(),
    resolution: text().$type<Resolution>(),
    /** When somebody first took, noted, snoozed or resolved it. */
    touchedAt: instant(),
    /** The targets for that and for its end, by severity and working hours. */
    touchBy: instant().notNull(),
    resolveBy: instant().notNull(),
  },
  (table) => [
    unique('exception_cases_generation').on(table.entityId, table.type, table.part, table.generation),
    uniqueIndex('exception_cases_open').on(table.entityId, table.type, table.part).where(sql`closed_at is null`),
    index('exception_cases_urgency_idx').on(table.urgency, table.id).where(sql`closed_at is null`),
    index('exception_cases_amount_idx').on(sql`(${exceptionAmount})`, table.id).where(sql`closed_at is null`),
    index('exception_cases_opened_idx').on(table.openedAt, table.id),
    index('exception_cases_owner_idx').on(table.owner, table.id).where(sql`closed_at is null`),
    index('exception_cases_shipment_idx').on(table.shipmentId),
    index('exception_cases_severity_idx')
      .on(table.severityUntil)
      .where(sql`closed_at is null and severity_until is not null`),
    index('exception_cases_snoozed_idx')
      .on(table.snoozedUntil)
      .where(sql`closed_at is null and snoozed_until is not null`),
  ],
);

/** What happened to each exception, by people and by evidence. Append-only. */
export const exceptionActs = pgTable(
  'exception_acts',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** The id of the exception. Exceptions are never deleted, so no foreign key is checked for each act. */
    caseId: uuid().notNull(),
    kind: text().$type<ExceptionActKind>().notNull(),
    /** Who, an e-mail address; null for what evidence or the clock did. */
    by: text(),
    content: json().$type<ExceptionAct>().notNull(),
    at: instant().notNull(),
  },
  (table) => [index('exception_acts_case_idx').on(table.caseId, table.id)],
);

/** Invoices that changed since they were last compared with others. */
export const changedInvoices = pgTable('changed_invoices', { id: uuid().primaryKey() });

/** Up to which instant the conditions that time alone makes true were looked for; one row at most. */
export const exceptionSweep = pgTable('exception_sweep', {
  single: boolean().primaryKey().default(true),
  sweptUntil: instant().notNull(),
});

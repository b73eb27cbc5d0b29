import { sql } from 'drizzle-orm';
import { index, json, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { Money } from '#lib/model/money.ts';
import type { InvoiceCheckCode, InvoiceFields } from '#lib/model/record.ts';
import { decimal, instant, invoiceIssuerKey, invoiceRecipientKey } from './columns.ts';
import { common, searched } from './record-columns.ts';

/** Statuses with an open balance. */
const owed = sql`status in ('outstanding', 'payment_pending', 'partly_paid')`;

/** A check of an invoice that failed. */
export type InvoiceCheck = { code: InvoiceCheckCode; expected: string; stated: string };

export const invoices = pgTable(
  'invoices',
  {
    ...common,
    kind: text().notNull(),
    issuer: text(),
    recipient: text(),
    issuedAt: instant(),
    issuedOn: text(),
    dueOn: text(),
    currency: text(),
    total: decimal(),
    balance: decimal(),
    credited: decimal(),
    incoterm: text(),
    credits: json().$type<NonNullable<InvoiceFields['credits']>>(),
    notes: text(),
    /** Failed checks; null if there are none. */
    checks: json().$type<InvoiceCheck[]>(),
  },
  (table) => [
    index('invoices_learned_idx').on(table.learnedAt, table.id),
    // Each provider has kinds of its own, so provider and kind are correlated.
    index('invoices_provider_kind_idx').on(table.provider, table.kind, table.status),
    index('invoices_provider_idx').on(table.provider, table.learnedAt, table.id),
    index('invoices_status_idx').on(table.status, table.learnedAt, table.id),
    index('invoices_kind_idx').on(table.kind, table.learnedAt, table.id),
    index('invoices_due_idx').on(table.dueOn, table.id),
    index('invoices_status_due_idx').on(table.status, table.dueOn, table.id),
    index('invoices_kind_due_idx').on(table.kind, table.dueOn, table.id),
    index('invoices_status_issued_idx').on(table.status, table.issuedOn, table.id),
    index('invoices_status_number_idx').on(table.status, searched, table.id),
    index('invoices_issued_idx').on(table.issuedOn, table.id),
    index('invoices_total_idx').on(table.total, table.id),
    index('invoices_currency_idx').on(table.currency, table.learnedAt, table.id),
    index('invoices_owed_learned_idx').on(table.learnedAt, table.id).where(owed),
    index('invoices_owed_due_idx').on(table.dueOn, table.id).where(owed),
    // Covers the queries for ageing and for sums that are due.
    index('invoices_ageing_idx')
      .on(table.kind, table.currency, table.dueOn, table.balance, table.total, table.removed)
      .where(owed),
    index('invoices_search_idx').on(searched, table.id),
    index('invoices_checks_idx').on(table.learnedAt, table.id).where(sql`checks is not null`),
    index('invoices_issuer_idx').on(sql`(${invoiceIssuerKey}) collate "C"`, table.dueOn, table.id),
    index('invoices_recipient_idx').on(sql`(${invoiceRecipientKey}) collate "C"`, table.dueOn, table.id),
  ],
);

export const invoiceLines = pgTable(
  'invoice_lines',
  {
    invoiceId: uuid().notNull(),
    position: smallint().notNull(),
    name: text().notNull(),
    category: text(),
    amount: json().$type<Money>(),
    quantity: text(),
    rate: json().$type<Money>(),
    sku: text(),
    poNumber: text(),
    container: text(),
  },
  (table) => [primaryKey({ columns: [table.invoiceId, table.position] })],
);

import { and, eq, gte, isNull, lt, lte, or, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { AGEING, type Ageing, ageingOf, daysBefore, OPEN_INVOICES, SOON_DAYS } from '#lib/model/ageing.ts';
import { NO_CURRENCY } from '#lib/model/currency.ts';
import { flag, numberStart, provider, shipment, today } from '#lib/model/filter.ts';
import { INVOICE_LABELS } from '#lib/model/labels.ts';
import { INVOICE_KINDS, INVOICE_STATUSES, type InvoiceSide, kindsOn, SIDE_FILTERS, sideOf } from '#lib/model/record.ts';
import type { Database } from '../client.ts';
import { invoices } from '../schema/index.ts';
import { declareList, isEqual, rowsOf } from './declared-list.ts';
import { hasFindings, type TwinInvoice, twinsOf } from './invoice-findings.ts';
import { type LinkedShipment, withShipments } from './linked.ts';
import { isInvoiceOfParty } from './party-filters.ts';
import { bytewise, isOneOf, matches, type RecordFilter, todayOf } from './record-filters.ts';

export type InvoiceRow = typeof invoices.$inferSelect;
/** `ageing` is null for an invoice without an open balance. */
export type InvoiceListItem = InvoiceRow & InvoiceSums & { shipments: LinkedShipment[]; twins: TwinInvoice[] };
/** The sums that an invoice is part of: none without a side or, for overdue sums, without an ageing bucket. */
export type InvoiceSums = { side: InvoiceSide | null; ageing: Ageing | null };

const filter = z.strictObject({
  q: numberStart,
  kind: z.enum(INVOICE_KINDS).optional().describe('Issuer and purpose of the invoice.'),
  side: z
    .enum(SIDE_FILTERS)
    .optional()
    .describe(
      'Payable or receivable, which the kind decides: freight invoices, carrier and vendor bills are payable, customer invoices receivable. ' +
        '`neither`: commercial invoices, whose source does not state whether they are paid here.',
    ),
  status: z.enum(INVOICE_STATUSES).optional().describe('The payment status.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .describe('ISO 4217. `XXX`: without a known currency.'),
  overdue: flag('Only overdue invoices.'),
  ageing: z.enum(AGEING).optional().describe('The range of days overdue of an open balance.'),
  findings: flag(
    'Only invoices that fail a check, or that are there twice: the same number, party and amount, neither of them void.',
  ),
  dueSoon: flag('Only unpaid invoices that are due within seven days.'),
  provider,
  shipment,
  party: z
    .uuid()
    .optional()
    .describe('The id of a party: invoices of its provider that state its name as issuer or recipient.'),
  today,
});
export type InvoiceFilter = z.output<typeof filter>;

/** Invoices and bills. Totals are sorted as numbers, so filter by currency to sort by amount. */
export const INVOICES = declareList({
  path: '/invoices',
  title: 'Invoices',
  find: 'Invoice number',
  filter,
  apiOnly: ['today'],
  sorts: {
    learnedAt: { by: invoices.learnedAt, form: 'instant', natural: 'desc', key: (row: InvoiceRow) => row.learnedAt },
    number: { by: bytewise(invoices.searchable), form: 'text', natural: 'asc', key: (row) => row.searchable },
    dueOn: { by: invoices.dueOn, form: 'text', nullable: true, natural: 'asc', key: (row) => row.dueOn },
    issuedOn: { by: invoices.issuedOn, form: 'text', nullable: true, natural: 'desc', key: (row) => row.issuedOn },
    total: { by: invoices.total, form: 'number', nullable: true, natural: 'desc', key: (row) => row.total },
  },
  id: invoices.id,
  from: invoices,
  facets: {
    status: { column: invoices.status },
    kind: { column: invoices.kind },
    side: { column: invoices.kind, values: SIDE_FILTERS },
  },
  tabs: {
    special: [
      { key: 'overdue', label: 'Overdue', set: { overdue: 'true' }, sort: 'dueOn', late: true },
      { key: 'dueSoon', label: 'Due in 7 days', set: { dueSoon: 'true' }, sort: 'dueOn' },
      { key: 'findings', label: 'With findings', set: { findings: 'true' } },
    ],
    by: 'status',
    labels: INVOICE_LABELS,
  },
  where: invoiceConditions,
  rows: rowsOf(invoices),
  async items(db, rows, query): Promise<InvoiceListItem[]> {
    const twins = await twinsOf(
      db,
      rows.map(({ id }) => id),
    );
    const aged = rows.map((row) => ({ ...row, ...sumsOf(row, todayOf(query)), twins: twins.get(row.id) ?? [] }));
    return withShipments(db, aged);
  },
});

/** The conditions of a filter. */
export function invoiceConditions(db: Database, query: InvoiceFilter): SQL | undefined {
  return and(
    matches(db, 'invoice', invoices, query),
    isEqual(invoices.kind, query.kind),
    query.side ? isOneOf(invoices.kind, kindsOn(query.side)) : undefined,
    query.currency === NO_CURRENCY ? isNull(invoices.currency) : isEqual(invoices.currency, query.currency),
    isInvoiceOfParty(query.party),
    query.overdue ? isOverdue(query) : undefined,
    query.ageing ? isAged(query.ageing, query) : undefined,
    query.findings ? hasFindings : undefined,
    query.dueSoon ? isDueSoon(query) : undefined,
  );
}

/** Whether an amount is due: not on deleted invoices. */
const isOwed = and(isOneOf(invoices.status, OPEN_INVOICES), eq(invoices.removed, false));

function isOverdue(query: RecordFilter): SQL | undefined {
  return and(isOwed, lt(invoices.dueOn, todayOf(query)));
}

/** The first and the last day overdue of each bucket. */
const OVERDUE_DAYS = { '1-30': [1, 30], '31-60': [31, 60], '61-90': [61, 90], '90+': [91, null] } as const;

function isAged(bucket: Ageing, query: RecordFilter): SQL | undefined {
  const today = todayOf(query);
  if (bucket === 'not_due') return and(isOwed, or(isNull(invoices.dueOn), gte(invoices.dueOn, today)));
  const [first, last] = OVERDUE_DAYS[bucket];
  // Days are compared as text, as in the sums: an invalid date of a source must not fail the query.
  const latest = lt(invoices.dueOn, daysBefore(today, first - 1));
  return and(isOwed, latest, last === null ? undefined : gte(invoices.dueOn, daysBefore(today, last)));
}

function isDueSoon(query: RecordFilter): SQL | undefined {
  const today = todayOf(query);
  return and(isOwed, gte(invoices.dueOn, today), lte(invoices.dueOn, daysBefore(today, -SOON_DAYS)));
}

/** The side of an invoice, and its ageing bucket on a day; null without an open balance. */
export function sumsOf({ kind, status, dueOn, removed }: InvoiceRow, today: string): InvoiceSums {
  const isOpen = !removed && OPEN_INVOICES.some((open) => open === status);
  return { side: sideOf(kind), ageing: isOpen ? ageingOf(dueOn, today) : null };
}

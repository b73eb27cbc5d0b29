import { and, eq, gte, lt, lte, type SQL } from 'drizzle-orm';
import { type Ageing, ageingOf, daysBefore, OPEN_INVOICES, SOON_DAYS } from '#lib/model/ageing.ts';
import { type InvoiceSide, KINDS_OF_SIDE, sideOf } from '#lib/model/record.ts';
import type { Database } from '../client.ts';
import { invoices } from '../schema/index.ts';
import { type Counts, countBy } from './facets.ts';
import { type LinkedShipment, withShipments } from './linked.ts';
import { type Listing, type ListPage, type Paging, readPage, type Sort } from './list.ts';
import { bytewise, isOneOf, matches, type RecordFilter, todayOf } from './record-filters.ts';

export type InvoiceRow = typeof invoices.$inferSelect;
/** `ageing` is null for an invoice on which nothing is owed. */
export type InvoiceListItem = InvoiceRow & InvoiceSums & { shipments: LinkedShipment[] };
/** In which sums an invoice counts: none without a side or, for what is overdue, without an ageing column. */
export type InvoiceSums = { side: InvoiceSide | null; ageing: Ageing | null };

export type InvoiceFilter = RecordFilter & {
  kind?: string | undefined;
  side?: InvoiceSide | undefined;
  currency?: string | undefined;
  /** Only those on which something is owed since before today. */
  overdue?: boolean | undefined;
  /** Only those on which something is owed that falls due within seven days from today. */
  dueSoon?: boolean | undefined;
};

/** How invoices may be sorted. Totals are compared as numbers: whoever wants sense in it asks for one currency. */
export const INVOICE_SORTS = {
  learnedAt: { by: invoices.learnedAt, form: 'instant', first: 'desc', key: (row) => row.learnedAt },
  number: { by: bytewise(invoices.searchable), form: 'text', first: 'asc', key: (row) => row.searchable },
  dueOn: { by: invoices.dueOn, form: 'text', nullable: true, first: 'asc', key: (row) => row.dueOn },
  issuedOn: { by: invoices.issuedOn, form: 'text', nullable: true, first: 'desc', key: (row) => row.issuedOn },
  total: { by: invoices.total, form: 'number', nullable: true, first: 'desc', key: (row) => row.total },
} as const satisfies Record<string, Sort<InvoiceRow>>;

/** Lists invoices and bills with their shipments, by default the one that we learned of last first. */
export async function listInvoices(db: Database, filter: InvoiceFilter & Paging): Promise<ListPage<InvoiceListItem>> {
  const listing: Listing<InvoiceRow> = {
    id: invoices.id,
    sorts: INVOICE_SORTS,
    sort: 'learnedAt',
    read: (where, order, limit) =>
      db
        .select()
        .from(invoices)
        .where(where)
        .orderBy(...order)
        .limit(limit),
  };
  const page = await readPage(listing, invoiceConditions(db, filter), filter);
  const aged = page.data.map((row) => ({ ...row, ...sumsOf(row, todayOf(filter)) }));
  return { ...page, data: await withShipments(db, aged) };
}

/** Counts by `status` or `kind` under the other filters; `overdue` and `dueSoon` beside them. */
export function countInvoicesBy(db: Database, by: 'status' | 'kind', filter: InvoiceFilter = {}): Promise<Counts> {
  const others = { ...filter, [by]: undefined };
  const also = { overdue: isOverdue(filter), dueSoon: isDueSoon(filter) };
  return countBy(db, { table: invoices, column: invoices[by], where: invoiceConditions(db, others), also });
}

/** What a filter asks for. */
export function invoiceConditions(db: Database, filter: InvoiceFilter): SQL | undefined {
  return and(
    matches(db, 'invoice', invoices, filter),
    filter.kind ? eq(invoices.kind, filter.kind) : undefined,
    filter.side ? isOneOf(invoices.kind, KINDS_OF_SIDE[filter.side]) : undefined,
    filter.currency ? eq(invoices.currency, filter.currency) : undefined,
    filter.overdue ? isOverdue(filter) : undefined,
    filter.dueSoon ? isDueSoon(filter) : undefined,
  );
}

function isOverdue(filter: InvoiceFilter): SQL {
  const open = isOneOf(invoices.status, OPEN_INVOICES);
  return and(open, lt(invoices.dueOn, todayOf(filter))) ?? open;
}

function isDueSoon(filter: InvoiceFilter): SQL {
  const open = isOneOf(invoices.status, OPEN_INVOICES);
  const today = todayOf(filter);
  return and(open, gte(invoices.dueOn, today), lte(invoices.dueOn, daysBefore(today, -SOON_DAYS))) ?? open;
}

/** The side of an invoice, and its ageing column on a day: null when nothing is owed on it. */
export function sumsOf({ kind, status, dueOn }: InvoiceRow, today: string): InvoiceSums {
  const isOpen = OPEN_INVOICES.some((open) => open === status);
  return { side: sideOf(kind), ageing: isOpen ? ageingOf(dueOn, today) : null };
}

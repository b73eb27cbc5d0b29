import { and, asc, eq, ne, or, sql } from 'drizzle-orm';
import { AGEING, type Ageing, daysBefore, OPEN_INVOICES } from '#lib/model/ageing.ts';
import { type InvoiceSide, KINDS_OF_SIDE } from '#lib/model/record.ts';
import type { Database } from '../client.ts';
import { invoiceLines, invoices } from '../schema/index.ts';
import { twinsOf } from './invoice-findings.ts';
import { type InvoiceFilter, type InvoiceListItem, type InvoiceRow, invoiceConditions, sumsOf } from './invoices.ts';
import { type StepRow, shipmentsOf, stepsOf } from './linked.ts';
import { isOneOf, todayOf } from './record-filters.ts';

export type InvoiceLineRow = typeof invoiceLines.$inferSelect;

/** A possible duplicate of an invoice. */
export type Duplicate = Pick<
  InvoiceRow,
  'id' | 'provider' | 'kind' | 'number' | 'status' | 'issuer' | 'issuedOn' | 'currency' | 'total' | 'balance'
>;

export type InvoiceDetail = InvoiceListItem & { lines: InvoiceLineRow[]; steps: StepRow[]; duplicates: Duplicate[] };

/** One invoice or bill with its lines, steps, shipments and possible duplicates, or null. */
export async function getInvoice(
  db: Database,
  id: string,
  filter: Pick<InvoiceFilter, 'today'> = {},
): Promise<InvoiceDetail | null> {
  const [row] = await db.select().from(invoices).where(eq(invoices.id, id));
  if (!row) return null;
  const [lines, steps, shipments, duplicates, twins] = await Promise.all([
    db.select().from(invoiceLines).where(eq(invoiceLines.invoiceId, id)).orderBy(asc(invoiceLines.position)),
    stepsOf(db, id),
    shipmentsOf(db, id),
    duplicatesOf(db, row),
    twinsOf(db, [id]),
  ]);
  return { ...row, ...sumsOf(row, todayOf(filter)), lines, steps, shipments, duplicates, twins: twins.get(id) ?? [] };
}

/** Invoices with the same number and the same issuer or amount, without void ones. */
function duplicatesOf(db: Database, row: InvoiceRow): Promise<Duplicate[]> {
  const { id, provider, kind, number, status, issuer, issuedOn, currency, total, balance } = invoices;
  const sameIssuer = and(
    eq(provider, row.provider),
    eq(kind, row.kind),
    row.issuer === null ? sql`${issuer} is null` : eq(issuer, row.issuer),
  );
  const sameAmount = row.total === null ? undefined : and(eq(total, row.total), isSame(currency, row.currency));
  if (row.status === 'void' || row.searchable === '') return Promise.resolve([]);
  return db
    .select({ id, provider, kind, number, status, issuer, issuedOn, currency, total, balance })
    .from(invoices)
    .where(
      and(
        sql`${invoices.searchable} collate "C" = ${row.searchable}`,
        ne(id, row.id),
        ne(status, 'void'),
        or(sameIssuer, sameAmount),
      ),
    )
    .orderBy(asc(id))
    .limit(50);
}

function isSame(column: typeof invoices.currency, value: string | null) {
  return sql`${column} is not distinct from ${value}`;
}

/**
 * The open balance of one side, currency and ageing bucket; never summed over sides or currencies. `currency` is null if it is
 * not stated or unknown, and so is `amount` then: it may be several.
 */
export type AgeingTotal = {
  side: InvoiceSide;
  currency: string | null;
  ageing: Ageing;
  count: number;
  amount: string | null;
};

const isOnSide = isOneOf(invoices.kind, Object.values(KINDS_OF_SIDE).flat());
const SIDE = sql<InvoiceSide>`case when ${isOneOf(invoices.kind, KINDS_OF_SIDE.receivable)} then 'receivable' else 'payable' end`;

/** Open balances by side, currency and ageing on a day. Without a stated balance the total counts. */
export async function ageingTotals(
  db: Database,
  filter: Omit<InvoiceFilter, 'status' | 'overdue' | 'ageing'>,
): Promise<AgeingTotal[]> {
  const { currency, dueOn, balance, total, status, removed } = invoices;
  const today = todayOf(filter);
  // Days are compared as text: an invalid date of a source must not fail the query.
  const since = (days: number) => sql`${dueOn} >= ${daysBefore(today, days)}`;
  const column = sql<Ageing>`case when ${dueOn} is null or ${since(0)} then 'not_due' when ${since(30)} then '1-30'
    when ${since(60)} then '31-60' when ${since(90)} then '61-90' else '90+' end`;
  const rows = await db
    .select({
      side: SIDE.as('side'),
      currency,
      ageing: column.as('ageing'),
      count: sql<number>`count(*)::int`,
      amount: sql<
        string | null
      >`case when ${currency} is not null then coalesce(sum(coalesce(${balance}, ${total})), 0)::text end`,
    })
    .from(invoices)
    .where(and(isOneOf(status, OPEN_INVOICES), eq(removed, false), isOnSide, invoiceConditions(db, filter)))
    .groupBy(sql`side`, currency, sql`ageing`);
  const place = (row: AgeingTotal) => `${row.side} ${row.currency ?? '~'} ${AGEING.indexOf(row.ageing)}`;
  return rows.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

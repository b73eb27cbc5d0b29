import { type SQL, sql } from 'drizzle-orm';
import { type InvoiceSide, KINDS_OF_SIDE } from '#lib/model/record.ts';
import type { Database } from '../client.ts';
import { isOneOf } from './record-filters.ts';

/**
 * Open invoices of one side and currency that are due; amounts are exact decimal text. Without a known currency they have no sum:
 * it may be several.
 */
export type InvoicesDue = {
  side: InvoiceSide;
  currency: string | null;
  overdue: number;
  overdueBalance: string | null;
  soon: number;
  soonBalance: string | null;
};

const KIND = sql`kind`;

/** Amounts due within seven days and overdue amounts, by side and currency; never summed over them. */
export async function invoicesDue(db: Database): Promise<InvoicesDue[]> {
  const today = sql`to_char(now() at time zone 'UTC', 'YYYY-MM-DD')`;
  const rows = await db.execute<InvoicesDue>(sql`
    select case when ${isOneOf(KIND, KINDS_OF_SIDE.receivable)} then 'receivable' else 'payable' end as side, currency, count(*) filter (where due_on < ${today})::int as overdue,
      ${sumOf(sql`due_on < ${today}`)} as "overdueBalance",
      count(*) filter (where due_on >= ${today})::int as soon,
      ${sumOf(sql`due_on >= ${today}`)} as "soonBalance"
    from invoices
    where due_on <= to_char(now() at time zone 'UTC' + interval '7 days', 'YYYY-MM-DD') and not removed
      and status in ('outstanding', 'payment_pending', 'partly_paid')
      and ${isOneOf(KIND, Object.values(KINDS_OF_SIDE).flat())}
    group by side, currency order by side, count(*) desc, currency`);
  return [...rows];
}

const sumOf = (condition: SQL) =>
  sql`case when currency is not null then coalesce(sum(coalesce(balance, total)) filter (where ${condition}), 0)::text end`;

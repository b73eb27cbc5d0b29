import { sql } from 'drizzle-orm';
import type { Database } from '../client.ts';

/** Open invoices of one currency that are due; amounts are exact decimal text. */
export type InvoicesDue = {
  currency: string | null;
  overdue: number;
  overdueBalance: string;
  soon: number;
  soonBalance: string;
};

/** What is to be paid within seven days and what should have been, by currency: sums are never made across them. */
export async function invoicesDue(db: Database): Promise<InvoicesDue[]> {
  const today = sql`to_char(now() at time zone 'UTC', 'YYYY-MM-DD')`;
  const rows = await db.execute<InvoicesDue>(sql`
    select currency, count(*) filter (where due_on < ${today})::int as overdue,
      coalesce(sum(coalesce(balance, total)) filter (where due_on < ${today}), 0)::text as "overdueBalance",
      count(*) filter (where due_on >= ${today})::int as soon,
      coalesce(sum(coalesce(balance, total)) filter (where due_on >= ${today}), 0)::text as "soonBalance"
    from invoices
    where due_on <= to_char(now() at time zone 'UTC' + interval '7 days', 'YYYY-MM-DD') and not removed
      and status in ('outstanding', 'payment_pending', 'partly_paid')
    group by currency order by count(*) desc, currency`);
  return [...rows];
}

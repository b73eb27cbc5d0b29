import { ageingTotals } from '#db/queries/invoice.ts';
import { INVOICES, type InvoiceListItem } from '#db/queries/invoices.ts';
import { invoicesDue } from '#db/queries/overview-money.ts';
import type { State } from '#lib/emulator/index.ts';
import { expectedInvoices, type Owed, type Totals, totalsOf } from './expected-invoices.ts';
import { readAll, type ScreenReader } from './screen-reader.ts';

const inCents = (amount: string | null) => Math.round(Number(amount ?? 0) * 100);

/** The differences between the expected invoices and those in the list, its sums and the sums of the overview. */
export async function invoiceListDifferences({ db, now }: ScreenReader, state: State): Promise<string[]> {
  const today = new Date(now).toISOString().slice(0, 10);
  const [rows, due, aged] = await Promise.all([
    readAll(db, INVOICES, { today }),
    invoicesDue(db),
    ageingTotals(db, { today }),
  ]);
  const owed = expectedInvoices(state);
  const totals = totalsOf(owed, today);
  const byId = new Map(rows.map((row) => [row.externalId, row]));
  const open = rows.filter(({ side, ageing }) => side !== null && ageing !== null);
  const overview = (of: 'overdueBalance' | 'soonBalance'): Totals =>
    new Map(due.map((one) => [`${one.side} ${one.currency}`, inCents(one[of])]));
  return [
    ...owed.flatMap((one) => invoiceDifferences(one, byId.get(one.id))),
    ...differing('sum of open invoices', sumOf(open), totals.open),
    ...differing('sum above the list', addUp(aged.map(({ amount, ...one }) => [one, inCents(amount)])), totals.open),
    ...differing('sum of overdue invoices', overview('overdueBalance'), totals.overdue),
    ...differing('sum of invoices due in 7 days', overview('soonBalance'), totals.soon),
  ];
}

const leftOn = ({ ageing, balance, total }: InvoiceListItem) => (ageing === null ? 0 : inCents(balance ?? total));

function invoiceDifferences({ id, side, currency, cents, dueOn }: Owed, shown: InvoiceListItem | undefined): string[] {
  const who = `invoice ${id}`;
  if (!shown) return [`presence of ${who}: not shown`];
  const wrong = (what: string, is: unknown, expected: unknown) =>
    is === expected ? [] : [`${what} of ${who}: shown ${is}, is ${expected}`];
  return [
    ...wrong('side', shown.side, side),
    ...wrong('currency', shown.currency, currency),
    ...wrong('balance', leftOn(shown), cents),
    ...wrong('due day', shown.dueOn, dueOn),
  ];
}

function sumOf(rows: readonly InvoiceListItem[]): Totals {
  return addUp(rows.map((row) => [row, leftOn(row)]));
}

type Kept = { side: string | null; currency: string | null };

function addUp(amounts: readonly (readonly [Kept, number])[]): Totals {
  const totals = new Map<string, number>();
  for (const [{ side, currency }, cents] of amounts) {
    const key = `${side} ${currency}`;
    totals.set(key, (totals.get(key) ?? 0) + cents);
  }
  return totals;
}

function differing(what: string, shown: Totals, expected: Totals): string[] {
  return [...new Set([...shown.keys(), ...expected.keys()])].flatMap((key) => {
    const [is, should] = [shown.get(key) ?? 0, expected.get(key) ?? 0];
    return is === should ? [] : [`${what} of ${key}: shown ${is / 100}, is ${should / 100}`];
  });
}

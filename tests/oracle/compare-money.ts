import { ageingTotals } from '#db/queries/invoice.ts';
import { INVOICES, type InvoiceListItem } from '#db/queries/invoices.ts';
import { invoicesDue } from '#db/queries/overview-money.ts';
import type { State } from '#lib/emulator/index.ts';
import { judgeMoney, type Owed, type Totals, totalsOf } from './judge-money.ts';
import { type Viewer, wholeList } from './viewer.ts';

const inCents = (amount: string | null) => Math.round(Number(amount ?? 0) * 100);

/** Where invoices, their sums or those of the overview differ from what is owed. */
export async function moneyFalsehoods({ db, now }: Viewer, state: State): Promise<string[]> {
  const today = new Date(now).toISOString().slice(0, 10);
  const [rows, due, aged] = await Promise.all([
    wholeList(db, INVOICES, { today }),
    invoicesDue(db),
    ageingTotals(db, { today }),
  ]);
  const owed = judgeMoney(state);
  const totals = totalsOf(owed, today);
  const byId = new Map(rows.map((row) => [row.externalId, row]));
  const open = rows.filter(({ side, ageing }) => side !== null && ageing !== null);
  const overview = (of: 'overdueBalance' | 'soonBalance'): Totals =>
    new Map(due.map((one) => [`${one.side} ${one.currency}`, inCents(one[of])]));
  return [
    ...owed.flatMap((one) => invoiceFalsehoods(one, byId.get(one.id))),
    ...differing('sum of open invoices', sumOf(open), totals.open),
    ...differing('sum above the list', addUp(aged.map(({ amount, ...one }) => [one, inCents(amount)])), totals.open),
    ...differing('sum of overdue invoices', overview('overdueBalance'), totals.overdue),
    ...differing('sum of invoices due in 7 days', overview('soonBalance'), totals.soon),
  ];
}

const leftOn = ({ ageing, balance, total }: InvoiceListItem) => (ageing === null ? 0 : inCents(balance ?? total));

function invoiceFalsehoods({ id, side, currency, cents, dueOn }: Owed, shown: InvoiceListItem | undefined): string[] {
  const who = `invoice ${id}`;
  if (!shown) return [`presence of ${who}: not shown`];
  const wrong = (what: string, is: unknown, truth: unknown) =>
    is === truth ? [] : [`${what} of ${who}: shown ${is}, is ${truth}`];
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

function differing(what: string, shown: Totals, truth: Totals): string[] {
  return [...new Set([...shown.keys(), ...truth.keys()])].flatMap((key) => {
    const [is, should] = [shown.get(key) ?? 0, truth.get(key) ?? 0];
    return is === should ? [] : [`${what} of ${key}: shown ${is / 100}, is ${should / 100}`];
  });
}

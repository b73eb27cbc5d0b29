import type { State } from '#lib/emulator/index.ts';
import type { Freight, FreightInvoice } from '#lib/emulator/world/freight.ts';
import type { BrokerRecord } from '#lib/emulator/world/load.ts';
import { daysFrom } from './calendar.ts';

export type Side = 'payable' | 'receivable';

/** An invoice or bill: the open amount in cents, and its due date. */
export type Owed = { id: string; side: Side; currency: string; cents: number; dueOn: string };

/** Cents by side and currency. */
export type Totals = ReadonlyMap<string, number>;

/** The forwarder invoices its clients in the currency of their country. */
const EURO = ['NL', 'DE', 'FR', 'ES', 'IT', 'BE', 'LU'];

function moneyOf({ consignee: { country } }: Freight): string {
  if (country === 'CA') return 'CAD';
  if (country === 'GB') return 'GBP';
  return EURO.includes(country) ? 'EUR' : 'USD';
}

/** All invoices: payable to the forwarder and carriers, receivable from the broker's customers. */
export function expectedInvoices(state: State): Owed[] {
  const loads = state.loads().filter(({ deletedAt }) => deletedAt === null);
  return [
    ...state.freights().flatMap((freight) => freight.invoices.map((invoice) => ofFreight(freight, invoice))),
    ...loads.flatMap(({ records }) => records.invoices.map((record) => ofRecord('receivable', record))),
    ...loads.flatMap(({ records }) => records.bills.map((record) => ofRecord('payable', record))),
  ];
}

function ofFreight(freight: Freight, { id, status, totalCents, creditCents, paidCents, dueAt }: FreightInvoice): Owed {
  const cents = status === 'void' ? 0 : Math.max(0, totalCents - creditCents - paidCents);
  const dueOn = new Date(dueAt).toISOString().slice(0, 10);
  return { id, side: 'payable', currency: moneyOf(freight), cents, dueOn };
}

function ofRecord(side: Side, { id, amountOwed, currency, dueDate }: BrokerRecord): Owed {
  const cents = Math.round(Number(amountOwed) * 100);
  return { id: String(id), side, currency: String(currency), cents, dueOn: String(dueDate) };
}

/** The open, overdue and soon due amounts (within seven days), by side and currency. */
export function totalsOf(owed: readonly Owed[], today: string): Record<'open' | 'overdue' | 'soon', Totals> {
  const open = owed.filter(({ cents }) => cents > 0);
  const left = ({ dueOn }: Owed) => daysFrom(today, dueOn);
  return {
    open: sum(open),
    overdue: sum(open.filter((one) => left(one) < 0)),
    soon: sum(open.filter((one) => left(one) >= 0 && left(one) <= 7)),
  };
}

function sum(owed: readonly Owed[]): Totals {
  const totals = new Map<string, number>();
  for (const { side, currency, cents } of owed) {
    const key = `${side} ${currency}`;
    totals.set(key, (totals.get(key) ?? 0) + cents);
  }
  return totals;
}

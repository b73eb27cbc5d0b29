import type { Change } from '#lib/model/change.ts';
import type { UnreadableField } from '#lib/model/record.ts';
import { unreadableChanges } from '../../unreadable-fields.ts';
import type { Fields } from '../read.ts';
import { unreadCredits } from './invoice.ts';
import { type RecordKind, recordOf } from './record.ts';

type Keys = Partial<Record<UnreadableField, readonly string[]>>;

/** The keys of dates and amounts by field, as they are read. */
const DATES: Readonly<Partial<Record<RecordKind, Keys>>> = {
  booking: { cargoReadyOn: ['cargo_ready_date'], deliveryOn: ['delivery_date'] },
  purchase_order: { cargoReadyOn: ['cargo_ready_date'], mustArriveOn: ['must_arrive_date'] },
  invoice: { issuedAt: ['issued_at'], dueOn: ['due_date'] },
  commercial_invoice: { issuedAt: ['issued_at', 'invoice_date'] },
};
const AMOUNTS: Readonly<Partial<Record<RecordKind, Keys>>> = {
  invoice: { total: ['total', 'amount', 'total_amount'], balance: ['balance', 'balance_due'] },
  commercial_invoice: { total: ['total_value'] },
};

/** The change with the fields of a record, and those that say which of its dates and amounts cannot be read. */
export function readRecord(
  recordKind: RecordKind,
  record: string,
  source: Fields,
): [ReturnType<typeof recordOf>, ...Change[]] {
  const change = recordOf(recordKind, record, source);
  const valuesOf = (keys: Keys = {}) =>
    Object.fromEntries(Object.entries(keys).map(([field, names]) => [field, names.map((name) => source[name])]));
  const amounts = { ...valuesOf(AMOUNTS[recordKind]), credits: unreadCredits(source.credit_memos) };
  return [change, ...unreadableChanges(change, valuesOf(DATES[recordKind]), amounts)];
}

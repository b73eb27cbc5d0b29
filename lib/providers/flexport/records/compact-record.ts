import type { Change } from '#lib/model/change.ts';
import type { StepCode } from '#lib/model/record.ts';
import type { Moment } from '#lib/model/time.ts';
import { type Fields, isObject } from '../read.ts';
import { readRecord } from './read-record.ts';
import { instanceOf, type RecordKind, recordTypeOf } from './record.ts';
import { textAt } from './values.ts';

export type CompactRecord = { recordKind: RecordKind; step: StepCode; documentType?: string };

const created = (recordKind: RecordKind): CompactRecord => ({ recordKind, step: 'CREATED' });
const updated = (recordKind: RecordKind): CompactRecord => ({ recordKind, step: 'UPDATED' });
const archived = (recordKind: RecordKind): CompactRecord => ({ recordKind, step: 'ARCHIVED' });
const confirmed: CompactRecord = { recordKind: 'booking', step: 'CONFIRMED' };
const amended: CompactRecord = { recordKind: 'booking', step: 'AMENDED' };
const issued: CompactRecord = { recordKind: 'invoice', step: 'ISSUED' };
const uploaded: CompactRecord = { recordKind: 'document', step: 'UPLOADED' };
const billOfLading: CompactRecord = { ...uploaded, documentType: 'bill_of_lading' };

/** Names of the compact form for products, which are no milestones of a shipment. */
export const compactProductRecords: Readonly<Record<string, CompactRecord>> = {
  product_created: created('product'),
  product_updated: updated('product'),
  product_archived: archived('product'),
  'product.created': created('product'),
  'product.updated': updated('product'),
  'product.archived': archived('product'),
};

/** The record and step of each name of the compact form, beside the milestone of the shipment. */
const compactRecords = new Map<string, CompactRecord>([
  ...Object.entries(compactProductRecords),
  ['booking_confirmed', confirmed],
  ['booking.confirmed', confirmed],
  ['booking_amended', amended],
  ['booking.amended', amended],
  ['po_created', created('purchase_order')],
  ['purchase_order.created', created('purchase_order')],
  ['po_updated', updated('purchase_order')],
  ['purchase_order.updated', updated('purchase_order')],
  ['po_archived', archived('purchase_order')],
  ['purchase_order.archived', archived('purchase_order')],
  ['invoice_created', issued],
  ['invoice.created', issued],
  ['freight_invoice_ready', issued],
  ['invoice.freight_ready', issued],
  ['document_uploaded', uploaded],
  ['document.uploaded', uploaded],
  ['bill_of_lading_ready', billOfLading],
  ['document.bill_of_lading_ready', billOfLading],
]);

/** The record of an event: by its type, or by its milestone if the type is a wrapper. */
export function compactRecordOf(type: string, milestone: string | undefined): CompactRecord | undefined {
  return compactRecords.get(type) ?? (milestone === undefined ? undefined : compactRecords.get(milestone));
}

/** The keys of a record's id; without one its number is used. */
const IDS: Readonly<Record<RecordKind, readonly string[]>> = {
  booking: ['booking_id', 'booking_number'],
  purchase_order: ['purchase_order_id', 'po_id', 'purchase_order_number', 'po_number'],
  product: ['product_id', 'sku'],
  invoice: ['invoice_id', 'invoice_number'],
  commercial_invoice: ['commercial_invoice_id', 'invoice_number'],
  document: ['document_id'],
};

/** The changes of a record: its fields, its step (none if `moment` is null) and its linked shipment; empty without id and number. */
export function addCompactRecord(
  { recordKind, step, documentType }: CompactRecord,
  data: Fields,
  shipment: string | undefined,
  moment: Moment | null,
  key: string,
): Change[] {
  const nested = data[recordKind];
  const own = isObject(nested) ? nested : {};
  const record = textAt(own, 'id') ?? textAt({ ...data, ...own }, ...IDS[recordKind]);
  if (record === undefined) return [];
  const recordType = recordTypeOf(recordKind);
  const source = { ...(documentType && { document_type: documentType }), ...data, ...own };
  const changes: Change[] = readRecord(recordKind, record, source);
  if (moment) changes.push({ kind: 'step', recordType, record, code: step, moment, ...instanceOf(step, key) });
  if (shipment !== undefined) changes.push({ kind: 'link', recordType, record, shipment });
  return changes;
}

import type { Change } from '#lib/model/change.ts';
import type { StepCode } from '#lib/model/record.ts';
import type { Moment } from '#lib/model/time.ts';
import { type Fields, isObject } from '../read.ts';
import { instanceOf, type Paper, recordOf, recordTypeOf } from './record.ts';
import { textAt } from './values.ts';

export type BriefRecord = { paper: Paper; step: StepCode; documentType?: string };

const created = (paper: Paper): BriefRecord => ({ paper, step: 'CREATED' });
const updated = (paper: Paper): BriefRecord => ({ paper, step: 'UPDATED' });
const archived = (paper: Paper): BriefRecord => ({ paper, step: 'ARCHIVED' });
const confirmed: BriefRecord = { paper: 'booking', step: 'CONFIRMED' };
const amended: BriefRecord = { paper: 'booking', step: 'AMENDED' };
const issued: BriefRecord = { paper: 'invoice', step: 'ISSUED' };
const uploaded: BriefRecord = { paper: 'document', step: 'UPLOADED' };
const billOfLading: BriefRecord = { ...uploaded, documentType: 'bill_of_lading' };

/** Names of the short form for products, which no shipment has a milestone for. */
export const briefProducts: Readonly<Record<string, BriefRecord>> = {
  product_created: created('product'),
  product_updated: updated('product'),
  product_archived: archived('product'),
  'product.created': created('product'),
  'product.updated': updated('product'),
  'product.archived': archived('product'),
};

/** What each name of the short form says of a record, beside the milestone of the shipment. */
const briefRecords = new Map<string, BriefRecord>([
  ...Object.entries(briefProducts),
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

/** The record that a name is about: the type says it, or the milestone where the type is only a wrapper. */
export function briefRecord(type: string, milestone: string | undefined): BriefRecord | undefined {
  return briefRecords.get(type) ?? (milestone === undefined ? undefined : briefRecords.get(milestone));
}

/** Under which keys a record's id stands; the number that people know it by serves where there is none. */
const IDS: Readonly<Record<Paper, readonly string[]>> = {
  booking: ['booking_id', 'booking_number'],
  purchase_order: ['purchase_order_id', 'po_id', 'purchase_order_number', 'po_number'],
  product: ['product_id', 'sku'],
  invoice: ['invoice_id', 'invoice_number'],
  commercial_invoice: ['commercial_invoice_id', 'invoice_number'],
  document: ['document_id'],
};

/**
 * The record, what happened to it (nothing is dated where `moment` is null) and the shipment that it concerns; nothing where it
 * has neither id nor number.
 */
export function tellBriefRecord(
  { paper, step, documentType }: BriefRecord,
  data: Fields,
  shipment: string | undefined,
  moment: Moment | null,
  key: string,
): Change[] {
  const nested = data[paper];
  const own = isObject(nested) ? nested : {};
  const record = textAt(own, 'id') ?? textAt({ ...data, ...own }, ...IDS[paper]);
  if (record === undefined) return [];
  const recordType = recordTypeOf(paper);
  const source = { ...(documentType && { document_type: documentType }), ...data, ...own };
  const changes: Change[] = [recordOf(paper, record, source)];
  if (moment) changes.push({ kind: 'step', recordType, record, code: step, moment, ...instanceOf(step, key) });
  if (shipment !== undefined) changes.push({ kind: 'link', recordType, record, shipment });
  return changes;
}

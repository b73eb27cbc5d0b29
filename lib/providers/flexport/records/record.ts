import type { Change } from '#lib/model/change.ts';
import type { RecordType, StepCode } from '#lib/model/record.ts';
import type { Fields } from '../read.ts';
import { bookingFields } from './booking.ts';
import { documentFields } from './document.ts';
import { commercialInvoiceFields, freightInvoiceFields } from './invoice.ts';
import { productFields, purchaseOrderFields } from './order.ts';

/** The kinds of records: the record types of the model, with commercial invoices apart from freight invoices. */
export type RecordKind = RecordType | 'commercial_invoice';
type RecordChange = Extract<Change, { kind: 'record' }>;

export function recordTypeOf(recordKind: RecordKind): RecordType {
  return recordKind === 'commercial_invoice' ? 'invoice' : recordKind;
}

/** The change with the fields of a record, under the given id. */
export function recordOf(recordKind: RecordKind, record: string, source: Fields): RecordChange {
  const kind = 'record';
  switch (recordKind) {
    case 'booking':
      return { kind, recordType: 'booking', record, fields: bookingFields(source) };
    case 'purchase_order':
      return { kind, recordType: 'purchase_order', record, fields: purchaseOrderFields(source) };
    case 'product':
      return { kind, recordType: 'product', record, fields: productFields(source) };
    case 'document':
      return { kind, recordType: 'document', record, fields: documentFields(source) };
    case 'invoice':
      return { kind, recordType: 'invoice', record, fields: freightInvoiceFields(source) };
    case 'commercial_invoice':
      return { kind, recordType: 'invoice', record, fields: commercialInvoiceFields(source) };
  }
}

/** Repeatable steps, which are distinguished by their event. The others happen once. */
const REPEATABLE = new Set<StepCode>([
  'AMENDED',
  'ACKNOWLEDGED',
  'UPDATED',
  'PAYMENT_MADE',
  'PAYMENT_FAILED',
  'DUE_DATE_ADJUSTED',
  'CREDIT_APPLIED',
  'REFUND_APPLIED',
]);

/** The instance of a repeatable step; empty for others. */
export function instanceOf(code: StepCode, key: string): { instance?: string } {
  return REPEATABLE.has(code) ? { instance: key } : {};
}

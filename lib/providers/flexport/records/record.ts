import type { Change } from '#lib/model/change.ts';
import type { RecordType, StepCode } from '#lib/model/record.ts';
import type { Fields } from '../read.ts';
import { bookingFields } from './booking.ts';
import { documentFields } from './document.ts';
import { commercialInvoiceFields, freightInvoiceFields } from './invoice.ts';
import { productFields, purchaseOrderFields } from './order.ts';

/** What there is to read beside shipments: the record types of the model, with the seller's invoices apart from the forwarder's. */
export type Paper = RecordType | 'commercial_invoice';
type RecordChange = Extract<Change, { kind: 'record' }>;

export function recordTypeOf(paper: Paper): RecordType {
  return paper === 'commercial_invoice' ? 'invoice' : paper;
}

/** What a booking, order, product, invoice or document says of itself, under the given id. */
export function recordOf(paper: Paper, record: string, source: Fields): RecordChange {
  const kind = 'record';
  switch (paper) {
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

/** The steps that a record can take again: each is told apart by its event. The others happen once. */
const AGAIN = new Set<StepCode>([
  'AMENDED',
  'ACKNOWLEDGED',
  'UPDATED',
  'PAYMENT_MADE',
  'PAYMENT_FAILED',
  'DUE_DATE_ADJUSTED',
  'CREDIT_APPLIED',
  'REFUND_APPLIED',
]);

/** What tells this step apart from others of its code, or nothing where there is only one. */
export function instanceOf(code: StepCode, key: string): { instance?: string } {
  return AGAIN.has(code) ? { instance: key } : {};
}

import type { MilestoneCode } from '#lib/model/milestone.ts';
import { type EventMapping, happened } from './event-mapping.ts';

type Table = Readonly<Record<string, readonly EventMapping[]>>;

const attached = (code: MilestoneCode, reason?: string) =>
  happened(code, 'attached', { instance: 'resource', ...(reason && { reason }) });

export const invoices: Table = {
  '/invoice#invoice_shared': [attached('INVOICE_ISSUED')],
  '/invoice#invoice_payment_made': [attached('INVOICE_PAID')],
  '/invoice#invoice_payment_failed': [attached('INVOICE_PAYMENT_FAILED')],
  '/invoice#invoice_due_date_adjusted': [attached('INVOICE_ADJUSTED', 'due_date_adjusted')],
  '/invoice#invoice_credit_applied': [attached('INVOICE_ADJUSTED', 'credit_applied')],
  '/invoice#invoice_refund_applied': [attached('INVOICE_ADJUSTED', 'refund_applied')],
  '/invoice#invoice_voided': [attached('INVOICE_VOIDED')],
};

/** Event names of the newer groups that are known. */
export const newer: Table = {
  '/document#document_created': [attached('DOCUMENT_ADDED')],
  '/purchase_order#updated': [attached('PO_UPDATED')],
  '/purchase_order#acknowledged': [attached('PO_UPDATED', 'acknowledged')],
};

/**
 * The newer groups, whose names are not all published: the part before the `#` is the type of object, the first matching row
 * gives the milestone, and the rest of the name is the reason. Without a matching row the snapshot is still read.
 */
export const attachedEvents: Readonly<Record<string, readonly { when: RegExp; mapping: EventMapping }[]>> = {
  document: [{ when: /created|uploaded|added|shared/, mapping: attached('DOCUMENT_ADDED') }],
  purchase_order: [
    { when: /created/, mapping: attached('PO_CREATED') },
    { when: /archived/, mapping: attached('PO_ARCHIVED') },
    { when: /./, mapping: attached('PO_UPDATED') },
  ],
  booking: [
    { when: /confirmed/, mapping: happened('BOOKING_CONFIRMED', 'attached') },
    { when: /amended/, mapping: attached('BOOKING_AMENDED') },
  ],
  invoice: [],
  commercial_invoice: [],
  product: [],
  container_load_result: [],
};

/** The name of an object without id and shipment, for the ignore reason. */
export const unattached: Readonly<Record<string, string>> = {
  invoice: 'invoice to the client without a shipment',
  document: 'document without a shipment',
  purchase_order: 'purchase order event without a shipment',
  booking: 'booking event without a booking',
  commercial_invoice: 'commercial invoice event without an invoice',
  product: 'product event without a product',
  container_load_result: 'container load result without a shipment',
};

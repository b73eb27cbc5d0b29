import type { z } from 'zod';
import type {
  bookingFieldsSchema,
  documentFieldsSchema,
  invoiceFieldsSchema,
  invoiceLineSchema,
  orderLineSchema,
  productFieldsSchema,
  purchaseOrderFieldsSchema,
} from './record-fields.ts';

/** What there is beside shipments and parties: papers with a life of their own that concern shipments. */
export const RECORD_TYPES = ['booking', 'purchase_order', 'product', 'invoice', 'document'] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

/** A booking from request to sailing. `archived` and `cancelled` end it. */
export const BOOKING_STATUSES = ['draft', 'submitted', 'confirmed', 'shipped', 'cancelled', 'archived'] as const;
export const ORDER_STATUSES = ['open', 'closed', 'cancelled', 'archived'] as const;
/** `issued` is one that nobody pays here: a seller's commercial invoice, which goes with the goods. */
export const INVOICE_STATUSES = [
  'draft',
  'issued',
  'outstanding',
  'payment_pending',
  'partly_paid',
  'paid',
  'void',
] as const;
export const PRODUCT_STATUSES = ['active', 'archived'] as const;
export const DOCUMENT_STATUSES = ['present', 'archived'] as const;
/** freight: the forwarder bills us; customer: the broker bills its customer; the bills are what carriers and vendors ask. */
export const INVOICE_KINDS = ['freight', 'commercial', 'customer', 'carrier_bill', 'vendor_bill'] as const;

/**
 * Why somebody should look at an invoice: lines and total differ; more is owed than can be; lines are in another currency than the
 * total, so that their sum cannot be checked; a currency is not known; no money can fall due on that day.
 */
export const INVOICE_CHECKS = ['lines', 'balance', 'currency', 'unknown_currency', 'due_date'] as const;
export type InvoiceCheckCode = (typeof INVOICE_CHECKS)[number];

/** On which side of our books: what we owe, what is owed to us. The two are never added up. */
export const INVOICE_SIDES = ['payable', 'receivable'] as const;
export type InvoiceSide = (typeof INVOICE_SIDES)[number];

/** The kinds of each side; a commercial invoice is on neither, for nobody pays it here. */
export const KINDS_OF_SIDE = {
  payable: ['freight', 'carrier_bill', 'vendor_bill'],
  receivable: ['customer'],
} as const satisfies Record<InvoiceSide, readonly (typeof INVOICE_KINDS)[number][]>;

/** The side of an invoice of a kind; null for one that nobody pays here. */
export function sideOf(kind: string): InvoiceSide | null {
  return INVOICE_SIDES.find((side) => KINDS_OF_SIDE[side].some((one) => one === kind)) ?? null;
}

/** What happens to a record, for its own timeline. */
export const STEPS = {
  CREATED: 'Created',
  SUBMITTED: 'Submitted',
  CONFIRMED: 'Confirmed',
  AMENDED: 'Amended',
  ACKNOWLEDGED: 'Acknowledged',
  UPDATED: 'Updated',
  ISSUED: 'Issued',
  PAYMENT_MADE: 'Payment made',
  PAYMENT_FAILED: 'Payment failed',
  DUE_DATE_ADJUSTED: 'Due date adjusted',
  CREDIT_APPLIED: 'Credit applied',
  REFUND_APPLIED: 'Refund applied',
  VOIDED: 'Voided',
  UPLOADED: 'Uploaded',
  ARCHIVED: 'Archived',
  CANCELLED: 'Cancelled',
  REMOVED: 'Deleted at source',
} as const;
export type StepCode = keyof typeof STEPS;

/** What a source says of each, as `record-fields.ts` checks it. */
export type BookingFields = z.infer<typeof bookingFieldsSchema>;
export type PurchaseOrderFields = z.infer<typeof purchaseOrderFieldsSchema>;
export type ProductFields = z.infer<typeof productFieldsSchema>;
export type InvoiceFields = z.infer<typeof invoiceFieldsSchema>;
export type DocumentFields = z.infer<typeof documentFieldsSchema>;
export type OrderLine = z.infer<typeof orderLineSchema>;
export type InvoiceLine = z.infer<typeof invoiceLineSchema>;

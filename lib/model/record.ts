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

/** Record types: entities besides shipments and parties, which are linked to shipments. */
export const RECORD_TYPES = ['booking', 'purchase_order', 'product', 'invoice', 'document'] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

/** A booking from request to sailing. `archived` and `cancelled` end it. */
export const BOOKING_STATUSES = ['draft', 'submitted', 'confirmed', 'shipped', 'cancelled', 'archived'] as const;
export type BookingStatus = (typeof BOOKING_STATUSES)[number];
export const ORDER_STATUSES = ['open', 'closed', 'cancelled', 'archived'] as const;
/** `issued`: a commercial invoice of a seller, which accompanies the cargo and is not paid here. */
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
/** freight: from the forwarder; customer: from the broker to its customer; bills: from carriers and vendors. */
export const INVOICE_KINDS = ['freight', 'commercial', 'customer', 'carrier_bill', 'vendor_bill'] as const;

/** Dates and amounts of records and their lines that a source may state in a form that cannot be read. */
export const UNREADABLE_FIELDS = {
  cargoReadyOn: 'Cargo ready',
  deliveryOn: 'Delivery date',
  mustArriveOn: 'Required delivery date',
  issuedAt: 'Issued¦day',
  dueOn: 'Due date',
  total: 'Total',
  balance: 'Balance',
  credits: 'Credit',
  amount: 'Amount',
  rate: 'Rate',
  unitCost: 'Unit cost',
  units: 'Units',
  quantity: 'Quantity',
} as const;
export type UnreadableField = keyof typeof UNREADABLE_FIELDS;

/**
 * Failed checks of an invoice: lines and total differ; the balance is too high; lines and total have different currencies, so
 * that their sum cannot be checked; a currency is unknown; the due date is implausible; a date or an amount, whose field is expected,
 * cannot be read.
 */
export const INVOICE_CHECKS = ['lines', 'balance', 'currency', 'unknown_currency', 'due_date', 'unreadable'] as const;
export type InvoiceCheckCode = (typeof INVOICE_CHECKS)[number];

/** Payables and receivables, which are never summed together. */
export const INVOICE_SIDES = ['payable', 'receivable'] as const;
export type InvoiceSide = (typeof INVOICE_SIDES)[number];

/** The kinds of each side; a commercial invoice has none, since it is not paid here. */
export const KINDS_OF_SIDE = {
  payable: ['freight', 'carrier_bill', 'vendor_bill'],
  receivable: ['customer'],
} as const satisfies Record<InvoiceSide, readonly (typeof INVOICE_KINDS)[number][]>;

/** The sides by which invoices are filtered. `neither`: of a kind whose source does not state whether it is paid here. */
export const SIDE_FILTERS = [...INVOICE_SIDES, 'neither'] as const;

/** The kinds of invoices on a side, or on neither. */
export function kindsOn(side: (typeof SIDE_FILTERS)[number]): readonly string[] {
  return side === 'neither' ? INVOICE_KINDS.filter((kind) => sideOf(kind) === null) : KINDS_OF_SIDE[side];
}

/** The side of a kind of invoice; null for commercial invoices. */
export function sideOf(kind: string): InvoiceSide | null {
  return INVOICE_SIDES.find((side) => KINDS_OF_SIDE[side].some((one) => one === kind)) ?? null;
}

/** The steps on the timeline of a record. */
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

/** The fields of each record type, as validated by `record-fields.ts`. */
export type BookingFields = z.infer<typeof bookingFieldsSchema>;
export type PurchaseOrderFields = z.infer<typeof purchaseOrderFieldsSchema>;
export type ProductFields = z.infer<typeof productFieldsSchema>;
export type InvoiceFields = z.infer<typeof invoiceFieldsSchema>;
export type DocumentFields = z.infer<typeof documentFieldsSchema>;
export type OrderLine = z.infer<typeof orderLineSchema>;
export type InvoiceLine = z.infer<typeof invoiceLineSchema>;

/** Labels of statuses and kinds, in the order of the tabs of a list. */
export const BOOKING_LABELS = {
  draft: 'Draft',
  submitted: 'Submitted',
  confirmed: 'Confirmed',
  shipped: 'Shipped',
  cancelled: 'Cancelled',
  archived: 'Archived',
} as const;

export const ORDER_LABELS = { open: 'Open', closed: 'Closed', cancelled: 'Cancelled', archived: 'Archived' } as const;

export const INVOICE_LABELS = {
  outstanding: 'Outstanding',
  partly_paid: 'Partly paid',
  payment_pending: 'Payment pending',
  paid: 'Paid',
  void: 'Void',
  draft: 'Draft',
  issued: 'Issued',
} as const;

export const KIND_LABELS = {
  freight: 'Freight invoice',
  commercial: 'Commercial invoice',
  customer: 'Customer invoice',
  carrier_bill: 'Carrier bill',
  vendor_bill: 'Vendor bill',
} as const;

export const PRODUCT_LABELS = { active: 'Active', archived: 'Archived' } as const;
export const DOCUMENT_LABELS = { present: 'Received', archived: 'Archived' } as const;

export const REQUEST_LABELS = {
  queued: 'Submitted',
  sent: 'Awaiting answer',
  accepted: 'Accepted',
  refused: 'Rejected',
} as const;

/** Labels of the states of deliveries and events. */
export const DELIVERY_LABELS = {
  pending: 'Pending',
  processed: 'Processed',
  ignored: 'Ignored',
  unmapped: 'Unmapped',
  dead_letter: 'Failed',
  duplicate: 'Duplicate',
  malformed: 'Malformed',
} as const;

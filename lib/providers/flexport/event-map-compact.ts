import type { Classifier, MilestoneCode } from '#lib/model/milestone.ts';
import type { CompactEvent } from './compact-event-schema.ts';

type Key = keyof CompactEvent['data'];

/** The mapping of a name of the compact form. */
export type CompactEventMapping = {
  code: MilestoneCode;
  classifier: Classifier;
  /** The keys of a new estimate; without one it is in `occurred_at`. */
  estimate?: readonly Key[];
  /** The object that it is about, if not the shipment or a container, and the keys that may name it. */
  about?: { ids: readonly Key[] };
  reason?: string;
};

/** The wrapper type, whose milestone is in `data.milestone`. */
export const WRAPPER = 'shipment.milestone';

const did = (code: MilestoneCode, extra: Pick<CompactEventMapping, 'about' | 'reason'> = {}): CompactEventMapping => ({
  code,
  classifier: 'ACT',
  ...extra,
});
const estimated = (code: MilestoneCode, ...keys: Key[]): CompactEventMapping => ({
  code,
  classifier: 'EST',
  estimate: keys,
});

const booking = { ids: ['booking_id', 'booking_number'] } as const;
const order = {
  ids: ['purchase_order_id', 'po_id', 'purchase_order_number', 'po_number'],
} as const;
const invoice = { ids: ['invoice_id', 'invoice_number'] } as const;
const document = { ids: ['document_id'] } as const;

const etd = estimated('DEPARTED', 'estimated_departure', 'etd');
const eta = estimated('ARRIVED', 'estimated_arrival', 'eta');
const departed = did('DEPARTED');
const bookingConfirmed = did('BOOKING_CONFIRMED');
const bookingAmended = did('BOOKING_AMENDED', { about: booking });
const orderCreated = did('PO_CREATED', { about: order });
const orderUpdated = did('PO_UPDATED', { about: order });
const orderArchived = did('PO_ARCHIVED', { about: order });
const invoiceCreated = did('INVOICE_ISSUED', { about: invoice });
const freightInvoice = did('INVOICE_ISSUED', { about: invoice, reason: 'freight' });
const documentAdded = did('DOCUMENT_ADDED', { about: document });
const billOfLading = did('DOCUMENT_ADDED', { about: document, reason: 'bill_of_lading' });
const loaded = did('LOADED');
const unloaded = did('DISCHARGED');

/** Names of the compact form, valid as `type` and as `data.milestone`: snake case, then dotted. */
export const compactEventNames: Readonly<Record<string, CompactEventMapping>> = {
  cargo_ready: did('CARGO_READY'),
  departed,
  actual_departure: departed,
  arrived: did('ARRIVED'),
  customs_cleared: did('CUSTOMS_RELEASED'),
  delivered: did('DELIVERED'),
  estimated_departure: etd,
  estimated_arrival: eta,
  booking_confirmed: bookingConfirmed,
  booking_amended: bookingAmended,
  po_created: orderCreated,
  po_updated: orderUpdated,
  po_archived: orderArchived,
  invoice_created: invoiceCreated,
  freight_invoice_ready: freightInvoice,
  document_uploaded: documentAdded,
  bill_of_lading_ready: billOfLading,
  container_loaded: loaded,
  container_unloaded: unloaded,

  'shipment.etd_updated': etd,
  'shipment.eta_updated': eta,
  'booking.confirmed': bookingConfirmed,
  'booking.amended': bookingAmended,
  'purchase_order.created': orderCreated,
  'purchase_order.updated': orderUpdated,
  'purchase_order.archived': orderArchived,
  'invoice.created': invoiceCreated,
  'invoice.freight_ready': freightInvoice,
  'document.uploaded': documentAdded,
  'document.bill_of_lading_ready': billOfLading,
  'container.loaded': loaded,
  'container.unloaded': unloaded,
};

import type { Classifier, MilestoneCode } from '#lib/model/milestone.ts';
import type { RecordNoun, StepCode } from '#lib/model/record.ts';
import type { BriefEvent } from './brief-schema.ts';

type Key = keyof BriefEvent['data'];

/** What a name of the short form means. */
export type BriefMeaning = {
  code: MilestoneCode;
  classifier: Classifier;
  /** Where a new estimate may stand; without one it is `occurred_at`. */
  estimate?: readonly Key[];
  /** The thing that it is about, where that is not the shipment or a container, and the keys that may name it. */
  about?: { what: string; ids: readonly Key[]; noun: RecordNoun };
  /** What happened to it, for its own timeline. */
  step?: StepCode;
  reason?: string;
};

/** The type that only wraps `data.milestone`. */
export const WRAPPER = 'shipment.milestone';

const did = (code: MilestoneCode, extra: Pick<BriefMeaning, 'about' | 'reason' | 'step'> = {}): BriefMeaning => ({
  code,
  classifier: 'ACT',
  ...extra,
});
const estimated = (code: MilestoneCode, ...keys: Key[]): BriefMeaning => ({ code, classifier: 'EST', estimate: keys });

const booking = { what: 'booking', noun: 'booking', ids: ['booking_id', 'booking_number'] } as const;
const order = {
  what: 'purchase order',
  noun: 'purchase_order',
  ids: ['purchase_order_id', 'po_id', 'purchase_order_number', 'po_number'],
} as const;
const invoice = { what: 'invoice', noun: 'invoice', ids: ['invoice_id', 'invoice_number'] } as const;
const document = { what: 'document', noun: 'document', ids: ['document_id'] } as const;

const etd = estimated('DEPARTED', 'estimated_departure', 'etd');
const eta = estimated('ARRIVED', 'estimated_arrival', 'eta');
const departed = did('DEPARTED');
const bookingConfirmed = did('BOOKING_CONFIRMED', { about: booking, step: 'CONFIRMED' });
const bookingAmended = did('BOOKING_AMENDED', { about: booking, step: 'AMENDED' });
const orderCreated = did('PO_CREATED', { about: order, step: 'CREATED' });
const orderUpdated = did('PO_UPDATED', { about: order, step: 'UPDATED' });
const orderArchived = did('PO_ARCHIVED', { about: order, step: 'ARCHIVED' });
const invoiceCreated = did('INVOICE_ISSUED', { about: invoice, step: 'ISSUED' });
const freightInvoice = did('INVOICE_ISSUED', { about: invoice, reason: 'freight', step: 'ISSUED' });
const documentAdded = did('DOCUMENT_ADDED', { about: document, step: 'UPLOADED' });
const billOfLading = did('DOCUMENT_ADDED', { about: document, reason: 'bill_of_lading', step: 'UPLOADED' });
const loaded = did('LOADED');
const unloaded = did('DISCHARGED');

/** Names of the short form, each good as `type` and as `data.milestone`: snake case, then dotted. */
export const briefNames: Readonly<Record<string, BriefMeaning>> = {
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

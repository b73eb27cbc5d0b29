import type { MilestoneCode } from '#lib/model/milestone.ts';
import type { ReferenceType } from '#lib/model/shipment.ts';
import { statusOf } from './code-labels.ts';

/** An event of a shipment: a milestone, a change of status, or an update of its fields (neither). */
export type ShipmentEventMapping = {
  target: 'shipment';
  code?: MilestoneCode;
  /** The lifecycle status, from the event's name. */
  status?: string;
  /** How repeated occurrences are distinguished. */
  repeats?: 'key' | 'timestamp';
  /** The status is in the event's data. */
  statusInData?: true;
};

/** An invoice to a customer, or a bill of a carrier or vendor. */
export type InvoiceKind = 'customer' | 'carrier_bill' | 'vendor_bill';

/** The step of an invoice, bill or document, beside the milestone of the shipment. */
export type RecordEventMapping =
  | { pays?: never; recordType: 'invoice'; step: 'ISSUED'; kind: InvoiceKind }
  | { pays?: never; recordType: 'document'; step: 'UPLOADED' | 'UPDATED' | 'REMOVED' }
  | { pays: InvoiceKind };

/** An event of an object that belongs to a shipment; it becomes a milestone of the shipments that it names. */
export type LinkedEventMapping = {
  target: 'linked';
  code: MilestoneCode;
  /** The name of the object, for the ignore reason. */
  subject: string;
  /** Once per shipment; else once per object. */
  once?: true;
  retracts?: true;
  reasonFrom?: 'type' | 'lostReason';
  record?: RecordEventMapping;
  references?: Readonly<Partial<Record<'friendlyId' | 'reference', ReferenceType>>>;
};

export type PartyEventMapping = {
  target: 'party';
  type: string;
  removed: boolean;
  status?: string;
  /** Bank data: only whether it exists and its status are read. */
  secret?: true;
};

export type EventMapping =
  | ShipmentEventMapping
  | LinkedEventMapping
  | PartyEventMapping
  | { target: 'order' }
  | { target: 'record'; subject: string; record: RecordEventMapping }
  | { target: 'none'; reason: string };

const milestone = (code: MilestoneCode): ShipmentEventMapping => ({ target: 'shipment', code });
const alert = (code: MilestoneCode): ShipmentEventMapping => ({ target: 'shipment', code, repeats: 'timestamp' });
const checkCall: ShipmentEventMapping = { target: 'shipment', code: 'CHECK_CALL', repeats: 'key' };
const view: ShipmentEventMapping = { target: 'shipment' };
const ignored = (reason: string): EventMapping => ({ target: 'none', reason });
type Extra = Omit<LinkedEventMapping, 'target' | 'code' | 'subject'>;
const linked = (subject: string, code: MilestoneCode, extra: Extra = {}): LinkedEventMapping => ({
  target: 'linked',
  code,
  subject,
  ...extra,
});

const invoice = (kind: InvoiceKind): RecordEventMapping => ({
  recordType: 'invoice',
  step: 'ISSUED',
  kind,
});
const document = (step: 'UPLOADED' | 'UPDATED' | 'REMOVED'): RecordEventMapping => ({ recordType: 'document', step });
const paymentOf = (pays: InvoiceKind): RecordEventMapping => ({ pays });

function statusEvent(status: string): ShipmentEventMapping {
  const { code } = statusOf(status);
  return { target: 'shipment', status, ...(code && { code }) };
}

const SHIPMENT: Record<string, EventMapping> = {
  SHIPMENT_CREATED: milestone('SHIPMENT_CREATED'),
  SHIPMENT_DRAFT: statusEvent('DRAFT'),
  SHIPMENT_OPEN: statusEvent('OPEN'),
  SHIPMENT_TENDER_PENDING: statusEvent('TENDER_PENDING'),
  SHIPMENT_TENDER_REJECTED: statusEvent('TENDER_REJECTED'),
  SHIPMENT_BOOKED: statusEvent('BOOKED'),
  SHIPMENT_DISPATCHED: statusEvent('DISPATCHED'),
  SHIPMENT_LOADING: statusEvent('LOADING'),
  SHIPMENT_IN_TRANSIT: statusEvent('IN_TRANSIT'),
  SHIPMENT_UNLOADING: statusEvent('UNLOADING'),
  SHIPMENT_DELIVERED: statusEvent('DELIVERED'),
  SHIPMENT_CANCELED: statusEvent('CANCELED'),
  SHIPMENT_DELETED: statusEvent('DELETED'),
  SHIPMENT_CHECK_CALL: checkCall,
  SHIPMENT_NEXT_CHECK_CALL_DUE: alert('CHECK_CALL_DUE'),
  SHIPMENT_NEXT_CHECK_CALL_OVERDUE: alert('CHECK_CALL_OVERDUE'),
  SHIPMENT_PICK_UP_NEAR_NOT_BOOKED: alert('PICKUP_NEAR_NOT_BOOKED'),
  SHIPMENT_PICK_UP_NEAR_NOT_DISPATCHED: alert('PICKUP_NEAR_NOT_DISPATCHED'),
  SHIPMENT_RATE_CON_SIGNED: milestone('RATE_CONFIRMED'),
  SHIPMENT_RATE_CON_NOT_SIGNED: alert('RATE_CON_NOT_SIGNED'),
  SHIPMENT_RATE_CON_EXPIRED: alert('RATE_CON_EXPIRED'),
};

const COMMERCE: Record<string, EventMapping> = {
  QUOTE_REQUESTED: linked('quote', 'QUOTE_REQUESTED'),
  QUOTE_CREATED: linked('quote', 'QUOTE_CREATED'),
  QUOTE_QUOTED: linked('quote', 'QUOTE_SENT'),
  QUOTE_WON: linked('quote', 'QUOTE_WON'),
  QUOTE_LOST: linked('quote', 'QUOTE_LOST', { reasonFrom: 'lostReason' }),
  DOCUMENT_UPLOADED: linked('document', 'DOCUMENT_ADDED', { reasonFrom: 'type', record: document('UPLOADED') }),
  CUSTOMER_INVOICE_CREATED: linked('customer invoice', 'INVOICE_ISSUED', {
    references: { friendlyId: 'invoice' },
    record: invoice('customer'),
  }),
  CUSTOMER_PAYMENT_CREATED: linked('customer payment', 'INVOICE_PAID', { record: paymentOf('customer') }),
  CARRIER_INVOICE_CREATED: linked('carrier bill', 'BILL_RECEIVED', {
    references: { reference: 'invoice' },
    record: invoice('carrier_bill'),
  }),
  CARRIER_PAYMENT_CREATED: linked('carrier payment', 'BILL_PAID', { record: paymentOf('carrier_bill') }),
  VENDOR_INVOICE_CREATED: linked('vendor bill', 'BILL_RECEIVED', {
    references: { reference: 'invoice' },
    record: invoice('vendor_bill'),
  }),
  VENDOR_PAYMENT_CREATED: linked('vendor payment', 'BILL_PAID', { record: paymentOf('vendor_bill') }),
  COMMISSION_CREATED: linked('commission', 'COMMISSION_CREATED'),
  COMMISSION_APPROVED: linked('commission', 'COMMISSION_APPROVED'),
};

const PARTIES = [
  'COMPANY',
  'CUSTOMER',
  'CUSTOMER_CONTACT',
  'CARRIER',
  'CARRIER_CONTACT',
  'CARRIER_FACTOR',
  'CARRIER_PAYMENT_METHOD',
  'VENDOR',
  'VENDOR_CONTACT',
  'VENDOR_PAYMENT_METHOD',
  'LOCATION',
  'LOCATION_CONTACT',
];

function party(word: string, removed: boolean, status?: string): PartyEventMapping {
  const secret = word.endsWith('_PAYMENT_METHOD');
  return {
    target: 'party',
    type: word.toLowerCase(),
    removed,
    ...(status && { status }),
    ...(secret && { secret }),
  };
}

/** Names in the provider's guides for events that its reference lists as above. Both may arrive. */
const DOTTED: Record<string, EventMapping> = {
  'order.created': { target: 'order' },
  'order.updated': { target: 'order' },
  'order.status_changed': { target: 'order' },
  'order.deleted': ignored('order deleted; its values apply until the shipment states others'),
  'shipment.created': milestone('SHIPMENT_CREATED'),
  'shipment.updated': view,
  'shipment.status_changed': { target: 'shipment', statusInData: true },
  'shipment.location_updated': checkCall,
  'shipment.delivered': statusEvent('DELIVERED'),
  'shipment.deleted': statusEvent('DELETED'),
  'document.created': linked('document', 'DOCUMENT_ADDED', { reasonFrom: 'type', record: document('UPLOADED') }),
  'document.updated': { target: 'record', subject: 'document', record: document('UPDATED') },
  'document.deleted': linked('document', 'DOCUMENT_ADDED', { retracts: true, record: document('REMOVED') }),
  'carrier.tender_sent': linked('tender', 'TENDERED', { once: true }),
  'carrier.tender_accepted': linked('tender', 'TENDER_ACCEPTED', { once: true }),
  'carrier.tender_rejected': linked('tender', 'TENDER_REJECTED', { once: true }),
};

/** The mapping of every known event name; all others are unmapped. */
export const eventMap: ReadonlyMap<string, EventMapping> = new Map<string, EventMapping>([
  ...Object.entries(SHIPMENT),
  ...Object.entries(COMMERCE),
  ...PARTIES.flatMap((word): [string, EventMapping][] => [
    [`${word}_CREATED`, party(word, false)],
    [`${word}_UPDATED`, party(word, false)],
    [`${word}_DELETED`, party(word, true)],
  ]),
  ['CARRIER_ACTIVATED', party('CARRIER', false, 'ACTIVE')],
  ['CARRIER_DEACTIVATED', party('CARRIER', false, 'INACTIVE')],
  ...Object.entries(DOTTED),
]);

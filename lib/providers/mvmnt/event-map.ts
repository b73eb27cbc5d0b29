import type { MilestoneCode } from '#lib/model/milestone.ts';
import type { ReferenceType } from '#lib/model/shipment.ts';
import { statusOf } from './code-labels.ts';

/** An event of a shipment: a milestone of it, a status it entered, or a new view of the whole (neither). */
export type ShipmentEventMapping = {
  says: 'shipment';
  code?: MilestoneCode;
  /** The lifecycle status that the event's own name states. */
  word?: string;
  /** What tells occurrences apart where there can be several. */
  repeats?: 'key' | 'timestamp';
  /** The event is about a status that only its data names. */
  statusInData?: true;
};

/** What an event says of an invoice, bill or document itself, beside the milestone of a shipment. */
export type RecordEventMapping =
  | { pays?: never; recordType: 'invoice'; step: 'ISSUED'; kind: 'customer' | 'carrier_bill' | 'vendor_bill' }
  | { pays?: never; recordType: 'document'; step: 'UPLOADED' | 'UPDATED' | 'REMOVED' }
  | { pays: true };

/** An event of something that belongs to a shipment and is kept as a milestone of it, where it names one. */
export type LinkedEventMapping = {
  says: 'linked';
  code: MilestoneCode;
  /** What it is, in words. */
  subject: string;
  /** One per shipment; else one per entity. */
  once?: true;
  retracts?: true;
  reasonFrom?: 'type' | 'lostReason';
  record?: RecordEventMapping;
  references?: Readonly<Partial<Record<'friendlyId' | 'reference', ReferenceType>>>;
};

export type PartyEventMapping = {
  says: 'party';
  type: string;
  removed: boolean;
  status?: string;
  /** Bank data: nothing but its existence and status is read. */
  secret?: true;
};

export type EventMapping =
  | ShipmentEventMapping
  | LinkedEventMapping
  | PartyEventMapping
  | { says: 'order' }
  | { says: 'record'; subject: string; record: RecordEventMapping }
  | { says: 'nothing'; reason: string };

const milestone = (code: MilestoneCode): ShipmentEventMapping => ({ says: 'shipment', code });
const alert = (code: MilestoneCode): ShipmentEventMapping => ({ says: 'shipment', code, repeats: 'timestamp' });
const checkCall: ShipmentEventMapping = { says: 'shipment', code: 'CHECK_CALL', repeats: 'key' };
const view: ShipmentEventMapping = { says: 'shipment' };
const nothing = (reason: string): EventMapping => ({ says: 'nothing', reason });
type Extra = Omit<LinkedEventMapping, 'says' | 'code' | 'subject'>;
const linked = (subject: string, code: MilestoneCode, extra: Extra = {}): LinkedEventMapping => ({
  says: 'linked',
  code,
  subject,
  ...extra,
});

const invoice = (kind: 'customer' | 'carrier_bill' | 'vendor_bill'): RecordEventMapping => ({
  recordType: 'invoice',
  step: 'ISSUED',
  kind,
});
const document = (step: 'UPLOADED' | 'UPDATED' | 'REMOVED'): RecordEventMapping => ({ recordType: 'document', step });
const payment: RecordEventMapping = { pays: true };

function entered(word: string): ShipmentEventMapping {
  const { code } = statusOf(word);
  return { says: 'shipment', word, ...(code && { code }) };
}

const SHIPMENT: Record<string, EventMapping> = {
  SHIPMENT_CREATED: milestone('SHIPMENT_CREATED'),
  SHIPMENT_DRAFT: entered('DRAFT'),
  SHIPMENT_OPEN: entered('OPEN'),
  SHIPMENT_TENDER_PENDING: entered('TENDER_PENDING'),
  SHIPMENT_TENDER_REJECTED: entered('TENDER_REJECTED'),
  SHIPMENT_BOOKED: entered('BOOKED'),
  SHIPMENT_DISPATCHED: entered('DISPATCHED'),
  SHIPMENT_LOADING: entered('LOADING'),
  SHIPMENT_IN_TRANSIT: entered('IN_TRANSIT'),
  SHIPMENT_UNLOADING: entered('UNLOADING'),
  SHIPMENT_DELIVERED: entered('DELIVERED'),
  SHIPMENT_CANCELED: entered('CANCELED'),
  SHIPMENT_DELETED: entered('DELETED'),
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
  CUSTOMER_PAYMENT_CREATED: linked('customer payment', 'INVOICE_PAID', { record: payment }),
  CARRIER_INVOICE_CREATED: linked('carrier bill', 'BILL_RECEIVED', {
    references: { reference: 'invoice' },
    record: invoice('carrier_bill'),
  }),
  CARRIER_PAYMENT_CREATED: linked('carrier payment', 'BILL_PAID', { record: payment }),
  VENDOR_INVOICE_CREATED: linked('vendor bill', 'BILL_RECEIVED', {
    references: { reference: 'invoice' },
    record: invoice('vendor_bill'),
  }),
  VENDOR_PAYMENT_CREATED: linked('vendor payment', 'BILL_PAID', { record: payment }),
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
    says: 'party',
    type: word.toLowerCase(),
    removed,
    ...(status && { status }),
    ...(secret && { secret }),
  };
}

/** The names that the guides use where the reference lists the ones above. Either may arrive. */
const DOTTED: Record<string, EventMapping> = {
  'order.created': { says: 'order' },
  'order.updated': { says: 'order' },
  'order.status_changed': { says: 'order' },
  'order.deleted': nothing('an order went; what it said of its shipment stands until the shipment says otherwise'),
  'shipment.created': milestone('SHIPMENT_CREATED'),
  'shipment.updated': view,
  'shipment.status_changed': { says: 'shipment', statusInData: true },
  'shipment.location_updated': checkCall,
  'shipment.delivered': entered('DELIVERED'),
  'shipment.deleted': entered('DELETED'),
  'document.created': linked('document', 'DOCUMENT_ADDED', { reasonFrom: 'type', record: document('UPLOADED') }),
  'document.updated': { says: 'record', subject: 'document', record: document('UPDATED') },
  'document.deleted': linked('document', 'DOCUMENT_ADDED', { retracts: true, record: document('REMOVED') }),
  'carrier.tender_sent': linked('tender', 'TENDERED', { once: true }),
  'carrier.tender_accepted': linked('tender', 'TENDER_ACCEPTED', { once: true }),
  'carrier.tender_rejected': linked('tender', 'TENDER_REJECTED', { once: true }),
};

/** Every event name we know with what it means; a name that is missing here is unmapped. */
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

import type { Stage } from './shipment.ts';

/** DCSA's event classifier: planned, estimated, actual. */
export type Classifier = 'PLN' | 'EST' | 'ACT';

/** Why a time proves nothing. `future`: an actual time ahead of our clock. `implausible`: years from when it was learned. */
export const TIME_FLAGS = ['future', 'implausible'] as const;
export type TimeFlag = (typeof TIME_FLAGS)[number];

/** The phases of a journey, by which the timeline groups milestones, in this order. */
export const PHASES = ['order', 'origin', 'main', 'customs', 'destination', 'return', 'finance', 'notice'] as const;
export type Phase = (typeof PHASES)[number];

/** DCSA Track & Trace: event type, event code, and the document code of shipment events. `near`: an approximate match. */
export type Dcsa = { type: 'TRANSPORT' | 'EQUIPMENT' | 'SHIPMENT'; code: string; document?: string; near?: true };

export type MilestoneKind = {
  label: string;
  phase: Phase;
  dcsa?: Dcsa;
  /** The stage that an actual occurrence proves. */
  stage?: Stage;
  /** A milestone of the cargo itself, which stays true unless the source retracts it. */
  physical?: true;
  /** It raises an exception, which is open until a milestone clears it; see `lib/projections/exceptions.ts`. */
  exception?: 'hold' | 'delay' | 'alert';
};

const t = (code: string, near?: true): Dcsa => ({ type: 'TRANSPORT', code, ...(near && { near }) });
const e = (code: string, near?: true): Dcsa => ({ type: 'EQUIPMENT', code, ...(near && { near }) });
const s = (code: string, document: string, near?: true): Dcsa => ({
  type: 'SHIPMENT',
  code,
  document,
  ...(near && { near }),
});

/** Our milestone codes with the DCSA event beside each. The order is the order within a phase. */
export const MILESTONES = {
  QUOTE_REQUESTED: { label: 'Quote requested', phase: 'order' },
  QUOTE_CREATED: { label: 'Quote created', phase: 'order' },
  QUOTE_SENT: { label: 'Quoted', phase: 'order' },
  QUOTE_WON: { label: 'Quote won', phase: 'order' },
  QUOTE_LOST: { label: 'Quote lost', phase: 'order' },
  PO_CREATED: { label: 'Purchase order created', phase: 'order' },
  PO_UPDATED: { label: 'Purchase order updated', phase: 'order' },
  PO_ARCHIVED: { label: 'Purchase order archived', phase: 'order' },
  SHIPMENT_CREATED: { label: 'Shipment created', phase: 'order', dcsa: s('RECE', 'CBR', true), stage: 'planned' },
  DRAFTED: { label: 'Drafted', phase: 'order', dcsa: s('DRFT', 'CBR', true), stage: 'draft' },
  OPENED: { label: 'Opened for planning', phase: 'order', stage: 'planned' },
  TENDERED: { label: 'Tendered to carrier', phase: 'order', dcsa: s('PENC', 'CBR', true), stage: 'tendered' },
  TENDER_ACCEPTED: { label: 'Tender accepted', phase: 'order', dcsa: s('APPR', 'CBR', true), stage: 'planned' },
  TENDER_REJECTED: { label: 'Tender rejected', phase: 'order', dcsa: s('REJE', 'CBR', true), stage: 'rejected' },
  BOOKING_CONFIRMED: { label: 'Booking confirmed', phase: 'order', dcsa: s('CONF', 'BKG'), stage: 'booked' },
  BOOKING_AMENDED: { label: 'Booking amended', phase: 'order' },
  SCHEDULE_CONFIRMED: { label: 'Schedule confirmed', phase: 'order', dcsa: t('DEPA', true) },
  RATE_CONFIRMED: { label: 'Rate confirmation signed', phase: 'order' },
  DISPATCHED: { label: 'Dispatched', phase: 'order', stage: 'dispatched' },
  CANCELLED: { label: 'Cancelled', phase: 'order', dcsa: s('CANC', 'BKG', true) },
  REMOVED: { label: 'Deleted at source', phase: 'order', dcsa: s('VOID', 'BKG', true) },
  CARGO_READY: { label: 'Cargo ready', phase: 'origin' },
  AT_PICKUP: { label: 'At pick-up', phase: 'origin', dcsa: t('ARRI', true), stage: 'at_origin', physical: true },
  LOADING: { label: 'Loading', phase: 'origin', dcsa: e('STUF', true), stage: 'at_origin', physical: true },
  PICKED_UP: { label: 'Picked up', phase: 'origin', dcsa: e('PICK', true), stage: 'at_origin', physical: true },
  DOCS_SENT_TO_BROKER: { label: 'Documents sent to broker', phase: 'origin', dcsa: s('ISSU', 'ARN') },
  COMMERCIAL_INVOICES_READY: { label: 'Commercial invoices ready', phase: 'origin', dcsa: s('CMPL', 'INV', true) },
  LOADED: { label: 'Loaded on board', phase: 'main', dcsa: e('LOAD'), stage: 'at_origin', physical: true },
  DEPARTED: { label: 'Departed', phase: 'main', dcsa: t('DEPA'), stage: 'in_transit', physical: true },
  ARRIVED: { label: 'Arrived', phase: 'main', dcsa: t('ARRI'), stage: 'arrived', physical: true },
  DISCHARGED: { label: 'Discharged', phase: 'main', dcsa: e('DISC'), stage: 'arrived', physical: true },
  ROUTE_CHANGED: { label: 'Route changed', phase: 'main' },
  CUSTOMS_FILING: { label: 'Customs filing', phase: 'customs', dcsa: s('SUBM', 'CUS', true) },
  CUSTOMS_HOLD: { label: 'Customs hold', phase: 'customs', dcsa: s('HOLD', 'CUS'), exception: 'hold' },
  CUSTOMS_RELEASED: { label: 'Customs released', phase: 'customs', dcsa: s('RELS', 'CUS') },
  AVAILABLE_FOR_PICKUP: {
    label: 'Available for pick-up',
    phase: 'destination',
    dcsa: e('AVPU'),
    stage: 'arrived',
    physical: true,
  },
  FREE_TIME_EXPIRING: { label: 'Free time expires', phase: 'destination', exception: 'alert' },
  FREE_TIME_EXPIRED: { label: 'Free time expired', phase: 'destination', exception: 'alert' },
  APPOINTMENT_REQUESTED: {
    label: 'Delivery appointment requested',
    phase: 'destination',
    dcsa: s('REQS', 'DEI', true),
  },
  APPOINTMENT_SCHEDULED: { label: 'Delivery appointment', phase: 'destination', dcsa: t('ARRI', true) },
  TRANSLOADED: {
    label: 'Transloaded to truck',
    phase: 'destination',
    dcsa: e('STRP', true),
    stage: 'arrived',
    physical: true,
  },
  OUT_FOR_DELIVERY: {
    label: 'Out for delivery',
    phase: 'destination',
    dcsa: t('DEPA'),
    stage: 'delivering',
    physical: true,
  },
  UNLOADING: {
    label: 'Unloading',
    phase: 'destination',
    dcsa: e('STRP', true),
    stage: 'at_destination',
    physical: true,
  },
  DELIVERED_PART: {
    label: 'Delivered in part',
    phase: 'destination',
    dcsa: t('ARRI', true),
    stage: 'delivering',
    physical: true,
  },
  DELIVERY_COMPLETED: {
    label: 'Delivery completed',
    phase: 'destination',
    dcsa: e('STRP', true),
    stage: 'at_destination',
    physical: true,
  },
  DELIVERED: {
    label: 'Delivered',
    phase: 'destination',
    dcsa: s('CMPL', 'TRD', true),
    stage: 'delivered',
    physical: true,
  },
  RETURNED_TO_SHIPPER: { label: 'Returned to shipper', phase: 'return', exception: 'alert' },
  EMPTY_RETURNED: { label: 'Empty returned', phase: 'return', dcsa: e('GTIN'), physical: true },
  DOCUMENT_ADDED: { label: 'Document added', phase: 'finance', dcsa: s('ISSU', 'TRD', true) },
  INVOICE_ISSUED: { label: 'Invoice issued', phase: 'finance' },
  INVOICE_ADJUSTED: { label: 'Invoice adjusted', phase: 'finance' },
  INVOICE_PAID: { label: 'Invoice payment', phase: 'finance' },
  INVOICE_PAYMENT_FAILED: { label: 'Invoice payment failed', phase: 'finance' },
  INVOICE_VOIDED: { label: 'Invoice voided', phase: 'finance' },
  BILL_RECEIVED: { label: 'Carrier or vendor bill received', phase: 'finance' },
  BILL_PAID: { label: 'Carrier or vendor paid', phase: 'finance' },
  COMMISSION_CREATED: { label: 'Commission created', phase: 'finance' },
  COMMISSION_APPROVED: { label: 'Commission approved', phase: 'finance' },
  DELAY: { label: 'Delay', phase: 'notice', exception: 'delay' },
  ATTEMPT_FAILED: { label: 'Attempt failed', phase: 'notice', exception: 'delay' },
  CHECK_CALL: { label: 'Check call', phase: 'notice' },
  CHECK_CALL_DUE: { label: 'Check call due', phase: 'notice', exception: 'alert' },
  CHECK_CALL_OVERDUE: { label: 'Check call overdue', phase: 'notice', exception: 'alert' },
  PICKUP_NEAR_NOT_BOOKED: { label: 'Pick-up near, not booked', phase: 'notice', exception: 'alert' },
  PICKUP_NEAR_NOT_DISPATCHED: { label: 'Pick-up near, not dispatched', phase: 'notice', exception: 'alert' },
  RATE_CON_NOT_SIGNED: { label: 'Rate confirmation not signed', phase: 'notice', exception: 'alert' },
  RATE_CON_EXPIRED: { label: 'Rate confirmation expired', phase: 'notice', exception: 'alert' },
} as const satisfies Record<string, MilestoneKind>;

export type MilestoneCode = keyof typeof MILESTONES;
export const MILESTONE_CODES = Object.keys(MILESTONES) as [MilestoneCode, ...MilestoneCode[]];

/** The properties of a code, with all optional ones in its type. */
export function milestoneKind(code: MilestoneCode): MilestoneKind {
  return MILESTONES[code];
}

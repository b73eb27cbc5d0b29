import type { MilestoneCode } from '#lib/model/milestone.ts';
import type { TransportMode } from '#lib/model/quantity.ts';
import type { ReferenceType, Stage } from '#lib/model/shipment.ts';
import { textOf } from './read.ts';

/** The mapping of a lifecycle status: its stage, and the milestone of a change to it. */
export type Status = { stage: Stage | null; code?: MilestoneCode };

/** Statuses of shipments, orders and loads, and the two states that only events name (OPEN, DELETED). */
const STATUSES: ReadonlyMap<string, Status> = new Map<string, Status>([
  ['DRAFT', { stage: 'draft', code: 'DRAFTED' }],
  ['OPEN', { stage: 'planned', code: 'OPENED' }],
  ['SOURCING', { stage: 'planned' }],
  ['PLANNING', { stage: 'planned' }],
  ['SELECTED', { stage: 'planned' }],
  ['TENDER_PENDING', { stage: 'tendered', code: 'TENDERED' }],
  ['TENDER_REJECTED', { stage: 'rejected', code: 'TENDER_REJECTED' }],
  ['ON_HOLD', { stage: null }],
  ['BOOKED', { stage: 'booked', code: 'BOOKING_CONFIRMED' }],
  ['DISPATCHED', { stage: 'dispatched', code: 'DISPATCHED' }],
  ['LOADING', { stage: 'at_origin', code: 'LOADING' }],
  ['PICKED_UP', { stage: 'in_transit', code: 'PICKED_UP' }],
  ['IN_TRANSIT', { stage: 'in_transit', code: 'DEPARTED' }],
  ['RECOVERED', { stage: 'in_transit' }],
  ['ARRIVED_AT_DELIVERY_TERMINAL', { stage: 'arrived', code: 'ARRIVED' }],
  ['OUT_FOR_DELIVERY', { stage: 'delivering', code: 'OUT_FOR_DELIVERY' }],
  ['UNLOADING', { stage: 'at_destination', code: 'UNLOADING' }],
  ['DELIVERED', { stage: 'delivered', code: 'DELIVERED' }],
  ['CANCELED', { stage: 'cancelled', code: 'CANCELLED' }],
  ['CANCELLED', { stage: 'cancelled', code: 'CANCELLED' }],
  ['DELETED', { stage: 'removed', code: 'REMOVED' }],
]);

const MODES: ReadonlyMap<string, TransportMode> = new Map<string, TransportMode>([
  ['TL', 'truck'],
  ['FTL', 'truck'],
  ['LTL', 'truck'],
  ['DRAYAGE', 'truck'],
  ['TRUCKLOAD', 'truck'],
  ['CARTAGE', 'truck'],
  ['LINEHAUL', 'truck'],
  ['AIR', 'air'],
  ['OCEAN', 'ocean'],
  ['RAIL', 'rail'],
  ['INTERMODAL', 'intermodal'],
]);

/** Types of an order's references; all others become `other`. */
const REFERENCES: ReadonlyMap<string, ReferenceType> = new Map<string, ReferenceType>([
  ['PRO_NUMBER', 'pro'],
  ['PICKUP_NUMBER', 'pickup'],
  ['DELIVERY_NUMBER', 'delivery'],
  ['PURCHASE_ORDER_NUMBER', 'purchase_order'],
  ['CUSTOMER_REFERENCE_NUMBER', 'customer'],
  ['ORDER_NUMBER', 'order'],
  ['CONTAINER_NUMBER', 'container'],
  ['BOOKING_NUMBER', 'booking'],
  ['INVOICE_NUMBER', 'invoice'],
  ['MASTER_BILL_OF_LADING_NUMBER', 'master_bill'],
  ['HOUSE_BILL_OF_LADING_NUMBER', 'house_bill'],
  ['MASTER_AIRWAYBILL_NUMBER', 'master_bill'],
  ['HOUSE_AIRWAYBILL_NUMBER', 'house_bill'],
  ['MACROPOINT_REFERENCE_NUMBER', 'tracking'],
]);

/** The types that only the references of orders have; the number of an order, an invoice or a customer is stated elsewhere too. */
export const ORDER_REFERENCES: readonly ReferenceType[] = [
  ...new Set([...REFERENCES.values(), 'other' as const]),
].filter((type) => !['customer', 'order', 'invoice'].includes(type));

/** `In Transit`, `in-transit` and `IN_TRANSIT` are the same. */
function codeOf(value: unknown): string {
  return (typeof value === 'string' ? value : '')
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_');
}

/** The mapping of a status. An unknown status is shown and has no stage. */
export function statusOf(word: unknown): Status {
  return STATUSES.get(codeOf(word)) ?? { stage: null };
}

/** The mode of transport of a text, if it names one. */
export function modeOf(word: unknown): TransportMode | undefined {
  return MODES.get(codeOf(word));
}

/** Our type for the provider's type of a reference. */
export function referenceTypeOf(word: unknown): ReferenceType {
  return REFERENCES.get(codeOf(word)) ?? 'other';
}

/** Whether an order or load is cancelled, so that its plan does not apply to the shipment. */
export function isCancelled(value: { readonly status?: unknown }): boolean {
  return statusOf(value.status).stage === 'cancelled';
}

/** A text in snake case, as reasons are written: `PROOF_OF_DELIVERY` becomes `proof_of_delivery`. */
export function reasonOf(value: unknown): string | undefined {
  return textOf(value)
    ?.toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}

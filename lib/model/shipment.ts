import type { z } from 'zod';
import type { containerFieldsSchema, itemSchema, legFieldsSchema, shipmentFieldsSchema } from './fields.ts';
import type { Moment } from './time.ts';

/**
 * The stages of a shipment, in order. `cancelled` and `removed` are outside the order: they end it. How the stage is derived is in
 * `lib/projections/status.ts`.
 */
export const STAGES = {
  unknown: { rank: 0, label: 'No data yet' },
  draft: { rank: 10, label: 'Draft' },
  rejected: { rank: 15, label: 'Tender rejected' },
  tendered: { rank: 20, label: 'Tendered' },
  planned: { rank: 30, label: 'Planned' },
  booked: { rank: 40, label: 'Booked' },
  dispatched: { rank: 50, label: 'Dispatched' },
  at_origin: { rank: 60, label: 'At origin' },
  in_transit: { rank: 70, label: 'In transit' },
  arrived: { rank: 75, label: 'Arrived' },
  delivering: { rank: 80, label: 'Out for delivery' },
  at_destination: { rank: 85, label: 'At destination' },
  delivered: { rank: 100, label: 'Delivered' },
  cancelled: { rank: 0, label: 'Cancelled' },
  removed: { rank: 0, label: 'Removed' },
} as const;
export type Stage = keyof typeof STAGES;

/** The stages after which nothing is awaited. */
export const ENDED_STAGES: readonly Stage[] = ['delivered', 'cancelled', 'removed'];

export const REFERENCE_TYPES = [
  'shipment',
  'booking',
  'carrier_booking',
  'house_bill',
  'master_bill',
  'purchase_order',
  'container',
  'customer',
  'order',
  'pro',
  'pickup',
  'delivery',
  'invoice',
  'it_number',
  'tracking',
  'other',
] as const;
export type ReferenceType = (typeof REFERENCE_TYPES)[number];

export const PARTY_ROLES = [
  'customer',
  'shipper',
  'consignee',
  'buyer',
  'seller',
  'importer_of_record',
  'notify',
  'carrier',
  'vendor',
  'other',
] as const;
/** The roles of those who supply the cargo. */
export const SUPPLIER_ROLES = ['shipper', 'seller', 'vendor'] as const satisfies readonly PartyRole[];

export type PartyRole = (typeof PARTY_ROLES)[number];

export const PROGRESS_STEPS = ['booked', 'picked_up', 'departed', 'arrived', 'delivering', 'delivered'] as const;
/** The six progress steps: done, next, or ahead. `moment` of a step that is not done is an estimate. */
export type Progress = {
  step: (typeof PROGRESS_STEPS)[number];
  state: 'done' | 'next' | 'ahead';
  moment: Moment | null;
}[];

/** The fields of each part, as validated by `fields.ts`. */
export type ShipmentFields = z.infer<typeof shipmentFieldsSchema>;
export type LegFields = z.infer<typeof legFieldsSchema>;
export type ContainerFields = z.infer<typeof containerFieldsSchema>;
export type Item = z.infer<typeof itemSchema>;

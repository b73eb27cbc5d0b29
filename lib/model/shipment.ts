import { z } from 'zod';
import { placeSchema } from './place.ts';
import { quantitySchema, transportModeSchema } from './quantity.ts';
import type { Moment } from './time.ts';

/**
 * How far a shipment has come, in order. `cancelled` and `removed` stand outside the order: they end it.
 * The rank breaks ties only; see `lib/projections/status.ts` for what decides.
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
export const stageSchema = z.enum(Object.keys(STAGES) as [Stage, ...Stage[]]);

/** Goods on a shipment or in a container, as its source lists them. */
export const itemSchema = z.object({
  sku: z.string().optional(),
  product: z.string().optional(),
  poNumber: z.string().optional(),
  units: z.number().int().optional(),
  weight: quantitySchema.optional(),
  volume: quantitySchema.optional(),
});
export type Item = z.infer<typeof itemSchema>;

/**
 * What a source says of a shipment as a whole. A key that is absent was not stated; no key is ever null, because a
 * source that leaves a field empty is usually a poorer view of the same thing and not a denial.
 */
export const shipmentFieldsSchema = z
  .object({
    name: z.string(),
    mode: transportModeSchema,
    /** The provider's own word and the stage that it means to us; `stage: null` when the word only flags something. */
    reportedStatus: z.object({ text: z.string(), stage: stageSchema.nullable() }),
    freightType: z.string(),
    incoterm: z.string(),
    priority: z.string(),
    pieces: z.number().int(),
    weight: quantitySchema,
    volume: quantitySchema,
    /** YYYY-MM-DD */
    cargoReadyOn: z.string(),
    customer: z.string(),
    /** Moment text when the provider archived it. */
    archivedAt: z.string(),
    /** All goods on it as they stand: a newer list replaces the older. */
    items: z.array(itemSchema),
  })
  .partial();
export type ShipmentFields = z.infer<typeof shipmentFieldsSchema>;

/** A stretch of the journey with one means of transport. Times of departure and arrival are milestones, not fields. */
export const legFieldsSchema = z
  .object({
    mode: transportModeSchema,
    origin: placeSchema,
    destination: placeSchema,
    /** The roles of its ends on the route, in the field's words, where the source tags them. */
    originRole: z.string(),
    destinationRole: z.string(),
    carrierName: z.string(),
    /** Standard Carrier Alpha Code, two to four letters. */
    scac: z.string(),
    vesselName: z.string(),
    /** Seven digits, no prefix. */
    vesselImo: z.string(),
    /** Voyage, flight, train or trip number. */
    voyage: z.string(),
    trackingNumber: z.string(),
    /** Order among its sisters where the source states one; else the route is chained by place. */
    sequence: z.number().int(),
  })
  .partial();
export type LegFields = z.infer<typeof legFieldsSchema>;

export const containerFieldsSchema = z
  .object({
    /** As written by the source; ISO 6346 is checked when shown, never on the way in. */
    number: z.string(),
    type: z.string(),
    size: z.string(),
    sealNumber: z.string(),
    /** Moment text of the last free day. */
    lastFreeDay: z.string(),
    items: z.array(itemSchema),
  })
  .partial();
export type ContainerFields = z.infer<typeof containerFieldsSchema>;

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
export const referenceTypeSchema = z.enum(REFERENCE_TYPES);
export type ReferenceType = z.infer<typeof referenceTypeSchema>;

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
export const partyRoleSchema = z.enum(PARTY_ROLES);
export type PartyRole = z.infer<typeof partyRoleSchema>;

export const PROGRESS_STEPS = ['booked', 'picked_up', 'departed', 'arrived', 'delivering', 'delivered'] as const;
/** The six dots: done with its time, the one expected next, or still ahead. `moment` of a step not done is an estimate. */
export type Progress = {
  step: (typeof PROGRESS_STEPS)[number];
  state: 'done' | 'next' | 'ahead';
  moment: Moment | null;
}[];

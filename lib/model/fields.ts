import { z } from 'zod';
import { placeSchema, quantitySchema, stageSchema, transportModeSchema } from './schema.ts';

/** Goods on a shipment or in a container, as its source lists them. */
export const itemSchema = z.object({
  sku: z.string().optional(),
  product: z.string().optional(),
  poNumber: z.string().optional(),
  units: z.number().int().optional(),
  weight: quantitySchema.optional(),
  volume: quantitySchema.optional(),
});

/**
 * What a source says of a Shipment level. A key that is absent was not stated; no key is ever null, because a
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
    /** Set when the source no longer has it. */
    gone: z.boolean(),
  })
  .partial();

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
    /** Set when the source no longer has it. */
    gone: z.boolean(),
  })
  .partial();

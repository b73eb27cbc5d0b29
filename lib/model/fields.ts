import { z } from 'zod';
import { placeSchema, quantitySchema, stageSchema, transportModeSchema } from './schema.ts';

/** An item of cargo on a shipment or in a container. */
export const itemSchema = z.object({
  sku: z.string().optional(),
  product: z.string().optional(),
  poNumber: z.string().optional(),
  units: z.number().int().optional(),
  weight: quantitySchema.optional(),
  volume: quantitySchema.optional(),
});

/**
 * Fields of a shipment. An absent key was not stated. An empty field usually means that a source does not have the value, not that there is
 * none, so only `archivedAt` is ever null.
 */
export const shipmentFieldsSchema = z
  .object({
    name: z.string(),
    mode: transportModeSchema,
    /** The provider's status and its stage; `stage: null` if the status is only a flag. */
    reportedStatus: z.object({ text: z.string(), stage: stageSchema.nullable() }),
    /** The key of an event that reports a hold by its status: each is a claim of its own, so that the first one of a hold is known. */
    holdReport: z.string(),
    freightType: z.string(),
    incoterm: z.string(),
    priority: z.string(),
    pieces: z.number().int(),
    weight: quantitySchema,
    volume: quantitySchema,
    /** YYYY-MM-DD */
    cargoReadyOn: z.string(),
    customer: z.string(),
    /** Moment text when the provider archived it; null if it is not archived, or no more. */
    archivedAt: z.string().nullable(),
    /** All cargo on it: a newer list replaces the older. */
    items: z.array(itemSchema),
    /** Some of its cargo: takes nothing off. */
    itemsPart: z.array(itemSchema),
  })
  .partial();

/** A leg of the journey, with one mode. Times of departure and arrival are milestones, not fields. */
export const legFieldsSchema = z
  .object({
    mode: transportModeSchema,
    origin: placeSchema,
    destination: placeSchema,
    /** The roles of its origin and destination on the route, if the source tags them. */
    originRole: z.string(),
    destinationRole: z.string(),
    /** null: nobody carries it any more. */
    carrierName: z.string().nullable(),
    /** Standard Carrier Alpha Code, two to four letters; null like the name. */
    scac: z.string().nullable(),
    vesselName: z.string(),
    /** Seven digits, no prefix. */
    vesselImo: z.string(),
    /** Voyage, flight, train or trip number. */
    voyage: z.string(),
    trackingNumber: z.string(),
    /** Its position among the legs, if stated; otherwise legs are ordered by place. */
    sequence: z.number().int(),
    /** Whether it was deleted at the source. */
    gone: z.boolean(),
  })
  .partial();

export const containerFieldsSchema = z
  .object({
    /** As written by the source; ISO 6346 is checked for display only. */
    number: z.string(),
    type: z.string(),
    size: z.string(),
    sealNumber: z.string(),
    /** Moment text of the last free day; null: the source withdraws what it stated. */
    lastFreeDay: z.string().nullable(),
    items: z.array(itemSchema),
    /** Some of its cargo: takes nothing off. */
    itemsPart: z.array(itemSchema),
    /** Whether it was deleted at the source. */
    gone: z.boolean(),
  })
  .partial();

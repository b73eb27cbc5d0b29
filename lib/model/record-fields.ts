import { z } from 'zod';
import {
  BOOKING_STATUSES,
  INVOICE_KINDS,
  INVOICE_STATUSES,
  ORDER_STATUSES,
  RECORD_TYPES,
  STEPS,
  type StepCode,
  UNREADABLE_FIELDS,
  type UnreadableField,
} from './record.ts';
import { momentSchema, moneySchema, placeSchema, quantitySchema, transportModeSchema } from './schema.ts';

export const recordTypeSchema = z.enum(RECORD_TYPES);
export const stepCodeSchema = z.enum(Object.keys(STEPS) as [StepCode, ...StepCode[]]);

export const unreadableFieldSchema = z.enum(Object.keys(UNREADABLE_FIELDS) as [UnreadableField, ...UnreadableField[]]);
/** What stands in the place of dates and amounts of a line and cannot be read. */
const unreadable = z.partialRecord(unreadableFieldSchema, z.string()).optional();

/** As in shipments, a key that is absent was not stated, and no key is ever null. */
export const bookingFieldsSchema = z
  .object({
    /** Its number: `FLEX-8812`, the carrier's booking number. */
    number: z.string(),
    carrierBooking: z.string(),
    status: z.enum(BOOKING_STATUSES),
    mode: transportModeSchema,
    incoterm: z.string(),
    origin: placeSchema,
    portOfLoading: placeSchema,
    portOfDischarge: placeSchema,
    destination: placeSchema,
    shipper: z.string(),
    consignee: z.string(),
    notify: z.string(),
    /** YYYY-MM-DD */
    cargoReadyOn: z.string(),
    deliveryOn: z.string(),
    cargo: z.string(),
    weight: quantitySchema,
    volume: quantitySchema,
    pieces: z.number().int(),
    /** Containers by size: `{ forty_ft_hc: 2 }`. */
    containerCounts: z.record(z.string(), z.number().int()),
    lcl: z.boolean(),
    hazardous: z.boolean(),
    instructions: z.string(),
    carrier: z.string(),
    vessel: z.string(),
    voyage: z.string(),
    createdAt: momentSchema,
  })
  .partial();

export const orderLineSchema = z.object({
  number: z.string().optional(),
  sku: z.string().optional(),
  product: z.string().optional(),
  description: z.string().optional(),
  units: z.number().int().optional(),
  unit: z.string().optional(),
  unitCost: moneySchema.optional(),
  hsCodes: z.array(z.string()).optional(),
  countryOfOrigin: z.string().optional(),
  /** YYYY-MM-DD */
  mustArriveOn: z.string().optional(),
  unreadable,
});

export const purchaseOrderFieldsSchema = z
  .object({
    number: z.string(),
    status: z.enum(ORDER_STATUSES),
    buyer: z.string(),
    seller: z.string(),
    incoterm: z.string(),
    mode: transportModeSchema,
    cargoReadyOn: z.string(),
    mustArriveOn: z.string(),
    origin: placeSchema,
    destination: placeSchema,
    memo: z.string(),
    createdAt: momentSchema,
    /** All lines in order: a newer list replaces the older. */
    lines: z.array(orderLineSchema),
    /** Some of its lines: takes nothing off. */
    linesPart: z.array(orderLineSchema),
  })
  .partial();

export const productFieldsSchema = z
  .object({
    name: z.string(),
    sku: z.string(),
    description: z.string(),
    category: z.string(),
    /** ISO 3166-1 alpha-2 if the source states a code, else its text. */
    countryOfOrigin: z.string(),
    /** Harmonised System codes, as written. */
    hsCodes: z.array(z.string()),
    verified: z.boolean(),
    archived: z.boolean(),
  })
  .partial();

export const invoiceLineSchema = z.object({
  name: z.string(),
  /** freight | origin | destination | customs | additional | capital, or the source's own value. */
  category: z.string().optional(),
  amount: moneySchema.optional(),
  quantity: z.string().optional(),
  rate: moneySchema.optional(),
  sku: z.string().optional(),
  poNumber: z.string().optional(),
  container: z.string().optional(),
  unreadable,
});

export const creditSchema = z.object({ amount: moneySchema, reason: z.string().optional(), at: z.string().optional() });

export const invoiceFieldsSchema = z
  .object({
    number: z.string(),
    kind: z.enum(INVOICE_KINDS),
    status: z.enum(INVOICE_STATUSES),
    issuer: z.string(),
    recipient: z.string(),
    issuedAt: momentSchema,
    /** YYYY-MM-DD */
    dueOn: z.string(),
    total: moneySchema,
    /** The open balance that the source states. */
    balance: moneySchema,
    incoterm: z.string(),
    lines: z.array(invoiceLineSchema),
    credits: z.array(creditSchema),
    notes: z.string(),
  })
  .partial();

export const documentFieldsSchema = z
  .object({
    /** The type in the source's notation: `house_bill_of_lading`, `commercial_invoice`, `pod`. */
    type: z.string(),
    fileName: z.string(),
    memo: z.string(),
    link: z.string(),
    /** Bytes. */
    size: z.number().int(),
    uploadedAt: momentSchema,
    archived: z.boolean(),
  })
  .partial();

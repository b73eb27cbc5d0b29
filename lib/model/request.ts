import { z } from 'zod';
import { BOOKED_MODES, CONTAINER_SIZES, INCOTERMS } from './booking-terms.ts';

/**
 * Requests to a provider: a new booking, an amendment, a product. The same schemas validate the forms and the REST API. Days are
 * `YYYY-MM-DD`, codes of places are the provider's references of addresses, amounts are decimal text.
 */

/** Text with line ends; PostgreSQL cannot store other control characters. */
const lines = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\r\n])*$/u, 'must not contain control characters or unpaired surrogates');
const text = (most: number) => lines(most).min(1, 'is required');
const optional = (most: number) =>
  lines(most)
    .transform((value) => value || undefined)
    .optional();
const port = lines(5)
  .regex(/^(?:[A-Z]{2}[A-Z2-9]{3})?$/i, 'must be a UN/LOCODE, such as CNSHA')
  .transform((value) => value.toUpperCase() || undefined)
  .optional();
const day = z.iso.date('must be a day, YYYY-MM-DD');
const amount = z.coerce.number('must be a number').positive('must be more than 0').max(1e7);
const count = z.coerce.number('must be a number').int('must be a whole number').min(0).max(999);

const containerCounts = z.partialRecord(z.enum(Object.keys(CONTAINER_SIZES) as [keyof typeof CONTAINER_SIZES]), count);

export const bookingRequestSchema = z.strictObject({
  name: text(100).describe('Your reference.'),
  mode: z.enum(BOOKED_MODES),
  shipper: text(100).describe("The provider's reference of the shipper."),
  consignee: text(100).describe("The provider's reference of the consignee."),
  origin: text(100).describe("The provider's reference of the origin address."),
  destination: optional(100).describe("The provider's reference of the destination address."),
  originPort: port.describe('UN/LOCODE of the port of loading.'),
  destinationPort: port.describe('UN/LOCODE of the port of discharge.'),
  incoterm: z.enum(INCOTERMS).optional(),
  cargoReadyOn: day,
  deliveryOn: day.optional(),
  containers: containerCounts.optional().describe('For full container loads (FCL).'),
  lcl: z.boolean().default(false).describe('Less than container load (LCL).'),
  weightKg: amount,
  volumeCbm: amount,
  pieces: z.coerce.number().int().min(1).max(1e6).optional(),
  description: optional(500).describe('A description of the goods.'),
  hazardous: z.boolean().default(false),
  exportCustoms: z.boolean().default(false).describe('Whether the provider handles export customs clearance.'),
  instructions: optional(2_000),
});

export const amendmentRequestSchema = z
  .strictObject({
    booking: text(100).describe("The provider's id of the booking."),
    name: optional(100),
    cargoReadyOn: day.optional(),
    deliveryOn: day.optional(),
    containers: containerCounts.optional(),
    instructions: optional(2_000),
  })
  .refine(({ booking: _, ...changes }) => Object.values(changes).some((change) => change !== undefined), {
    message: 'contains no change',
    path: ['name'],
  });

export const productRequestSchema = z.strictObject({
  product: optional(100).describe("The provider's id of the product to change. Omit it to create a product."),
  sku: text(100),
  name: text(200),
  description: optional(1_000),
  category: optional(100),
  countryOfOrigin: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be an ISO 3166 code of two letters')
    .optional(),
  hsCodes: z
    .array(z.string().regex(/^\d{4,12}$/, 'must be digits'))
    .max(20)
    .optional(),
});

/** The kinds of requests, by name. */
export const REQUESTS = {
  booking: bookingRequestSchema,
  amendment: amendmentRequestSchema,
  product: productRequestSchema,
} as const;
export type RequestKind = keyof typeof REQUESTS;

/** A validated request. */
export type ProviderRequest =
  | { kind: 'booking'; input: z.output<typeof bookingRequestSchema> }
  | { kind: 'amendment'; input: z.output<typeof amendmentRequestSchema> }
  | { kind: 'product'; input: z.output<typeof productRequestSchema> };

/** The state of a request. `sent`: it was sent, and its result is not known yet. */
export const REQUEST_STATES = ['queued', 'sent', 'accepted', 'refused'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

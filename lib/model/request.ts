import { z } from 'zod';
import { amendmentRequestSchema } from './amendment-request.ts';
import { bookingRequestSchema } from './booking-request.ts';
import { optional, text } from './request-fields.ts';

/**
 * Requests to a provider: a new booking, an amendment, a product. The same schemas validate the forms and the REST API. Days are
 * `YYYY-MM-DD`, codes of places are the provider's references of addresses, amounts are decimal text.
 */

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

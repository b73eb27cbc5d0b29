import { z } from 'zod';
import type { CreateDocumentOptions } from 'zod-openapi';
import { REQUESTS } from '#lib/model/request.ts';
import { momentSchema, moneySchema, placeSchema, quantitySchema } from '#lib/model/schema.ts';
import { operations } from './operations.ts';
import { REQUEST_BODIES } from './resources/requests.ts';
import { timelineSchema } from './resources/timeline.ts';
import { linkedSchema, referenceSchema, stepSchema } from './rows.ts';

/** A problem by RFC 9457. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('A sentence that explains the error to the caller.'),
  errors: z
    .array(z.object({ parameter: z.string().optional(), pointer: z.string().optional(), detail: z.string() }))
    .optional()
    .describe('The invalid parameters, or the invalid fields of the body as JSON Pointers (RFC 6901).'),
});

/** Schemas with a name in the document; all others are inlined. */
const NAMED: readonly (readonly [string, z.ZodType])[] = [
  ['Place', placeSchema],
  ['Money', moneySchema],
  ['Moment', momentSchema],
  ['Quantity', quantitySchema],
  ['Reference', referenceSchema],
  ['LinkedShipment', linkedSchema],
  ['Step', stepSchema],
  ['Milestone', timelineSchema],
  ...operations.map(({ name, row }) => [name, row] as const),
  ['BookingRequest', REQUEST_BODIES.booking],
  ['AmendmentRequest', REQUEST_BODIES.amendment],
  ['ProductRequest', REQUEST_BODIES.product],
  ['BookingInput', REQUESTS.booking],
  ['AmendmentInput', REQUESTS.amendment],
  ['ProductInput', REQUESTS.product],
  ['Problem', problemSchema],
];

/** Registers the names of the named schemas, by which the document refers to them. */
export function nameSchemas(): void {
  for (const [id, schema] of NAMED) z.globalRegistry.add(schema, { ...schema.meta(), id });
}

/**
 * Removes keywords that are redundant or too strict for clients: `pattern` beside `format`, `additionalProperties: false`, and the range of
 * safe integers.
 */
export const shorten: NonNullable<CreateDocumentOptions['override']> = ({ zodSchema, jsonSchema, io }) => {
  if (jsonSchema.format) delete jsonSchema.pattern;
  if (io === 'output' && !(zodSchema instanceof z.ZodRecord)) delete jsonSchema.additionalProperties;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
};

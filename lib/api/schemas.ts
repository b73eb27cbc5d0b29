import { z } from 'zod';
import { REQUESTS } from '#lib/model/request.ts';
import { momentSchema, moneySchema, placeSchema, quantitySchema } from '#lib/model/schema.ts';
import { operations } from './operations.ts';
import { REQUEST_BODIES } from './resources/requests.ts';
import { timelineSchema } from './resources/timeline.ts';
import { linkedSchema, referenceSchema, stepSchema } from './rows.ts';

export type JsonSchema = Record<string, unknown>;

/** Schemas that have a name of their own in the document; everything else stands where it is used. */
const NAMED = new Map<unknown, string>([
  [placeSchema, 'Place'],
  [moneySchema, 'Money'],
  [momentSchema, 'Moment'],
  [quantitySchema, 'Quantity'],
  [referenceSchema, 'Reference'],
  [linkedSchema, 'LinkedShipment'],
  [stepSchema, 'Step'],
  [timelineSchema, 'Milestone'],
  ...operations.map(({ row, name }) => [row, name] as const),
]);

/** What may be sent; described as it is before it is parsed. */
const SENT = new Map<unknown, string>([
  [REQUEST_BODIES.booking, 'BookingRequest'],
  [REQUEST_BODIES.amendment, 'AmendmentRequest'],
  [REQUEST_BODIES.product, 'ProductRequest'],
  [REQUESTS.booking, 'BookingInput'],
  [REQUESTS.amendment, 'AmendmentInput'],
  [REQUESTS.product, 'ProductInput'],
]);

/** An error as RFC 9457 puts it. */
const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('A sentence for the person who sent the request.'),
  errors: z
    .array(z.object({ parameter: z.string().optional(), pointer: z.string().optional(), detail: z.string() }))
    .optional()
    .describe('What is wrong with which parameter, or with what in the body: `pointer` is one of RFC 6901.'),
});

/** Every named schema of the document. */
export function namedSchemas(): Record<string, JsonSchema> {
  const named = [...NAMED].map(([schema, name]) => [name, describe(schema as z.ZodType, 'output', schema)]);
  const sent = [...SENT].map(([schema, name]) => [name, describe(schema as z.ZodType, 'input', schema)]);
  return Object.fromEntries([...named, ...sent, ['Problem', describe(problemSchema, 'output', problemSchema)]]);
}

/** What a response holds; named schemas are referred to. */
export function responseSchema(schema: z.ZodType): JsonSchema {
  return describe(schema, 'output', null);
}

/** What may be sent, in the address or as a body. */
export function sentSchema(schema: z.ZodType): JsonSchema {
  return describe(schema, 'input', null);
}

function describe(schema: z.ZodType, io: 'input' | 'output', root: unknown): JsonSchema {
  const { $schema: _, ...described } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const name = NAMED.get(zodSchema) ?? SENT.get(zodSchema);
      if (name && zodSchema !== root) {
        for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
        jsonSchema.$ref = `#/components/schemas/${name}`;
        return;
      }
      // A format says it shorter, a reader of today must not stumble over a field of tomorrow, and every integer is safe.
      if (jsonSchema.format) delete jsonSchema.pattern;
      if (io === 'output' && !(zodSchema instanceof z.ZodRecord)) delete jsonSchema.additionalProperties;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  return described as JsonSchema;
}

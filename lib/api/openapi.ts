import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiParameters,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { columnsOf, csvLine } from './csv.ts';
import type { Operation } from './operation.ts';
import { answerOf, operations } from './operations.ts';
import { nameSchemas, problemSchema, shorten } from './schemas.ts';

export type JsonSchema = Record<string, unknown>;

export type Parameter = { name: string; in: string; required?: boolean; description: string; schema: JsonSchema };
type Media = Readonly<Record<string, { schema: JsonSchema }>>;
export type Answer = { description: string; content?: Media };
export type Described = {
  operationId: string;
  tags: string[];
  summary: string;
  parameters: Parameter[];
  requestBody?: { content: Media };
  responses: Readonly<Record<string, Answer | { $ref: string }>>;
};

/** The document as pages and tests read it: with the fields that `build` always writes and the standard leaves optional. */
export type Document = {
  info: { description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Partial<Record<'get' | 'post', Described>>>;
  components: { responses: Record<string, Answer>; schemas: Record<string, JsonSchema> };
};

const INTRODUCTION = `Every answer is JSON; an error is a problem of RFC 9457. Times that a provider stated stay as it wrote
them, with their offset, or without a clock where it named a day; our own are UTC. Amounts of money are decimal text
beside an ISO 4217 code. Lists are read page by page with \`nextCursor\`, which is null at the end.`;

let built: Document | undefined;

/** The REST API as OpenAPI 3.1, generated from the schemas that parse its queries and describe its rows. */
export function openApi(): Document {
  built ??= build();
  return built;
}

function build(): Document {
  nameSchemas();
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    const method = writes(operation) ? 'post' : 'get';
    paths[operation.path] = { ...paths[operation.path], [method]: describe(operation) };
  }
  paths['/openapi.json'] = { get: ITSELF };
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Fairlead',
        version: '1',
        summary: 'Where every shipment is, with the source of every value.',
        description: INTRODUCTION.replaceAll('\n', ' '),
      },
      servers: [{ url: '/api/v1' }],
      security: [{ token: [] }, { session: [] }],
      tags: [...new Set([...operations.map(({ tag }) => tag), 'API'])].map((name) => ({ name })),
      paths,
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'For programs: `API_TOKEN`.' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'authjs.session-token',
            description: 'Of a signed-in browser: everybody may read; operators may write, from our own pages.',
          },
        },
        responses: PROBLEMS,
      },
    },
    { override: shorten },
  );
  return document as Document;
}

const ITSELF: ZodOpenApiOperationObject = {
  operationId: 'getOpenApi',
  tags: ['API'],
  summary: 'This document',
  security: [],
  parameters: [],
  responses: {
    200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } },
    304: { description: 'The same as the caller holds.' },
  },
};

function problemAnswer(description: string): ZodOpenApiResponseObject {
  return { description, content: { 'application/problem+json': { schema: problemSchema } } };
}

const PROBLEMS: Record<string, ZodOpenApiResponseObject> = {
  BadRequest: problemAnswer('A parameter is unknown or wrong; `errors` says which.'),
  NotAuthenticated: problemAnswer('Neither a valid bearer token nor a signed-in browser.'),
  NotAllowed: problemAnswer('The session may not write, or the request did not come from our own pages.'),
  NotFound: problemAnswer('There is nothing with this id.'),
  TooLarge: problemAnswer('The body is larger than 1 MiB.'),
  NotAcceptable: problemAnswer('The body says something that cannot be; `errors` points to it.'),
  OurMistake: problemAnswer('Our mistake. It was logged.'),
  Away: problemAnswer('The database is away; `Retry-After` says when to come again.'),
};

const writes = ({ kind }: Operation) => kind === 'action' || kind === 'creation';

const ref = (name: string) => ({ $ref: `#/components/responses/${name}` });

function describe(operation: Operation): ZodOpenApiOperationObject {
  const reads = !writes(operation);
  const byId = operation.path.includes('{id}');
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    requestParams: parametersOf(operation),
    ...(operation.kind === 'creation' && {
      requestBody: { required: true, content: { 'application/json': { schema: operation.body } } },
    }),
    responses: {
      [operation.kind === 'creation' ? 201 : 200]: success(operation),
      ...(reads && { 304: { description: 'The same as the caller holds.' } }),
      400: ref('BadRequest'),
      401: ref('NotAuthenticated'),
      ...(!reads && { 403: ref('NotAllowed') }),
      ...(byId && { 404: ref('NotFound') }),
      ...(operation.kind === 'creation' && { 413: ref('TooLarge'), 422: ref('NotAcceptable') }),
      500: ref('OurMistake'),
      503: ref('Away'),
    },
  };
}

function success(operation: Operation): ZodOpenApiResponseObject {
  const csv = {
    schema: { type: 'string' as const },
    example: csvLine(columnsOf(operation.row).map(({ heading }) => heading)),
  };
  return {
    description: operation.kind === 'creation' ? 'Noted; it is sent soon.' : operation.summary,
    ...(operation.kind === 'creation'
      ? { headers: z.object({ Location: z.string().optional().describe('Where to look what came of it.') }) }
      : !writes(operation) && { headers: z.object({ ETag: z.string().optional().describe('Weak; JSON only.') }) }),
    content: {
      'application/json': { schema: answerOf(operation) },
      ...(operation.kind === 'list' && { 'text/csv': csv }),
    },
  };
}

const ID = z.object({ id: z.uuid().describe('Our id, a UUID.') });

const IF_NONE_MATCH = z.object({
  'If-None-Match': z.string().optional().describe('The `ETag` of an earlier answer: 304 when nothing changed.'),
});

const IDEMPOTENCY_KEY = z.object({
  'Idempotency-Key': z
    .string()
    .max(255)
    .optional()
    .describe(
      'An idempotency key of your choice, such as a UUID. The same request with the same key again returns the existing one.',
    ),
});

function parametersOf(operation: Operation): ZodOpenApiParameters {
  return {
    ...(operation.path.includes('{id}') && { path: ID }),
    query: operation.query,
    ...(operation.kind === 'creation' && { header: IDEMPOTENCY_KEY }),
    ...(!writes(operation) && { header: IF_NONE_MATCH }),
  };
}

import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiParameters,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { columnsOf, csvLine } from './csv.ts';
import { mediaType } from './export.ts';
import { methodOf, type Operation } from './operation.ts';
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
  paths: Record<string, Partial<Record<'get' | 'post' | 'patch' | 'delete', Described>>>;
  components: { responses: Record<string, Answer>; schemas: Record<string, JsonSchema> };
};

const INTRODUCTION = `Every response is JSON; errors are problem details (RFC 9457). Times reported by a provider keep their
UTC offset; a date without a time of day stays a date. Times set by Fairlead are UTC. Amounts of money are decimal strings
with an ISO 4217 currency code. Lists are paginated with \`nextCursor\`, which is null on the last page.`;

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
    paths[operation.path] = { ...paths[operation.path], [methodOf(operation)]: describe(operation) };
  }
  paths['/openapi.json'] = { get: OPENAPI_OPERATION };
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Fairlead',
        version: '1',
        summary: 'Shipment visibility: the position and status of every shipment, with the source of every value.',
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
            description:
              'The session of a signed-in user. All users may read; operators may also write, but only from the pages of this site.',
          },
        },
        responses: PROBLEMS,
      },
    },
    { override: shorten },
  );
  return document as Document;
}

const OPENAPI_OPERATION: ZodOpenApiOperationObject = {
  operationId: 'getOpenApi',
  tags: ['API'],
  summary: 'This document',
  security: [],
  parameters: [],
  responses: {
    200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } },
    304: { description: 'Not modified: the `ETag` of the request is still current.' },
  },
};

function problemAnswer(description: string): ZodOpenApiResponseObject {
  return { description, content: { 'application/problem+json': { schema: problemSchema } } };
}

const PROBLEMS: Record<string, ZodOpenApiResponseObject> = {
  BadRequest: problemAnswer('A parameter is unknown or invalid; `errors` lists each of them.'),
  NotAuthenticated: problemAnswer('No valid bearer token and no valid session.'),
  NotAllowed: problemAnswer('The user of the session may not write, or the request came from another site.'),
  NotFound: problemAnswer('No object has this id.'),
  TooLarge: problemAnswer('The body is larger than 1 MiB.'),
  Unprocessable: problemAnswer('The body is valid JSON with invalid fields; `errors` lists them.'),
  InternalError: problemAnswer('An internal error. It was logged.'),
  Unavailable: problemAnswer('The database is unavailable; retry after the seconds in `Retry-After`.'),
};

const writes = (operation: Operation) => methodOf(operation) !== 'get';

const ref = (name: string) => ({ $ref: `#/components/responses/${name}` });

function describe(operation: Operation): ZodOpenApiOperationObject {
  const reads = !writes(operation);
  const byId = operation.path.includes('{id}');
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    requestParams: parametersOf(operation),
    ...('body' in operation && {
      requestBody: { required: true, content: { 'application/json': { schema: operation.body } } },
    }),
    responses: {
      [operation.kind === 'creation' ? 201 : 200]: success(operation),
      ...(reads && { 304: { description: 'Not modified: the `ETag` of the request is still current.' } }),
      400: ref('BadRequest'),
      401: ref('NotAuthenticated'),
      ...(!reads && { 403: ref('NotAllowed') }),
      ...(byId && { 404: ref('NotFound') }),
      ...('conflict' in operation && operation.conflict && { 409: problemAnswer(operation.conflict) }),
      ...('body' in operation && { 413: ref('TooLarge'), 422: ref('Unprocessable') }),
      500: ref('InternalError'),
      503: ref('Unavailable'),
    },
  };
}

const BINARY = { schema: { type: 'string' as const, format: 'binary' } };

function success(operation: Operation): ZodOpenApiResponseObject {
  const csv = {
    schema: { type: 'string' as const },
    example: csvLine(columnsOf(operation.row).map(({ heading }) => heading)),
  };
  return {
    description: operation.kind === 'creation' ? operation.created : operation.summary,
    ...(operation.kind === 'creation'
      ? { headers: z.object({ Location: z.string().optional().describe('The address of the new object.') }) }
      : !writes(operation) && {
          headers: z.object({ ETag: z.string().optional().describe('A weak validator, for JSON only.') }),
        }),
    content: {
      'application/json': { schema: answerOf(operation) },
      ...(operation.kind === 'list' && { [mediaType('csv')]: csv, [mediaType('xlsx')]: BINARY }),
    },
  };
}

const ID = z.object({ id: z.uuid().describe('The id in Fairlead, a UUID.') });

const IF_NONE_MATCH = z.object({
  'If-None-Match': z
    .string()
    .optional()
    .describe('The `ETag` of an earlier response. The answer is 304 if nothing has changed since.'),
});

const IDEMPOTENCY_KEY = z.object({
  'Idempotency-Key': z
    .string()
    .max(255)
    .optional()
    .describe(
      'An idempotency key of your choice, such as a UUID. Repeating the request with the same key returns the existing request.',
    ),
});

function parametersOf(operation: Operation): ZodOpenApiParameters {
  return {
    ...(operation.path.includes('{id}') && { path: ID }),
    query: operation.query,
    ...(operation.kind === 'creation' && operation.isIdempotent && { header: IDEMPOTENCY_KEY }),
    ...(!writes(operation) && { header: IF_NONE_MATCH }),
  };
}

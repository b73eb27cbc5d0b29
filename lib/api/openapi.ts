import type { z } from 'zod';
import { columnsOf, csvLine } from './csv.ts';
import type { Operation } from './operation.ts';
import { answerOf, operations } from './operations.ts';
import { type JsonSchema, namedSchemas, responseSchema, sentSchema } from './schemas.ts';

export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description: string;
  schema: JsonSchema;
};
type Media = Readonly<Record<string, { schema: JsonSchema; example?: string }>>;
export type Answer = { description: string; headers?: JsonSchema; content?: Media };
export type Described = {
  operationId: string;
  tags: string[];
  summary: string;
  security?: JsonSchema[];
  parameters: Parameter[];
  requestBody?: { required: true; content: Media };
  responses: Readonly<Record<string, Answer | { $ref: string }>>;
};
export type Document = {
  openapi: '3.1.0';
  info: { title: string; version: string; summary: string; description: string };
  servers: { url: string }[];
  security: JsonSchema[];
  tags: { name: string }[];
  paths: Record<string, Partial<Record<'get' | 'post', Described>>>;
  components: {
    securitySchemes: Record<string, JsonSchema>;
    responses: Record<string, Answer>;
    schemas: Record<string, JsonSchema>;
  };
};

const INTRODUCTION = `Every answer is JSON; an error is a problem of RFC 9457. Times that a provider stated stay as it wrote
them, with their offset, or without a clock where it named a day; our own are UTC. Amounts of money are decimal text
beside an ISO 4217 code. Lists are read page by page with \`nextCursor\`, which is null at the end.`;

let built: Document | undefined;

/** The REST API as OpenAPI 3.1, out of the schemas that parse its queries and describe its rows. */
export function openApi(): Document {
  built ??= build();
  return built;
}

function build(): Document {
  const paths: Document['paths'] = {};
  for (const operation of operations) {
    const method = writes(operation) ? 'post' : 'get';
    paths[operation.path] = { ...paths[operation.path], [method]: describe(operation) };
  }
  paths['/openapi.json'] = { get: ITSELF };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fairlead',
      version: '1',
      summary: 'Where every shipment is, and how we know.',
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
      schemas: namedSchemas(),
    },
  };
}

const ITSELF: Described = {
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

function problemAnswer(description: string): Answer {
  const schema = { $ref: '#/components/schemas/Problem' };
  return { description, content: { 'application/problem+json': { schema } } };
}

const PROBLEMS: Record<string, Answer> = {
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

function describe(operation: Operation): Described {
  const reads = !writes(operation);
  const byId = operation.path.includes('{id}');
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    parameters: parametersOf(operation),
    ...(operation.kind === 'creation' && {
      requestBody: { required: true, content: { 'application/json': { schema: sentSchema(operation.body) } } },
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

function success(operation: Operation): Answer {
  const schema = responseSchema(answerOf(operation));
  const csv = { schema: { type: 'string' }, example: csvLine(columnsOf(operation.row).map(({ heading }) => heading)) };
  return {
    description: operation.kind === 'creation' ? 'Noted; it is sent soon.' : operation.summary,
    ...(operation.kind === 'creation'
      ? { headers: { Location: { description: 'Where to look what came of it.', schema: { type: 'string' } } } }
      : !writes(operation) && { headers: { ETag: { description: 'Weak; JSON only.', schema: { type: 'string' } } } }),
    content: { 'application/json': { schema }, ...(operation.kind === 'list' && { 'text/csv': csv }) },
  };
}

const ID: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Our id, a UUID.',
  schema: { type: 'string', format: 'uuid' },
};

const IF_NONE_MATCH: Parameter = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The `ETag` of an earlier answer: 304 when nothing changed.',
  schema: { type: 'string' },
};

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Your own name for this request, such as a UUID. Whoever asks again with it, for the same, gets the same request.',
  schema: { type: 'string', maxLength: 255 },
};

function parametersOf(operation: Operation): Parameter[] {
  const asked = Object.entries(operation.query.shape).map(([name, schema]): Parameter => {
    const { description = '', ...rest } = sentSchema(schema as z.ZodType);
    return { name, in: 'query', required: false, description: String(description), schema: rest };
  });
  return [
    ...(operation.path.includes('{id}') ? [ID] : []),
    ...asked,
    ...(operation.kind === 'creation' ? [IDEMPOTENCY_KEY] : []),
    ...(writes(operation) ? [] : [IF_NONE_MATCH]),
  ];
}

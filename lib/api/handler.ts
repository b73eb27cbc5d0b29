import { z } from 'zod';
import { type Database, database } from '#db/client.ts';
import { readFilterValue } from '#lib/model/filter.ts';
import { lookup } from '#lib/model/lookup.ts';
import { type RowPage, SHEET_PAGE, type SheetFormat } from '#lib/sheet/stream.ts';
import { type Principal, principalOf } from './credentials.ts';
import { errorResponse } from './error-response.ts';
import { exportFile, wantedFile } from './export.ts';
import { HttpError } from './http-error.ts';
import { jsonResponse, pick } from './json-response.ts';
import type {
  ActionOperation,
  ChangeOperation,
  CommandOperation,
  CreationOperation,
  DetailedActionOperation,
  ListOperation,
  OneOperation,
  QuestionOperation,
} from './operation.ts';
import { readJson } from './read-json.ts';
import { respond } from './respond.ts';

/** Routes without a parameter get a promise of an empty object. */
type Context = { params: Promise<{ id?: string } | undefined> };
type Handler = (request: Request, context: Context) => Promise<Response>;

/** Makes the route of a declared list. */
export function serveList<Row, Query extends z.ZodObject>(
  operation: ListOperation<Row, Query> & { read(db: Database, query: object): Promise<RowPage<Row>> },
): Handler {
  return serveListOf(operation, (db, _id, query) => operation.read(db, query));
}

/** Makes the route of a list that belongs to one object; null from the query means 404. */
export function serveListOf<Row, Query extends z.ZodObject>(
  operation: ListOperation<Row, Query>,
  readOf: (db: Database, id: string, query: z.infer<Query> & { limit: number }) => Promise<RowPage<Row> | null>,
): Handler {
  return guarded(async (request, given) => {
    const id = idIn(operation, given);
    const read = async (db: Database, query: z.infer<Query> & { limit: number }) => {
      const page = await readOf(db, id, query);
      if (page === null) throw new HttpError(404, 'There is nothing with this id');
      return page;
    };
    const query = parse(request, operation.query);
    const { fields, format, limit } = query as { fields?: string[]; format?: 'json' | SheetFormat; limit: number };
    const db = database();
    const file = wantedFile(request, format);
    if (file) {
      const from = (cursor: string | undefined) => read(db, { ...query, limit: SHEET_PAGE, ...(cursor && { cursor }) });
      return exportFile(file, operation, await from(undefined), fields, from);
    }
    const { data, nextCursor } = await read(db, { ...query, limit });
    return jsonResponse(request, { data: data.map((row: Row) => pick(operation.show(row), fields)), nextCursor });
  });
}

/** Makes the route of one object, by its id if the path has one: 404 if the query finds none. */
export function serveOne<Row>(
  operation: OneOperation<Row>,
  read: (db: Database, id: string, caller: Principal) => Promise<Row | null>,
): Handler {
  return guarded(async (request, id, caller) => {
    const { fields } = parse(request, operation.query) as { fields?: string[] };
    const found = await read(database(), idIn(operation, id), caller);
    if (found === null) throw new HttpError(404, `There is no ${wordsOf(operation.name)} with this id`);
    return jsonResponse(request, { data: pick(operation.show(found), fields) });
  });
}

/** `notification rule` of `NotificationRule`. */
function wordsOf(name: string): string {
  return name
    .replace('Detail', '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
}

/** Makes the route of all parts of an object, or of all that the caller has; null from the query means 404. */
export function serveParts<Row>(
  operation: OneOperation<Row>,
  read: (db: Database, id: string, caller: Principal) => Promise<Row[] | null>,
): Handler {
  return guarded(async (request, id, caller) => {
    const { fields } = parse(request, operation.query) as { fields?: string[] };
    const found = await read(database(), idIn(operation, id), caller);
    if (found === null) throw new HttpError(404, 'There is nothing with this id');
    return jsonResponse(request, { data: found.map((row) => pick(operation.show(row), fields)) });
  });
}

/** Makes the route of an action on one object. */
export function serveAction(
  operation: ActionOperation,
  act: (id: string, caller: Principal) => Promise<object>,
): Handler {
  return guarded(async (request, id, caller) => {
    parse(request, operation.query);
    return respond(200, { data: await act(uuid(id), caller) });
  });
}

/** Makes the route of an action on one object that needs a body. */
export function serveDetailedAction<Body extends z.ZodType>(
  operation: DetailedActionOperation<Body>,
  act: (id: string, body: z.output<Body>, caller: Principal) => Promise<object>,
): Handler {
  return guarded(async (request, id, caller) => {
    parse(request, operation.query);
    return respond(200, { data: await act(uuid(id), await readJson(request, operation.body), caller) });
  });
}

/** Makes the route of an action on all objects that match the query. */
export function serveCommand<Query extends z.ZodObject>(
  operation: ActionOperation & { query: Query },
  act: (query: z.infer<Query>, caller: Principal) => Promise<object>,
): Handler {
  return guarded(async (request, _id, caller) =>
    respond(200, { data: await act(parse(request, operation.query), caller) }),
  );
}

/** Makes the route that creates an object. `key` is the idempotency key of the caller, for a retry after a lost answer. */
export function serveCreation<Row extends { id: string }, Body extends z.ZodType>(
  operation: CreationOperation<Row, Body>,
  create: (body: z.output<Body>, by: Principal & { key: string | undefined }) => Promise<Row>,
): Handler {
  return guarded(async (request, _id, caller) => {
    parse(request, operation.query);
    const key = request.headers.get('idempotency-key') ?? undefined;
    if (key !== undefined && (key === '' || key.length > 255)) {
      throw new HttpError(400, 'Idempotency-Key: must have 1 to 255 characters');
    }
    const row = await create(await readJson(request, operation.body), { ...caller, key });
    return respond(201, { data: operation.show(row) }, { location: `/api/v1${operation.path}/${row.id}` });
  });
}

/** Makes the route of a command on many objects, which says what happened to each. */
export function serveMany<Body extends z.ZodType>(
  operation: CommandOperation<Body>,
  act: (body: z.output<Body>, caller: Principal) => Promise<object[]>,
): Handler {
  return guarded(async (request, _id, caller) => {
    parse(request, operation.query);
    return respond(200, { data: await act(await readJson(request, operation.body), caller) });
  });
}

/** Makes the route that changes one object. */
export function serveChange<Row, Body extends z.ZodType>(
  operation: ChangeOperation<Row, Body>,
  change: (id: string, body: z.output<Body>, caller: Principal) => Promise<Row>,
): Handler {
  return guarded(async (request, id, caller) => {
    parse(request, operation.query);
    const row = await change(idIn(operation, id), await readJson(request, operation.body), caller);
    return respond(200, { data: operation.show(row) });
  });
}

/** Makes the route that answers a question with a body. */
export function serveQuestion<Row, Body extends z.ZodType>(
  operation: QuestionOperation<Row, Body>,
  find: (body: z.output<Body>, caller: Principal) => Promise<Row>,
): Handler {
  return guarded(async (request, _id, caller) => {
    parse(request, operation.query);
    return respond(200, { data: operation.show(await find(await readJson(request, operation.body), caller)) });
  });
}

/** Authenticates the caller first, and answers errors as problems, never with a stack trace. */
function guarded(
  respondTo: (request: Request, id: string | undefined, caller: Principal) => Promise<Response>,
): Handler {
  return async (request, { params }) => {
    try {
      const caller = await principalOf(request);
      return caller instanceof Response ? caller : await respondTo(request, (await params)?.id, caller);
    } catch (thrown) {
      return errorResponse(thrown, request);
    }
  };
}

/** Parses the query string, codes in any case. Throws `HttpError` 400 that names each parameter and what is wrong with it. */
function parse<Shape extends z.ZodObject>(request: Request, query: Shape): z.infer<Shape> {
  const typed = [...new URL(request.url).searchParams].map(([name, text]) => {
    const parameter = lookup<z.ZodType>(query.shape, name);
    return [name, (parameter && readFilterValue(parameter, text)?.text) ?? text];
  });
  const parsed = query.safeParse(Object.fromEntries(typed));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({ parameter: issue.path.join('.'), detail: issue.message }));
  throw new HttpError(400, errors.map(({ parameter, detail }) => `${parameter}: ${detail}`).join('; '), { errors });
}

/** The id of an operation on one object; empty for what exists once. */
function idIn({ path }: { path: string }, given: string | undefined): string {
  return path.includes('{id}') ? uuid(given) : '';
}

/** A path id. Throws `HttpError` 404 for anything but a UUID, so that no other text reaches the database. */
function uuid(text: string | undefined): string {
  if (text === undefined || !z.guid().safeParse(text).success)
    throw new HttpError(404, 'There is nothing with this id');
  return text;
}

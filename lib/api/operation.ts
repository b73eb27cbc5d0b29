import { z } from 'zod';
import type { Database } from '#db/client.ts';
import { type DeclaredList, rankedText, readList } from '#db/queries/declared-list.ts';
import { isCursorOf, type ListPage, type Paging } from '#db/queries/list.ts';
import { SHEET_FORMATS } from '#lib/sheet/stream.ts';

type Common = {
  /** Unique; client generators name their function after it. */
  id: string;
  /** Below `/api/v1`; `{id}` is the only parameter. */
  path: string;
  tag: string;
  summary: string;
  /** The name of the schema of a row. */
  name: string;
  row: z.ZodObject;
};

/** A list: GET with filters, sort and paging, as JSON or a file. */
export type ListOperation<Row = never, Query extends z.ZodObject = z.ZodObject> = Common & {
  kind: 'list';
  query: Query;
  show(row: Row): object;
};

/** One object by its id, or all of its parts of one kind; without an id, what exists once, or all that the caller has. */
export type OneOperation<Row = never, Query extends z.ZodObject = z.ZodObject> = Common & {
  kind: 'one' | 'parts';
  query: Query;
  show(row: Row): object;
};

/** An action on an object: POST or DELETE without a body. */
export type ActionOperation = Common & { kind: 'action'; method?: 'delete'; query: z.ZodObject };

/** An action on an object that needs a body: POST. */
export type DetailedActionOperation<Body extends z.ZodType = z.ZodType> = Common & {
  kind: 'action';
  query: z.ZodObject;
  /** The schema of the body, with a description for every field. */
  body: Body;
};

type WithBody<Row, Body extends z.ZodType> = Common & {
  query: z.ZodObject;
  /** The schema of the body, with a description for every field. */
  body: Body;
  show(row: Row): object;
};

/** Doing the same to many objects: POST with a JSON body, answered with what happened to each. */
export type CommandOperation<Body extends z.ZodType = z.ZodType> = Common & {
  kind: 'command';
  query: z.ZodObject;
  /** The schema of the body, with a description for every field. */
  body: Body;
};

/** Creating an object: POST with a JSON body, answered with 201 and the created object. */
export type CreationOperation<Row = never, Body extends z.ZodType = z.ZodType> = WithBody<Row, Body> & {
  kind: 'creation';
  /** What happened, for the document. */
  created: string;
  /** Whether a request with the same `Idempotency-Key` returns the object that the first created. */
  isIdempotent?: true;
  /** When it is answered 409, for the document; left out if never. */
  conflict?: string;
};

/** Changing an object: PATCH with a JSON body, answered with the changed object. */
export type ChangeOperation<Row = never, Body extends z.ZodType = z.ZodType> = WithBody<Row, Body> & { kind: 'change' };

/** A question that needs a body: POST, changes nothing. */
export type QuestionOperation<Row = never, Body extends z.ZodType = z.ZodType> = WithBody<Row, Body> & {
  kind: 'question';
};

export type Operation =
  | ListOperation
  | OneOperation
  | ActionOperation
  | DetailedActionOperation
  | CreationOperation
  | ChangeOperation
  | QuestionOperation
  | CommandOperation;

const METHODS = {
  creation: 'post',
  change: 'patch',
  question: 'post',
  command: 'post',
  list: 'get',
  one: 'get',
  parts: 'get',
} as const;

/** The HTTP method of an operation, as the document spells it. */
export function methodOf(operation: Operation): 'get' | 'post' | 'patch' | 'delete' {
  if (operation.kind !== 'action') return METHODS[operation.kind];
  return 'method' in operation ? (operation.method ?? 'post') : 'post';
}

type ListParts<Row extends { id: string | number }, Item, Filter extends z.ZodObject> = Omit<Common, 'row' | 'path'> & {
  list: DeclaredList<Row, Item, Filter>;
  row: z.ZodObject;
  show(item: Item): object;
};

/** The REST operation of a declared list: the filters and sorts of its page, and those for programs only. */
export function listOperation<Row extends { id: string | number }, Item, Filter extends z.ZodObject>(
  parts: ListParts<Row, Item, Filter>,
) {
  const { list, ...common } = parts;
  const { path, sorts, filter } = list;
  const query = z
    .strictObject({
      ...filter.shape,
      sort: sortOf(list),
      direction: z.enum(['asc', 'desc']).optional().describe('Default: the natural direction of the sort.'),
      ...pageParts,
      fields: fieldsOf(parts.row),
      format,
    })
    .refine((parsed: object) => {
      const asked = parsed as Paging;
      const text = rankedText(list, parsed);
      const ranks = text === undefined ? undefined : list.ranked?.ranks(text, null);
      return asked.cursor === undefined || isCursorOf({ sorts, ranks }, asked, asked.cursor);
    }, INVALID_CURSOR);
  const read = (db: Database, query: object): Promise<ListPage<Item>> =>
    readList(db, list, query as z.output<Filter> & Paging);
  return { ...common, path, kind: 'list', query, read } as const;
}

/** The sorts of a list. Of one that ranks the rows of a search, the default depends on whether there is one. */
function sortOf({ sorts, ranked }: Pick<DeclaredList, 'sorts' | 'ranked'>) {
  const names = Object.keys(sorts);
  const [first = ''] = names;
  const sort = z.enum(names);
  const rest = 'Rows without a value come last.';
  return ranked
    ? sort
        .optional()
        .describe(`The field to sort by. ${rest} Default: \`${first}\`; with \`${ranked.by}\`, the best match.`)
    : sort.default(first).describe(`The field to sort by. ${rest}`);
}

export const INVALID_CURSOR = { path: ['cursor'], message: 'is not a cursor of this list with this sort' };

export const pageParts = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Rows per page. Files are not paginated.'),
  cursor: z
    .string()
    .max(2_000)
    .optional()
    .describe('`nextCursor` of the previous page; filters and sort must be the same. Omit it for the first page.'),
};

export const format = z
  .enum(['json', ...SHEET_FORMATS])
  .optional()
  .describe(
    '`csv` (RFC 4180) and `xlsx` return up to 50,000 rows as a file, like their types in `Accept`. Default: `json`.',
  );

/** Declares the operation that reads one object. */
export function oneOperation<Row>(common: Common & { show(row: Row): object }) {
  const query = z.strictObject({ fields: fieldsOf(common.row) });
  return { ...common, kind: 'one', query } as const;
}

/** The parameter that selects fields. */
export function fieldsOf(row: z.ZodObject) {
  const known = Object.keys(row.shape);
  return z
    .string()
    .max(2_000)
    .transform((text) => text.split(',').map((field) => field.trim()))
    .refine((fields) => fields.every((field) => known.includes(field)), `may name only ${known.join(', ')}`)
    .optional()
    .describe('Only these fields, separated by commas. Default: all.');
}

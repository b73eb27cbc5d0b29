import { z } from 'zod';
import { readCursor } from '#db/queries/list.ts';

/** Text without control characters, which the database would refuse. */
export function words(most: number, description: string) {
  return z
    .string()
    .max(most)
    .regex(/^\P{Cc}*$/u, 'must hold no control characters')
    .optional()
    .describe(description);
}

/** A switch in a query string. */
export function flag(description: string) {
  return z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional()
    .describe(description);
}

export const today = z.iso
  .date()
  .optional()
  .describe('The day from which lateness is counted, `YYYY-MM-DD`. Today in UTC when left out.');

export const provider = words(60, 'Only what this provider says, by its name.');
export const shipment = z.uuid().optional().describe('Only what concerns the shipment with this id.');

type Common = {
  /** Unique; a client generator names its function after it. */
  id: string;
  /** Below `/api/v1`; `{id}` is the only parameter. */
  path: string;
  tag: string;
  summary: string;
  /** What the schema of a row is called. */
  name: string;
  row: z.ZodObject;
};

/** A list: GET with filters, sort and paging, as JSON or CSV. */
export type ListOperation<Row = never, Query extends z.ZodObject = z.ZodObject> = Common & {
  kind: 'list';
  query: Query;
  show(row: Row): object;
};

/** One thing by its id, or all of a part of it. */
export type OneOperation<Row = never, Query extends z.ZodObject = z.ZodObject> = Common & {
  kind: 'one' | 'parts';
  query: Query;
  show(row: Row): object;
};

/** Something that is done to a thing: POST without a body. */
export type ActionOperation = Common & { kind: 'action'; query: z.ZodObject };

/** Something that is asked for: POST with a JSON body, answered with 201 and what was noted. */
export type CreationOperation<Row = never, Body extends z.ZodType = z.ZodType> = Common & {
  kind: 'creation';
  query: z.ZodObject;
  /** What may be sent; every field of it is described. */
  body: Body;
  show(row: Row): object;
};

export type Operation = ListOperation | OneOperation | ActionOperation | CreationOperation;

type Sorts = Readonly<Record<string, Parameters<typeof readCursor>[1][string]>>;

type ListParts<Row, Filter extends z.ZodRawShape> = Omit<Common, 'row'> & {
  filter: Filter;
  sorts: Sorts;
  row: z.ZodObject;
  show(row: Row): object;
};

/** Declares a list that is sorted and paged as `db/queries/list.ts` does it. */
export function listOperation<Row, Filter extends z.ZodRawShape>(parts: ListParts<Row, Filter>) {
  const { filter, sorts, ...common } = parts;
  const names = Object.keys(sorts);
  const [first = ''] = names;
  const query = z
    .strictObject({
      ...filter,
      sort: z.enum(names).default(first).describe('By what to sort. Rows without a value come last.'),
      direction: z.enum(['asc', 'desc']).optional().describe('Each sort has a natural one of its own.'),
      ...pageParts,
      fields: fieldsOf(parts.row),
      format,
    })
    .refine((asked: object) => isOurs(asked as { sort: string; cursor?: string }, sorts), NOT_OURS);
  return { ...common, kind: 'list', query } as const;
}

function isOurs({ sort, cursor }: { sort: string; cursor?: string }, sorts: Sorts): boolean {
  return cursor === undefined || readCursor(cursor, sorts, sort) !== null;
}

export const NOT_OURS = { path: ['cursor'], message: 'is not a cursor of this list in this order' };

export const pageParts = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Rows on a page. CSV has no pages.'),
  cursor: z
    .string()
    .max(2_000)
    .optional()
    .describe('`nextCursor` of the page before; with the same filters and the same sort. Leave it out for the first.'),
};

export const format = z
  .enum(['json', 'csv'])
  .optional()
  .describe('`csv` streams up to 50,000 rows as RFC 4180, as `Accept: text/csv` does. JSON when left out.');

/** Declares the reading of one thing. */
export function oneOperation<Row>(common: Common & { show(row: Row): object }) {
  const query = z.strictObject({ fields: fieldsOf(common.row) });
  return { ...common, kind: 'one', query } as const;
}

/** Which fields to answer with. */
export function fieldsOf(row: z.ZodObject) {
  const known = Object.keys(row.shape);
  return z
    .string()
    .max(2_000)
    .transform((text) => text.split(',').map((field) => field.trim()))
    .refine((fields) => fields.every((field) => known.includes(field)), `may name only ${known.join(', ')}`)
    .optional()
    .describe('Only these fields, separated by commas. All when left out.');
}

import { and, asc, desc, isNotNull, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { encodeCursor } from './paging.ts';

/** What the values of a sort column look like, and how their text becomes a value of the database again. */
const FORMS = {
  instant: { form: /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, cast: 'timestamptz' },
  text: { form: /^[^\0]{0,500}$/, cast: 'text' },
  number: { form: /^-?\d{1,20}(\.\d{1,12})?$/, cast: 'numeric' },
} as const;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A column by which a list may be sorted; `(by, id)` has an index. */
export type Sort<Row> = {
  by: SQLWrapper;
  form: keyof typeof FORMS;
  /** Whether there are rows without a value. They come last, in either direction. */
  nullable?: boolean;
  first: Direction;
  key(row: Row): string | null;
};

export type Direction = 'asc' | 'desc';

/** A list: how it may be sorted, the default first, and how its rows are read. */
export type Listing<Row extends { id: string }, Name extends string = string> = {
  id: SQLWrapper;
  sorts: Readonly<Record<Name, Sort<Row>>>;
  sort: Name;
  read(where: SQL | undefined, order: SQL[], limit: number): Promise<Row[]>;
};

/** Which page of a list. `before` is a cursor too: the page that ends before its row. */
export type Paging = {
  sort?: string | undefined;
  direction?: Direction | undefined;
  limit: number;
  cursor?: string | undefined;
  before?: string | undefined;
};

export type ListPage<Row> = { data: Row[]; previousCursor: string | null; nextCursor: string | null };

type Sorts = Readonly<Record<string, Pick<Sort<never>, 'form' | 'nullable'>>>;
type Place = { value: string | null; id: string };

/** Where a cursor of a list sorted in this way points; null for anything that the list did not hand out. */
export function readCursor(cursor: string, sorts: Sorts, sort: string): Place | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const column = Object.hasOwn(sorts, sort) ? sorts[sort] : undefined;
    if (!column || !Array.isArray(parts) || parts.length !== 3 || parts[0] !== sort) return null;
    const [, value, id] = parts as unknown[];
    if (typeof id !== 'string' || !UUID.test(id)) return null;
    if (value === null) return column.nullable ? { value, id } : null;
    if (typeof value !== 'string' || !FORMS[column.form].form.test(value)) return null;
    return column.form === 'instant' && !isOnCalendar(value) ? null : { value, id };
  } catch {
    return null;
  }
}

/** JavaScript takes 31 February for 3 March; the database does not take it at all. */
function isOnCalendar(instant: string): boolean {
  const at = Date.parse(instant);
  return !Number.isNaN(at) && new Date(at).toISOString() === instant;
}

/**
 * Reads a page of a list by keyset, so that the last page costs what the first does. Rows with a value and rows without
 * one are two stretches of the same index, read one after the other. An unreadable cursor starts from the beginning.
 */
export async function readPage<Row extends { id: string }>(
  listing: Listing<Row>,
  where: SQL | undefined,
  paging: Paging,
): Promise<ListPage<Row>> {
  const name = paging.sort && Object.hasOwn(listing.sorts, paging.sort) ? paging.sort : listing.sort;
  const sort = listing.sorts[name];
  if (!sort) throw new Error(`The list has no sort ${name}`);
  const from = paging.before ?? paging.cursor;
  const place = from === undefined ? null : readCursor(from, listing.sorts, name);
  const backwards = paging.before !== undefined && place !== null;
  const direction = flip(paging.direction ?? sort.first, backwards);
  const rows: Row[] = [];
  for (const stretch of stretches(sort, place, backwards)) {
    const missing = paging.limit + 1 - rows.length;
    if (missing <= 0) break;
    const within = and(where, ...stretch(listing.id, direction));
    const order = direction === 'asc' ? [asc(sort.by), asc(listing.id)] : [desc(sort.by), desc(listing.id)];
    rows.push(...(await listing.read(within, order, missing)));
  }
  const more = rows.length > paging.limit;
  const data = rows.slice(0, paging.limit);
  if (backwards) data.reverse();
  const cursorOf = (row: Row | undefined) => (row ? encodeCursor([name, sort.key(row), row.id]) : null);
  return {
    data,
    previousCursor: (backwards ? more : place !== null) ? cursorOf(data[0]) : null,
    nextCursor: backwards || more ? cursorOf(data.at(-1)) : null,
  };
}

function flip(direction: Direction, backwards: boolean): Direction {
  if (!backwards) return direction;
  return direction === 'asc' ? 'desc' : 'asc';
}

type Stretch = (id: SQLWrapper, direction: Direction) => (SQL | undefined)[];

/** The stretches that a page may reach into, in the order of reading. */
function stretches<Row>({ by, form, nullable }: Sort<Row>, place: Place | null, backwards: boolean): Stretch[] {
  const beyond = (left: SQL, right: SQL, direction: Direction) =>
    direction === 'asc' ? sql`${left} > ${right}` : sql`${left} < ${right}`;
  const cast = sql.raw(FORMS[form].cast);
  const stated: Stretch = (id, direction) => [
    nullable ? isNotNull(by) : undefined,
    place && place.value !== null
      ? beyond(sql`(${by}, ${id})`, sql`(${place.value}::${cast}, ${place.id}::uuid)`, direction)
      : undefined,
  ];
  if (!nullable) return [stated];
  const empty: Stretch = (id, direction) => [
    isNull(by),
    place && place.value === null ? beyond(sql`${id}`, sql`${place.id}::uuid`, direction) : undefined,
  ];
  const order = backwards ? [empty, stated] : [stated, empty];
  // Whoever stands in the second stretch has the first behind.
  const inSecond = place !== null && (place.value === null) !== backwards;
  return inSecond ? order.slice(1) : order;
}

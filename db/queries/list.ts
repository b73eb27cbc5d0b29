import { and, asc, desc, isNotNull, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { type Direction, FORMS, type Place, readCursor, type Sort, writeCursor } from './cursor.ts';

/** A list: its sorts, the default first, and the function that reads its rows. */
export type Listing<Row extends { id: string | number }> = {
  id: SQLWrapper;
  sorts: Readonly<Record<string, Sort<Row>>>;
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

/** A page of rows, and the cursors of the next and the previous page; null without one. */
export type ListPage<Row> = { data: Row[]; previousCursor: string | null; nextCursor: string | null };

/**
 * Reads a page of a list by keyset, so that the last page is as fast as the first. Rows with and without a value are two ranges
 * of the same index, read one after the other. An invalid cursor starts from the beginning.
 */
export async function readPage<Row extends { id: string | number }>(
  listing: Listing<Row>,
  where: SQL | undefined,
  paging: Paging,
): Promise<ListPage<Row>> {
  const { sorts } = listing;
  const name = paging.sort && Object.hasOwn(sorts, paging.sort) ? paging.sort : (Object.keys(sorts)[0] ?? '');
  const sort = sorts[name];
  if (!sort) throw new Error('The list has no sort');
  const from = paging.before ?? paging.cursor;
  const place = from === undefined ? null : readCursor(from, sorts, name);
  const backwards = paging.before !== undefined && place !== null;
  const direction = reversed(paging.direction ?? sort.natural, backwards);
  const order = orderOf(sort, listing.id, direction);
  const rows: Row[] = [];
  for (const stretch of stretches(sort, place, backwards)) {
    const missing = paging.limit + 1 - rows.length;
    if (missing <= 0) break;
    rows.push(...(await listing.read(and(where, ...stretch(listing.id, direction)), order, missing)));
  }
  const more = rows.length > paging.limit;
  const data = rows.slice(0, paging.limit);
  if (backwards) data.reverse();
  const { unique } = FORMS[sort.form];
  const cursorOf = (row: Row | undefined) =>
    row ? writeCursor(name, { value: sort.key(row), id: unique ? null : String(row.id) }) : null;
  return {
    data,
    previousCursor: (backwards ? more : place !== null) ? cursorOf(data[0]) : null,
    nextCursor: backwards || more ? cursorOf(data.at(-1)) : null,
  };
}

function reversed(direction: Direction, backwards: boolean): Direction {
  if (!backwards) return direction;
  return direction === 'asc' ? 'desc' : 'asc';
}

function orderOf({ by, form }: Pick<Sort<never>, 'by' | 'form'>, id: SQLWrapper, direction: Direction): SQL[] {
  const columns = FORMS[form].unique ? [by] : [by, id];
  return columns.map((column) => (direction === 'asc' ? asc(column) : desc(column)));
}

type Stretch = (id: SQLWrapper, direction: Direction) => (SQL | undefined)[];

/** The index ranges that a page may include, in the order of reading. */
function stretches<Row>({ by, form, nullable }: Sort<Row>, place: Place | null, backwards: boolean): Stretch[] {
  const beyond = (left: SQL, right: SQL, direction: Direction) =>
    direction === 'asc' ? sql`${left} > ${right}` : sql`${left} < ${right}`;
  const { cast, unique } = FORMS[form];
  const type = sql.raw(cast);
  if (unique)
    return [(_id, direction) => [place ? beyond(sql`${by}`, sql`${place.value}::${type}`, direction) : undefined]];
  const stated: Stretch = (id, direction) => [
    nullable ? isNotNull(by) : undefined,
    place && place.value !== null
      ? beyond(sql`(${by}, ${id})`, sql`(${place.value}::${type}, ${place.id}::uuid)`, direction)
      : undefined,
  ];
  if (!nullable) return [stated];
  const empty: Stretch = (id, direction) => [
    isNull(by),
    place && place.value === null ? beyond(sql`${id}`, sql`${place.id}::uuid`, direction) : undefined,
  ];
  const order = backwards ? [empty, stated] : [stated, empty];
  // A cursor in the second range has passed the first.
  const inSecond = place !== null && (place.value === null) !== backwards;
  return inSecond ? order.slice(1) : order;
}

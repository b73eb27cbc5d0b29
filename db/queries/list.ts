import { and, asc, desc, isNotNull, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { type Direction, FORMS, type Join, type Place, readCursor, type Sort, writeCursor } from './cursor.ts';

/**
 * Rows that come before those of later ranks, in an order of their own. No row has two ranks. `parts` are ranges of that order, which are
 * read one after the other; none if no row has this rank.
 */
export type Rank<Row> = { parts: readonly SQL[]; sort: Sort<Row> };

/** A row that a search finds, and how well it matches: 0 is best. */
export type Match = { id: string; rank: number };

/** What is known of the matches of a search before a page is read. */
export type Found = {
  /** Those that come first among matches of their rank. */
  latest: Match[];
  /** The others by their ids, or the first of them. */
  others: Match[];
  /** Whether there may be more others, and if so, whether all can be read from an index. */
  rest: 'none' | 'rare' | 'common';
};

/** A list: its sorts, the default first, and the function that reads its rows. `ranks` are its order if no sort is requested. */
export type Listing<Row extends { id: string | number }> = {
  id: SQLWrapper;
  sorts: Readonly<Record<string, Sort<Row>>>;
  ranks?: readonly Rank<Row>[] | undefined;
  read(where: SQL | undefined, order: SQL[], limit: number, joined?: Join): Promise<Row[]>;
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

/** A part of a list in one order, all of it without a condition; its name is that of its cursors. */
type Section<Row> = { name: string; parts: readonly (SQL | undefined)[]; sort: Sort<Row>; direction: Direction };

function sectionsOf<Row extends { id: string | number }>(
  { sorts, ranks }: Pick<Listing<Row>, 'sorts' | 'ranks'>,
  { sort: asked, direction }: Pick<Paging, 'sort' | 'direction'>,
): Section<Row>[] {
  if (ranks && asked === undefined) {
    return ranks.map(({ parts, sort }, at) => ({ name: `rank ${at}`, parts, sort, direction: sort.natural }));
  }
  const name = asked && Object.hasOwn(sorts, asked) ? asked : (Object.keys(sorts)[0] ?? '');
  const sort = sorts[name];
  if (!sort) throw new Error('The list has no sort');
  return [{ name, parts: [undefined], sort, direction: direction ?? sort.natural }];
}

/** The section and the position of a cursor; null if it is none of this list in this order. */
function placeIn<Row>(sections: readonly Section<Row>[], cursor: string): { at: number; place: Place } | null {
  for (const [at, { name, sort }] of sections.entries()) {
    const place = readCursor(cursor, { [name]: sort }, name);
    if (place) return { at, place };
  }
  return null;
}

/** Whether a cursor belongs to a list in the requested order. */
export function isCursorOf<Row extends { id: string | number }>(
  listing: Pick<Listing<Row>, 'sorts' | 'ranks'>,
  paging: Pick<Paging, 'sort' | 'direction'>,
  cursor: string,
): boolean {
  return placeIn(sectionsOf(listing, paging), cursor) !== null;
}

/**
 * Reads a page of a list by keyset, so that the last page is as fast as the first. Rows with and without a value are two ranges
 * of the same index, read one after the other, and so are ranks. An invalid cursor starts from the beginning.
 */
export async function readPage<Row extends { id: string | number }>(
  listing: Listing<Row>,
  where: SQL | undefined,
  paging: Paging,
): Promise<ListPage<Row>> {
  const sections = sectionsOf(listing, paging);
  const from = paging.before ?? paging.cursor;
  const start = from === undefined ? null : placeIn(sections, from);
  const backwards = paging.before !== undefined && start !== null;
  const first = start?.at ?? 0;
  const ahead = backwards ? sections.slice(0, first + 1).reverse() : sections.slice(first);
  const found: { row: Row; section: Section<Row> }[] = [];
  for (const [at, section] of ahead.entries()) {
    const missing = paging.limit + 1 - found.length;
    if (missing <= 0) break;
    const place = (at === 0 && start?.place) || null;
    const rows = await readSection(listing, where, section, place, { backwards, missing });
    for (const row of rows) found.push({ row, section });
  }
  const more = found.length > paging.limit;
  const shown = found.slice(0, paging.limit);
  if (backwards) shown.reverse();
  return {
    data: shown.map(({ row }) => row),
    previousCursor: (backwards ? more : start !== null) ? cursorOf(shown[0]) : null,
    nextCursor: backwards || more ? cursorOf(shown.at(-1)) : null,
  };
}

function cursorOf<Row extends { id: string | number }>(
  found: { row: Row; section: Section<Row> } | undefined,
): string | null {
  if (!found) return null;
  const { row, section } = found;
  const { unique } = FORMS[section.sort.form];
  return writeCursor(section.name, { value: section.sort.key(row), id: unique ? null : String(row.id) });
}

async function readSection<Row extends { id: string | number }>(
  { id, read }: Listing<Row>,
  where: SQL | undefined,
  { parts, sort, ...section }: Section<Row>,
  place: Place | null,
  { backwards, missing }: { backwards: boolean; missing: number },
): Promise<Row[]> {
  const direction = reversed(section.direction, backwards);
  const rows: Row[] = [];
  const { elsewhere } = sort;
  const ranges = (backwards ? parts.toReversed() : parts).flatMap((part) =>
    stretches(sort, place, backwards).map((stretch) => ({ part, ...stretch })),
  );
  for (const { part, conditions, isStated } of ranges) {
    if (rows.length >= missing) break;
    const key = isStated && elsewhere ? elsewhere.id : id;
    const order = orderOf(isStated || !elsewhere ? sort : { ...sort, by: null }, key, direction);
    const joined = isStated && elsewhere ? { table: elsewhere.from(direction), on: sql`${key} = ${id}` } : undefined;
    const within = and(where, part, ...conditions(key, direction));
    rows.push(...(await read(within, order, missing - rows.length, joined)));
  }
  return rows;
}

function reversed(direction: Direction, backwards: boolean): Direction {
  if (!backwards) return direction;
  return direction === 'asc' ? 'desc' : 'asc';
}

/** Without `by` only the ids decide. */
function orderOf(
  { by, form }: { by: SQLWrapper | null } & Pick<Sort<never>, 'form'>,
  id: SQLWrapper,
  direction: Direction,
): SQL[] {
  const columns = by === null ? [id] : FORMS[form].unique ? [by] : [by, id];
  return columns.map((column) => (direction === 'asc' ? asc(column) : desc(column)));
}

/** A range of rows that have a value (`isStated`), or of those that have none. */
type Stretch = { conditions(id: SQLWrapper, direction: Direction): (SQL | undefined)[]; isStated: boolean };

/** The ranges that a page may include, in the order of reading. */
function stretches<Row>(
  { by, form, nullable, elsewhere }: Sort<Row>,
  place: Place | null,
  backwards: boolean,
): Stretch[] {
  const beyond = (left: SQL, right: SQL, direction: Direction) =>
    direction === 'asc' ? sql`${left} > ${right}` : sql`${left} < ${right}`;
  const { cast, unique } = FORMS[form];
  const type = sql.raw(cast);
  if (unique) {
    const after = (direction: Direction) => place && beyond(sql`${by}`, sql`${place.value}::${type}`, direction);
    return [{ isStated: true, conditions: (_id, direction) => [after(direction) ?? undefined] }];
  }
  const stated: Stretch = {
    isStated: true,
    conditions: (id, direction) => [
      nullable && !elsewhere ? isNotNull(by) : undefined,
      place && place.value !== null
        ? beyond(sql`(${by}, ${id})`, sql`(${place.value}::${type}, ${place.id}::uuid)`, direction)
        : undefined,
    ],
  };
  if (!nullable) return [stated];
  const empty: Stretch = {
    isStated: false,
    conditions: (id, direction) => [
      elsewhere ? sql`not (${elsewhere.has})` : isNull(by),
      place && place.value === null ? beyond(sql`${id}`, sql`${place.id}::uuid`, direction) : undefined,
    ],
  };
  const order = backwards ? [empty, stated] : [stated, empty];
  // A cursor in the second range has passed the first.
  const inSecond = place !== null && (place.value === null) !== backwards;
  return inSecond ? order.slice(1) : order;
}

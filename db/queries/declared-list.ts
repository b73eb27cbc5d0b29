import { type InferSelectModel, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { z } from 'zod';
import type { Counts } from '#lib/model/count.ts';
import { readFilterValue } from '#lib/model/filter.ts';
import { type Tabs, tabKeys } from '#lib/model/tabs.ts';
import type { Database } from '../client.ts';
import type { Join, Sort } from './cursor.ts';
import { capped, countBy, type Facet } from './facets.ts';
import { type Found, type Listing, type ListPage, type Paging, type Rank, readPage } from './list.ts';
import { resolveParty } from './party-scope.ts';

type Keyed = { id: string | number };

/**
 * The declaration of a list, for its page, saved views, counts, REST operation and CSV. `Row` is a row that is sorted, `Item`
 * what is shown of it.
 */
export type DeclaredList<Row extends Keyed = Keyed, Item = unknown, Filter extends z.ZodObject = z.ZodObject> = {
  /** The path of its page, and below `/api/v1` of its REST operation. */
  path: `/${string}`;
  title: string;
  /** What its search field searches: `Booking number`. */
  find?: string;
  /** Its filters, as they are written in an address. */
  filter: Filter;
  /** Columns that are hidden until a user chooses columns: not all of them fit on a screen. */
  hidden?: readonly string[];
  /** Filters for programs only, which the page does not show. */
  apiOnly?: readonly string[];
  /** Its sorts, the default first. */
  sorts: Readonly<Record<string, Sort<Row>>>;
  id: SQLWrapper;
  from: SQLWrapper;
  /** Columns whose values are counted, by the filter for one of them. */
  facets?: Readonly<Record<string, Facet>>;
  tabs?: Tabs;
  /** Counts all tabs at once, under a filter that no tab sets. Left out if each is counted by its own filter. */
  countTabs?(db: Database, filter: z.output<Filter>): Promise<Counts>;
  /** Columns in whose order the tabs of a filter are counted, see `countBy`. */
  countOrders?(filter: z.output<Filter>): Readonly<Record<string, SQLWrapper>> | undefined;
  /** A filter whose matches are ranked if no sort is requested. */
  ranked?: {
    by: string;
    find(db: Database, text: string): Promise<Found>;
    /** The conditions of the ranks contain that of the filter. */
    ranks(text: string, found: Found | null): readonly Rank<Row>[];
  };
  where(db: Database, filter: z.output<Filter>): SQL | undefined;
  /** `joined` is set by sorts that have it. */
  rows(db: Database, where: SQL | undefined, order: SQL[], limit: number, joined?: Join): Promise<Row[]>;
  items(db: Database, rows: Row[], filter: z.output<Filter>): Promise<Item[]>;
};

/** Declares a list; it only adds types. */
export function declareList<Row extends Keyed, Item, Filter extends z.ZodObject>(
  list: DeclaredList<Row, Item, Filter>,
): DeclaredList<Row, Item, Filter> {
  return list;
}

/** Reads all columns of a table. */
export function rowsOf<Table extends PgTable>(table: Table) {
  return async (db: Database, where: SQL | undefined, order: SQL[], limit: number) => {
    const rows = await db
      .select()
      .from(table as PgTable)
      .where(where)
      .orderBy(...order)
      .limit(limit);
    // Drizzle's types lose the table where it is generic.
    return rows as InferSelectModel<Table>[];
  };
}

/** A page of a list. */
export async function readList<Row extends Keyed, Item, Filter extends z.ZodObject>(
  db: Database,
  list: DeclaredList<Row, Item, Filter>,
  asked: z.output<Filter> & Paging,
): Promise<ListPage<Item>> {
  const query = await resolveParty(db, asked);
  const { id, sorts } = list;
  const read = (...[where, order, limit, joined]: Parameters<Listing<Row>['read']>) =>
    list.rows(db, where, order, limit, joined);
  const { ranked } = list;
  const text = rankedText(list, query);
  const ranks = ranked && text !== undefined ? ranked.ranks(text, await ranked.find(db, text)) : undefined;
  const where = list.where(db, ranks ? without(query, [ranked?.by ?? '']) : query);
  const page = await readPage({ id, sorts, ranks, read }, where, query);
  return { ...page, data: await list.items(db, page.data, query) };
}

/** The text by which a list is ranked; undefined if a sort is requested, or nothing is searched. */
export function rankedText({ ranked }: Pick<DeclaredList, 'ranked'>, query: object): string | undefined {
  const { sort, [ranked?.by ?? '']: text } = query as Readonly<Record<string, unknown>>;
  return sort === undefined && typeof text === 'string' ? text : undefined;
}

/** The number of rows of a filter, `COUNTED_UP_TO + 1` at most. */
export async function countRows<Row extends Keyed, Item, Filter extends z.ZodObject>(
  db: Database,
  list: DeclaredList<Row, Item, Filter>,
  filter: z.output<Filter>,
): Promise<number> {
  const [row] = await db.execute<{ count: number }>(capped(list.from, list.where(db, await resolveParty(db, filter))));
  return row?.count ?? 0;
}

/** The number of rows of each value of a facet, under the other filters, and their `total`. */
export async function countFacet<Row extends Keyed, Item, Filter extends z.ZodObject>(
  db: Database,
  list: DeclaredList<Row, Item, Filter>,
  facet: string,
  filter: z.output<Filter>,
): Promise<Counts> {
  const others = await resolveParty(db, without(filter, [facet]));
  return countBy(db, {
    from: list.from,
    where: list.where(db, others),
    facet: list.facets?.[facet],
    ofValue: (value) => list.where(db, { ...others, [facet]: value } as z.output<Filter>),
  });
}

/** Counts for the tabs of a list, under the filters that no tab sets. Those of a search are not counted: none, so that it is fast. */
export async function countTabs<Row extends Keyed, Item, Filter extends z.ZodObject>(
  db: Database,
  list: DeclaredList<Row, Item, Filter>,
  filter: z.output<Filter>,
): Promise<Counts> {
  const others = await resolveParty(db, besideTabs(list, filter));
  if (list.countTabs) return list.countTabs(db, others);
  if (list.ranked && list.ranked.by in others) return {};
  const { by, special = [] } = list.tabs ?? {};
  const also = special
    .filter(({ uncounted }) => !uncounted)
    .map(({ key, set }): [string, SQL | undefined] => {
      const tab = { ...others, ...list.filter.parse(set) } as z.output<Filter>;
      return [key, list.where(db, tab)];
    });
  const facet = by === undefined ? undefined : list.facets?.[by];
  return countBy(db, {
    from: list.from,
    where: list.where(db, others),
    facet,
    ofValue: (value) => list.where(db, { ...others, [by ?? '']: value } as z.output<Filter>),
    also: Object.fromEntries(also),
    orders: list.countOrders?.(others),
  });
}

/** A filter without what the tabs of the list set. */
export function besideTabs<Filter extends z.ZodObject>(
  { tabs }: Pick<DeclaredList, 'tabs'>,
  filter: z.output<Filter>,
): z.output<Filter> {
  return without(filter, tabKeys(tabs));
}

/** The valid filters in the address of a page, as text and parsed. */
export function parseFilter<Filter extends z.ZodObject>(
  { filter: schema, apiOnly = [] }: Pick<DeclaredList<Keyed, unknown, Filter>, 'filter' | 'apiOnly'>,
  texts: Readonly<Record<string, string>>,
): { known: Record<string, string>; filter: z.output<Filter> } {
  const known: Record<string, string> = {};
  const filter: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(schema.shape)) {
    const text = texts[key];
    if (text === undefined || apiOnly.includes(key)) continue;
    const read = readFilterValue(part as z.ZodType, text);
    if (!read) continue;
    known[key] = read.text;
    filter[key] = read.value;
  }
  return { known, filter: filter as z.output<Filter> };
}

function without<Value extends object>(value: Value, keys: readonly string[]): Value {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key))) as Value;
}

/** A condition on a column, if a value is given. */
export function isEqual(column: SQLWrapper, value: string | undefined): SQL | undefined {
  return value ? sql`${column} = ${value}` : undefined;
}

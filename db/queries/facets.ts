import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { COUNTED_UP_TO, type Counts } from '#lib/model/count.ts';
import type { Database } from '../client.ts';

/** More different values than this are not listed. */
const VALUES = 50;

/** A column by whose values a list is counted. */
export type Facet = {
  column: SQLWrapper;
  /** Without them the column has an index that begins with it: they are found by leaping from one to the next. */
  values?: readonly string[];
  /** What its index goes on with after the column: then common values too are counted along it, not through the table. */
  within?: SQLWrapper;
};

type Counted = {
  from: SQLWrapper;
  where: SQL | undefined;
  facet: Facet | undefined;
  /** The whole condition for one value of the facet. */
  ofValue: (value: string) => SQL | undefined;
  /** What else is counted, by name; each condition is the whole one. */
  also?: Readonly<Record<string, SQL | undefined>>;
};

/** At most `COUNTED_UP_TO + 1` rows, to be counted: quick however many there are. */
export function capped(from: SQLWrapper, where: SQL | undefined, order: SQL = sql``): SQL {
  const those = where ? sql`where ${where}` : sql``;
  return sql`select count(*)::int as count from (
    select 1 from ${from} ${those} ${order} limit ${sql.raw(String(COUNTED_UP_TO + 1))}) as capped`;
}

/** Counts by the values of a column and by other conditions, `total` beside them; nothing is counted further than a person reads. */
export async function countBy(db: Database, { from, where, facet, ofValue, also = {} }: Counted): Promise<Counts> {
  const values = facet ? (facet.values ?? (await valuesOf(db, from, facet.column))) : [];
  // Each value stands in the statement itself: how rare it is decides how best to count it.
  // All rows in the order of an index: so no table is walked through.
  const along = where || !facet?.within ? sql`` : sql`order by ${facet.within}`;
  const whole = where || !facet ? sql`` : sql`order by ${facet.column}`;
  const counted: [string, SQL][] = [
    ...values.map((value): [string, SQL] => [value, capped(from, ofValue(value), along)]),
    ...Object.entries(also).map(([name, condition]): [string, SQL] => [name, capped(from, condition)]),
    ['total', capped(from, where, whole)],
  ];
  const selects = counted.map(([name, count]) => sql`select ${name}::text as facet, (${count}) as count`);
  const rows = await db.execute<{ facet: string; count: number }>(sql.join(selects, sql` union all `));
  return Object.fromEntries(rows.map(({ facet: name, count }) => [name, count]));
}

/** The different values of a column, by leaping over its index from one to the next. */
async function valuesOf(db: Database, table: SQLWrapper, column: SQLWrapper): Promise<string[]> {
  const rows = await db.execute<{ facet: string }>(sql`
    with recursive known(facet) as (
      (select min(${column}) from ${table})
      union all
      select (select min(${column}) from ${table} where ${column} > known.facet) from known where known.facet is not null
    )
    select facet from known where facet is not null limit ${sql.raw(String(VALUES))}`);
  return rows.map(({ facet }) => facet);
}

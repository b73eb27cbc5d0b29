import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { COUNTED_UP_TO, type Counts } from '#lib/model/count.ts';
import type { Database } from '../client.ts';

/** Maximum of listed distinct values. */
const VALUES = 50;

/** A column whose values are counted. */
export type Facet = {
  column: SQLWrapper;
  /** The values; without them they are read from an index that begins with the column, by a loose index scan. */
  values?: readonly string[];
  /** The next columns of that index: then common values are also counted from the index, not from the table. */
  within?: SQLWrapper;
};

type Counted = {
  from: SQLWrapper;
  where: SQL | undefined;
  facet: Facet | undefined;
  /** The whole condition for one value of the facet. */
  ofValue: (value: string) => SQL | undefined;
  /** Further counts by name, each with its whole condition. */
  also?: Readonly<Record<string, SQL | undefined>>;
  /** Columns in whose order some counts read, by the name of the count: those of indexes, where the planner would scan the table. */
  orders?: Readonly<Record<string, SQLWrapper>> | undefined;
};

/** At most `COUNTED_UP_TO + 1` rows, so that counting is fast. */
export function capped(from: SQLWrapper, where: SQL | undefined, order: SQL = sql``): SQL {
  const those = where ? sql`where ${where}` : sql``;
  return sql`select count(*)::int as count from (
    select 1 from ${from} ${those} ${order} limit ${sql.raw(String(COUNTED_UP_TO + 1))}) as capped`;
}

/** Counts by the values of a column and by other conditions, and their `total`, each up to `COUNTED_UP_TO + 1`. */
export async function countBy(
  db: Database,
  { from, where, facet, ofValue, also = {}, orders = {} }: Counted,
): Promise<Counts> {
  const values = facet ? (facet.values ?? (await valuesOf(db, from, facet.column))) : [];
  // Values are literals in the statement, since their frequency decides the plan.
  // All rows in the order of an index, so that the table is not scanned; a column with given values may have none.
  const along = where || !facet?.within ? sql`` : sql`order by ${facet.within}`;
  const whole = where || !facet || facet.values ? sql`` : sql`order by ${facet.column}`;
  const orderOf = (name: string) => (orders[name] ? sql`order by ${orders[name]}` : undefined);
  const counted: [string, SQL][] = [
    ...values.map((value): [string, SQL] => [value, capped(from, ofValue(value), along)]),
    ...Object.entries(also).map(([name, condition]): [string, SQL] => [name, capped(from, condition, orderOf(name))]),
    ['total', capped(from, where, orderOf('total') ?? whole)],
  ];
  const selects = counted.map(([name, count]) => sql`select ${name}::text as facet, (${count}) as count`);
  const rows = await db.execute<{ facet: string; count: number }>(sql.join(selects, sql` union all `));
  return Object.fromEntries(rows.map(({ facet: name, count }) => [name, count]));
}

/** The distinct values of a column, by a loose index scan. */
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

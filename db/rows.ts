import { CasingCache } from 'drizzle-orm/casing';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Transaction } from './client.ts';
import * as schema from './schema/index.ts';

type Shape = { name: string; columns: { property: string; column: string; type: string }[]; key: string[] };

const casing = new CasingCache('snake_case');
const shapes = new Map(Object.entries(schema).map(([name, table]) => [name, shapeOf(table)]));

/** A table as whole sets of rows need it, read off its Drizzle definition. */
function shapeOf(table: PgTable): Shape {
  const { name, columns, primaryKeys } = getTableConfig(table);
  const spelt = (column: (typeof columns)[number]) => casing.getColumnCasing(column);
  const single = columns.filter((column) => column.primary).map(spelt);
  return {
    name,
    columns: columns.map((column) => ({ property: column.name, column: spelt(column), type: column.getSQLType() })),
    key: single.length > 0 ? single : (primaryKeys[0]?.columns ?? []).map(spelt),
  };
}

type Rows = Iterable<Readonly<Record<string, unknown>>>;

/**
 * Writes many rows in one statement: new ones are inserted, known ones replaced. Rows carry the property names of the
 * Drizzle table, values as JSON (instants as ISO text). `table` is the name under which the schema exports it.
 */
export async function upsertRows(tx: Transaction, table: string, rows: Rows): Promise<void> {
  const { name, columns, key } = shapeFor(table);
  const list = [...rows];
  if (list.length === 0) return;
  const names = columns.map(({ column }) => `"${column}"`).join(', ');
  const rest = columns
    .filter(({ column }) => !key.includes(column))
    .map(({ column }) => `"${column}" = excluded."${column}"`);
  const settle = rest.length > 0 ? `do update set ${rest.join(', ')}` : 'do nothing';
  await tx.unsafe(
    `insert into "${name}" (${names}) select ${columns.map(({ property }) => `"${property}"`).join(', ')}
     from json_to_recordset($1) as given(${recordOf(columns)})
     on conflict (${key.map((column) => `"${column}"`).join(', ')}) ${settle}`,
    [JSON.stringify(list)],
    { prepare: true },
  );
}

/** Deletes many rows by primary key in one statement. */
export async function deleteRows(tx: Transaction, table: string, rows: Rows): Promise<void> {
  const { name, columns, key } = shapeFor(table);
  const list = [...rows];
  if (list.length === 0) return;
  const keyed = columns.filter(({ column }) => key.includes(column));
  await tx.unsafe(
    `delete from "${name}" using json_to_recordset($1) as given(${recordOf(keyed)})
     where ${keyed.map(({ property, column }) => `"${name}"."${column}" = given."${property}"`).join(' and ')}`,
    [JSON.stringify(list)],
    { prepare: true },
  );
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };

/**
 * Reads the rows whose column `owner` holds one of some ids, in the form in which `upsertRows` takes them: property names,
 * instants as ISO text, decimals as text.
 */
export async function readRows(
  tx: Transaction,
  table: string,
  owner: string,
  ids: readonly string[],
): Promise<Record<string, Json>[]> {
  const { name, columns } = shapeFor(table);
  const of = columns.find(({ property }) => property === owner);
  if (!of) throw new Error(`No column ${owner} in ${table}`);
  const rows = await tx.unsafe<Record<string, Json | Date>[]>(
    `select ${columns.map(({ property, column }) => `"${column}" as "${property}"`).join(', ')}
     from "${name}" where "${of.column}" = any($1::uuid[])`,
    [[...ids]],
    { prepare: true },
  );
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([property, value]) => [property, value instanceof Date ? value.toISOString() : value]),
    ),
  );
}

/** A row as it is when it was stored and read again: all columns of its table and no others. */
export function asStored(table: string, row: Readonly<Record<string, Json | undefined>>): Record<string, Json> {
  return Object.fromEntries(shapeFor(table).columns.map(({ property }) => [property, row[property] ?? null]));
}

/** The primary key of a row, as text. */
export function keyOf(table: string, row: Readonly<Record<string, Json | undefined>>): string {
  const { columns, key } = shapeFor(table);
  return JSON.stringify(
    columns.flatMap(({ property, column }) => (key.includes(column) ? [row[property] ?? null] : [])),
  );
}

function recordOf(columns: Shape['columns']): string {
  return columns.map(({ property, type }) => `"${property}" ${type}`).join(', ');
}

function shapeFor(table: string): Shape {
  const shape = shapes.get(table);
  if (!shape) throw new Error(`No table ${table}`);
  return shape;
}

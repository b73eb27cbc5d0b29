import { CasingCache } from 'drizzle-orm/casing';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Transaction } from './client.ts';
import { givenRows } from './given-rows.ts';
import * as schema from './schema/index.ts';

type ShapeColumn = { property: string; column: string; type: string; isNumber: boolean };
type Shape = { name: string; columns: ShapeColumn[]; key: string[] };

const casing = new CasingCache('snake_case');
const shapes = new Map(Object.entries(schema).map(([name, table]) => [name, shapeOf(table)]));

/** A table, as statements on sets of rows need it, from its Drizzle definition. */
function shapeOf(table: PgTable): Shape {
  const { name, columns, primaryKeys } = getTableConfig(table);
  const spelt = (column: (typeof columns)[number]) => casing.getColumnCasing(column);
  const single = columns.filter((column) => column.primary).map(spelt);
  return {
    name,
    columns: columns.map((column) => ({
      property: column.name,
      column: spelt(column),
      type: column.getSQLType(),
      isNumber: column.dataType === 'number',
    })),
    key: single.length > 0 ? single : (primaryKeys[0]?.columns ?? []).map(spelt),
  };
}

/** A table, by the name under which the schema exports it. */
export type TableName = keyof typeof schema;

/** A row of a table as Drizzle types it. */
export type StoredRow<Table extends TableName> = Readonly<(typeof schema)[Table]['$inferSelect']>;

type Rows = Iterable<Readonly<Record<string, unknown>>>;

/**
 * Writes many rows in one statement: new ones are inserted, known ones replaced. Rows carry the property names of the
 * Drizzle table, values as in JSON (instants as ISO text). `table` is the name under which the schema exports it.
 */
export async function upsertRows(tx: Transaction, table: string, rows: Rows): Promise<void> {
  const { name, columns, key } = shapeFor(table);
  const list = [...rows];
  if (list.length === 0) return;
  const { table: given, parameters } = givenRows(columns, list);
  const names = columns.map(({ column }) => `"${column}"`).join(', ');
  const rest = columns
    .filter(({ column }) => !key.includes(column))
    .map(({ column }) => `"${column}" = excluded."${column}"`);
  const onConflict = rest.length > 0 ? `do update set ${rest.join(', ')}` : 'do nothing';
  await tx.unsafe(
    `insert into "${name}" (${names}) select * from ${given}
     on conflict (${key.map((column) => `"${column}"`).join(', ')}) ${onConflict}`,
    parameters,
    { prepare: true },
  );
}

/** Writes some columns, given by property, of many known rows in one statement. Rows that are not stored are left out. */
export async function updateRows(
  tx: Transaction,
  table: string,
  properties: readonly string[],
  rows: Rows,
): Promise<void> {
  const { name, columns, key } = shapeFor(table);
  const list = [...rows];
  if (list.length === 0) return;
  const keyed = columns.filter(({ column }) => key.includes(column));
  const written = columns.filter(({ property }) => properties.includes(property));
  const { table: given, parameters } = givenRows([...keyed, ...written], list);
  await tx.unsafe(
    `update "${name}" set ${written.map(({ property, column }) => `"${column}" = given."${property}"`).join(', ')}
     from ${given} where ${isGiven(name, keyed)}`,
    parameters,
    { prepare: true },
  );
}

/** Deletes many rows by primary key in one statement. */
export async function deleteRows(tx: Transaction, table: string, rows: Rows): Promise<void> {
  const { name, columns, key } = shapeFor(table);
  const list = [...rows];
  if (list.length === 0) return;
  const keyed = columns.filter(({ column }) => key.includes(column));
  const { table: given, parameters } = givenRows(keyed, list);
  await tx.unsafe(`delete from "${name}" using ${given} where ${isGiven(name, keyed)}`, parameters, { prepare: true });
}

/**
 * Reads the rows whose column `owner` holds one of some ids, in the form in which `upsertRows` takes them: property names,
 * instants as ISO text, decimals as text, all other numbers as numbers. `rest` is SQL that follows this condition.
 */
export async function readRows<Table extends TableName>(
  tx: Transaction,
  table: Table,
  owner: string,
  ids: readonly string[],
  rest = '',
): Promise<StoredRow<Table>[]> {
  const of = shapeFor(table).columns.find(({ property }) => property === owner);
  if (!of) throw new Error(`No column ${owner} in ${table}`);
  return readAll(tx, table, `where "${of.column}" = any($1::uuid[]) ${rest}`, [[...ids]]);
}

/** Reads the rows of a table in the same form. `rest` is the SQL after its name, with the parameters that it has. */
export async function readAll<Table extends TableName>(
  tx: Transaction,
  table: Table,
  rest: string,
  parameters: string[][] = [],
): Promise<StoredRow<Table>[]> {
  const { name, columns } = shapeFor(table);
  const rows = await tx.unsafe<Record<string, unknown>[]>(
    `select ${columns.map(({ property, column }) => `"${column}" as "${property}"`).join(', ')} from "${name}" ${rest}`,
    parameters,
    { prepare: true },
  );
  // The driver returns a bigint as text.
  const numbers = new Set(columns.flatMap(({ property, isNumber }) => (isNumber ? property : [])));
  const asStated = (property: string, value: unknown) => {
    if (value instanceof Date) return value.toISOString();
    return typeof value === 'string' && numbers.has(property) ? Number(value) : value;
  };
  return rows.map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).map(([property, value]) => [property, asStated(property, value)]),
      ) as StoredRow<Table>,
  );
}

/** A row as it is read after storing it: all columns of its table and no others. */
export function asStored<Table extends TableName>(table: Table, row: StoredRow<Table>): StoredRow<Table> {
  const values = new Map<string, unknown>(Object.entries(row));
  const { columns } = shapeFor(table);
  return Object.fromEntries(
    columns.map(({ property }) => [property, values.get(property) ?? null]),
  ) as StoredRow<Table>;
}

/** The primary key of a row, as text. */
export function keyOf<Table extends TableName>(table: Table, row: StoredRow<Table>): string {
  const values = new Map<string, unknown>(Object.entries(row));
  const { columns, key } = shapeFor(table);
  return JSON.stringify(
    columns.flatMap(({ property, column }) => (key.includes(column) ? [values.get(property) ?? null] : [])),
  );
}

/** The condition that a row of a table has the given key. */
function isGiven(table: string, key: Shape['columns']): string {
  return key.map(({ property, column }) => `"${table}"."${column}" = given."${property}"`).join(' and ');
}

function shapeFor(table: string): Shape {
  const shape = shapes.get(table);
  if (!shape) throw new Error(`No table ${table}`);
  return shape;
}

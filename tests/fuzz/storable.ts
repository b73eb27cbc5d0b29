import { type Column, is } from 'drizzle-orm';
import { getTableConfig, PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import * as schema from '#db/schema/index.ts';
import type { ProjectedTable } from '#lib/projections/projection.ts';

/** Why the database cannot store a value; null if it can. */
type Check = (value: unknown) => string | null;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A B-tree entry holds 2,704 bytes, most of them for the value. */
const MAX_INDEXED_BYTES = 2_600;

/** Whether PostgreSQL can store a text: without NUL and without half a surrogate pair. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** Whether a text is an instant in the product's format, with a year of four digits. */
export function isInstant(text: string): boolean {
  return INSTANT.test(text) && !text.startsWith('0000') && !Number.isNaN(Date.parse(text));
}

/** Why the database cannot store a JSON value; null if it can. */
export function jsonFault(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return isStorableText(value) ? null : 'holds text that cannot be stored';
  if (typeof value === 'number') return Number.isFinite(value) ? null : `holds ${value}`;
  if (depth > 200) return 'is nested without end';
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, one] of Object.entries(value)) {
    const fault = isStorableText(key) ? jsonFault(one, depth + 1) : 'holds a name that cannot be stored';
    if (fault) return fault;
  }
  return null;
}

const text: Check = (value) => {
  if (typeof value !== 'string') return `is no text: ${typeof value}`;
  return isStorableText(value) ? null : 'cannot be stored as text';
};
const whole =
  (limit: number): Check =>
  (value) =>
    Number.isInteger(value) && Math.abs(value as number) <= limit
      ? null
      : `is no whole number up to ${limit}: ${value}`;
const matching =
  (what: string, test: (text: string) => boolean): Check =>
  (value) =>
    typeof value === 'string' && test(value) ? null : `is no ${what}: ${String(value).slice(0, 60)}`;

const CHECKS: Readonly<Record<string, Check>> = {
  text,
  'text[]': (value) =>
    Array.isArray(value) ? (value.map(text).find((fault) => fault !== null) ?? null) : 'is no list',
  uuid: matching('uuid', (one) => UUID.test(one)),
  integer: whole(2_147_483_647),
  smallint: whole(32_767),
  boolean: (value) => (typeof value === 'boolean' ? null : 'is neither true nor false'),
  json: (value) => jsonFault(value),
  jsonb: (value) => jsonFault(value),
  numeric: matching('number', (one) => /^-?\d{1,1000}(\.\d{1,1000})?$/.test(one)),
  'timestamp (3) with time zone': matching('instant', isInstant),
};

type Shape = { columns: { name: string; notNull: boolean; check: Check }[]; indexed: string[][] };

const tables = new Map<string, PgTable>(Object.entries(schema));
const shapes = new Map<ProjectedTable, Shape>();

function shapeOf(name: ProjectedTable): Shape {
  const known = shapes.get(name);
  if (known) return known;
  const table = tables.get(name);
  if (!table) throw new Error(`There is no table ${name}`);
  const { columns, indexes, primaryKeys } = getTableConfig(table);
  const shape: Shape = {
    columns: columns.map((column) => ({ name: column.name, notNull: column.notNull, check: checkOf(column) })),
    indexed: [
      ...primaryKeys.map((key) => key.columns.map((column) => column.name)),
      ...indexes.map(({ config }) =>
        config.columns.flatMap((one) => ('name' in one && one.name ? [String(one.name)] : [])),
      ),
    ],
  };
  shapes.set(name, shape);
  return shape;
}

function checkOf(column: Column): Check {
  const check = is(column, PgColumn) ? CHECKS[column.getSQLType()] : undefined;
  if (!check) throw new Error(`No check for the type of ${column.name}`);
  return check;
}

/** Why the database would reject a row; null if it would not. */
export function rowFault(table: ProjectedTable, row: object): string | null {
  const values = new Map<string, unknown>(Object.entries(row));
  const { columns, indexed } = shapeOf(table);
  for (const { name, notNull, check } of columns) {
    const value = values.get(name) ?? null;
    if (value === null && !notNull) continue;
    const fault = value === null ? 'is missing' : check(value);
    if (fault) return `${table}.${name} ${fault}`;
  }
  for (const names of indexed) {
    const bytes = names.reduce((sum, name) => sum + bytesOf(values.get(name)), 0);
    if (bytes > MAX_INDEXED_BYTES) return `${table} (${names.join(', ')}) is too long for an index`;
  }
  return null;
}

function bytesOf(value: unknown): number {
  if (typeof value !== 'string') return 0;
  return value.length < 200 ? value.length * 3 : Buffer.byteLength(value);
}

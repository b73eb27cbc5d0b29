import type { SQL, SQLWrapper } from 'drizzle-orm';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The forms of sort values, and the cast from their text to a database value. */
export const FORMS = {
  instant: { form: /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, cast: 'timestamptz', unique: false },
  text: { form: /^[^\0]{0,500}$/, cast: 'text', unique: false },
  integer: { form: /^-?\d{1,9}$/, cast: 'integer', unique: false },
  bigint: { form: /^-?\d{1,18}$/, cast: 'bigint', unique: false },
  number: { form: /^-?\d{1,20}(\.\d{1,12})?$/, cast: 'numeric', unique: false },
  /** Unique values, which need no id beside them. */
  uuid: { form: UUID, cast: 'uuid', unique: true },
  serial: { form: /^\d{1,15}$/, cast: 'bigint', unique: true },
} as const;

export type Direction = 'asc' | 'desc';

/** A sort column; there is an index on `(by, id)`, or on `by` if its form is unique. */
export type Sort<Row> = {
  by: SQLWrapper;
  form: keyof typeof FORMS;
  /** Whether rows may have no value; those come last in either direction. */
  nullable?: boolean;
  /** The direction when the request has none. */
  natural: Direction;
  key(row: Row): string | null;
  /** Set if the value is not in the table of the list: rows without one are then read by their ids. */
  elsewhere?: Elsewhere;
};

/** Where the values of a sort are: one row, with `id` of the list's row, for each that has one. */
export type Elsewhere = {
  /** In the order of value and id, so that a page ends the reading of the list. */
  from(direction: Direction): SQL;
  id: SQL;
  /** Whether a row of the list has a value. */
  has: SQL;
};

/** A table that is joined to that of a list. */
export type Join = { table: SQL; on: SQL };

export type Sorts = Readonly<Record<string, Pick<Sort<never>, 'form' | 'nullable'>>>;

/** The position of a row in a sorted list, by value and id; `id` is null for unique values. */
export type Place = { value: string | null; id: string | null };

/** Encodes a cursor, which is opaque to callers: sort and position, base64url. */
export function writeCursor(sort: string, { value, id }: Place): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');
}

/** Decodes a cursor of a list with this sort; null if it is invalid. */
export function readCursor(cursor: string, sorts: Sorts, sort: string): Place | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const column = Object.hasOwn(sorts, sort) ? sorts[sort] : undefined;
    if (!column || !Array.isArray(parts) || parts.length !== 3 || parts[0] !== sort) return null;
    const [, value, id] = parts as unknown[];
    const { form, unique } = FORMS[column.form];
    if (unique ? id !== null : typeof id !== 'string' || !UUID.test(id)) return null;
    const place = { id: id as string | null };
    if (value === null) return column.nullable ? { ...place, value } : null;
    if (typeof value !== 'string' || !form.test(value)) return null;
    return column.form === 'instant' && !isOnCalendar(value) ? null : { ...place, value };
  } catch {
    return null;
  }
}

/** JavaScript reads 31 February as 3 March; the database rejects it. */
function isOnCalendar(instant: string): boolean {
  const at = Date.parse(instant);
  return !Number.isNaN(at) && new Date(at).toISOString() === instant;
}

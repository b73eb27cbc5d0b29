import type { SQLWrapper } from 'drizzle-orm';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What the values of a sort column look like, and how their text becomes a value of the database again. */
export const FORMS = {
  instant: { form: /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, cast: 'timestamptz', unique: false },
  text: { form: /^[^\0]{0,500}$/, cast: 'text', unique: false },
  number: { form: /^-?\d{1,20}(\.\d{1,12})?$/, cast: 'numeric', unique: false },
  /** No two rows share a value: it needs no id beside it. */
  uuid: { form: UUID, cast: 'uuid', unique: true },
  serial: { form: /^\d{1,15}$/, cast: 'bigint', unique: true },
} as const;

export type Direction = 'asc' | 'desc';

/** A column by which a list may be sorted; `(by, id)` has an index, `by` alone where its form is unique. */
export type Sort<Row> = {
  by: SQLWrapper;
  form: keyof typeof FORMS;
  /** Whether there are rows without a value. They come last, in either direction. */
  nullable?: boolean;
  /** The direction when the request has none. */
  natural: Direction;
  key(row: Row): string | null;
};

export type Sorts = Readonly<Record<string, Pick<Sort<never>, 'form' | 'nullable'>>>;

/** A row of a sorted list, by its value and id; `id` is null where no two rows share a value. */
export type Place = { value: string | null; id: string | null };

/** A cursor is opaque to callers: the sort and the place of a row in it, base64url. */
export function writeCursor(sort: string, { value, id }: Place): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');
}

/** Where a cursor of a list sorted in this way points; null for anything that the list did not hand out. */
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

/** JavaScript takes 31 February for 3 March; the database does not take it at all. */
function isOnCalendar(instant: string): boolean {
  const at = Date.parse(instant);
  return !Number.isNaN(at) && new Date(at).toISOString() === instant;
}

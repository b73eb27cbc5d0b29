/** A page of rows and where the next one starts; `nextCursor` is null at the end. */
export type Page<Row> = { data: Row[]; nextCursor: string | null };

/** A cursor is opaque to callers: the sort key of the last row, base64url. */
export function encodeCursor(parts: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What the sort key of each list looks like. */
const KEYS = { deliveries: [UUID], activity: [/^\d{1,15}$/], events: [/^\d{1,9}$/] } as const;

/** The parts of a cursor that this list handed out, or null for anything else: it never reaches the database. */
export function decodeCursor(cursor: string, list: keyof typeof KEYS): string[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const key: readonly RegExp[] = KEYS[list];
    if (!Array.isArray(parts) || parts.length !== key.length) return null;
    return key.every((form, at) => typeof parts[at] === 'string' && form.test(parts[at])) ? parts : null;
  } catch {
    return null;
  }
}

/** Cuts a result that was read one row too long into a page. */
export function toPage<Row>(rows: readonly Row[], limit: number, key: (row: Row) => string[]): Page<Row> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? encodeCursor(key(last)) : null };
}

/**
 * The same for rows that were read backwards from a cursor, nearest first. The row of the cursor comes next, so there
 * always is a next page; fewer rows than `limit` mean that this is the first one.
 */
export function toPageBefore<Row>(rows: readonly Row[], limit: number, key: (row: Row) => string[]): Page<Row> {
  const data = rows.slice(0, limit).reverse();
  const last = data.at(-1);
  return { data, nextCursor: last ? encodeCursor(key(last)) : null };
}

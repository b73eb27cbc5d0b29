import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { deliveries } from '../schema/index.ts';

/** Free text is looked for in so many deliveries, and in so many bytes: the latest that match the other filters. */
export const SEARCHED_DELIVERIES = 10_000;
export const SEARCHED_BYTES = 16 * 1024 * 1024;

/**
 * What of a filter was searched for a text: `complete` if it is everything in the database, else `since` is when the earliest was received.
 * `hasArchive`: there are archived bodies, which are not searched.
 */
export type SearchedPayloads = { deliveries: number; since: string; complete: boolean; hasArchive: boolean };

const stored = sql`case when deliveries.body is null then 0 else deliveries.bytes end`;

/** The deliveries that are searched; `where` is the rest of the filter. The latest is always among them. */
function searched(where: SQL | undefined): SQL {
  return sql`
    select id, body, received_at from (
      select deliveries.id, deliveries.body, deliveries.received_at,
        sum(${stored}) over (order by deliveries.id desc) - ${stored} as later
      from ${deliveries} ${where ? sql`where ${where}` : sql``} order by deliveries.id desc limit ${SEARCHED_DELIVERIES}
    ) as latest where later < ${SEARCHED_BYTES}`;
}

/** Whether a delivery is one of the searched ones, and its stored bytes contain a text. Capitals of ASCII letters do not matter. */
export function hasText(text: string, where: SQL | undefined): SQL {
  const bytes = Buffer.from(text);
  const forms = [...new Set([lower(bytes.toString('latin1')), lower(escaped(text))])];
  const decoded = sql`lower(convert_from(body, 'LATIN1') collate "C")`;
  const isIn = forms.map((form) => sql`position(${form}::text in ${decoded}) > 0`);
  // Bytes are compared as Latin 1, which every byte sequence is, except one with a NUL.
  return sql`deliveries.id in (
    select id from (${searched(where)}) as searched
    where case when position('\\x00'::bytea in body) > 0 then position(convert_to(${text}, 'UTF8') in body) > 0
      else ${sql.join(isIn, sql` or `)} end)`;
}

/** What `hasText` searches. */
export async function readSearched(db: Database, where: SQL | undefined): Promise<SearchedPayloads> {
  const rows = await db.execute<SearchedPayloads>(sql`
    with searched as (select count(*)::integer as deliveries, min(id::text)::uuid as first from (${searched(where)}) as searched)
    select searched.deliveries, deliveries.received_at as since,
      not exists (select from deliveries where deliveries.id < searched.first ${where ? sql`and ${where}` : sql``}) as complete,
      exists (select from archive_files) as "hasArchive"
    from searched join deliveries on deliveries.id = searched.first`);
  const [row] = rows;
  if (!row) return { deliveries: 0, since: '', complete: true, hasArchive: false };
  return { ...row, since: new Date(row.since).toISOString() };
}

/** JSON may have any other character as an escape sequence. */
function escaped(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** As the database does it in the locale `C`. */
function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

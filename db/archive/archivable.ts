import type { Sql, Transaction } from '../client.ts';
import type { ArchivedDelivery } from './line.ts';

/** A place in the order in which deliveries are archived. */
export type After = { receivedAt: string; id: string };

/** Rows that are considered at once, and the bytes of bodies that are in memory, unless one body has more. */
const ROWS = 200;
const BYTES = 4 * 1024 * 1024;

/** A month in UTC: `2026-03`. */
export const monthRange = (month: string): { from: string; until: string } => {
  const from = new Date(`${month}-01T00:00:00.000Z`);
  return { from: from.toISOString(), until: monthAfter(from).toISOString() };
};

/** The first instant of the next month, UTC. */
export function monthAfter(instant: Date): Date {
  return new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() + 1));
}

/** Larger bodies stay in the database: one line of a file has to fit into memory several times. Webhooks are never as large. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** A condition on `d`: no event of the delivery waits to be processed, and its body is not too large. */
const archivable = (sql: Sql | Transaction) => sql`
  d.bytes <= ${MAX_BODY_BYTES}::int and not exists (select from events e where e.delivery_id = d.id and e.state = 'pending')`;

/** A condition on `d`: none of its events is about a shipment with a hold. */
export const notHeld = (sql: Sql | Transaction) => sql`
  not exists (
    select from events e cross join shipment_holds hold where e.delivery_id = d.id
      and exists (select from entity_events of where of.entity_id = hold.shipment_id and of.event_id = e.id))`;

/** How many deliveries of a month would be archived, and the bytes of their bodies. */
export async function countArchivable(sql: Sql, month: string): Promise<{ deliveries: number; bodyBytes: number }> {
  const { from, until } = monthRange(month);
  const [row] = await sql<{ deliveries: number; bytes: string }[]>`
    select count(*)::int as deliveries, coalesce(sum(bytes), 0)::text as bytes from deliveries d
    where d.body is not null and d.received_at >= ${from} and d.received_at < ${until}
      and ${archivable(sql)} and ${notHeld(sql)}`;
  return { deliveries: row?.deliveries ?? 0, bodyBytes: Number(row?.bytes) };
}

/** The next deliveries of a month to archive, with their bytes, in the order of their arrival; empty at the end. */
export async function nextArchivable(
  sql: Sql | Transaction,
  month: string,
  after: After | null,
): Promise<ArchivedDelivery[]> {
  const { from, until } = monthRange(month);
  const ids = await sql<{ id: string; bytes: number }[]>`
    select d.id, d.bytes from deliveries d
    where d.body is not null and d.received_at >= ${from} and d.received_at < ${until}
      ${after ? sql`and (d.received_at, d.id) > (${after.receivedAt}::timestamptz, ${after.id}::uuid)` : sql``}
      and ${archivable(sql)} and ${notHeld(sql)}
    order by d.received_at, d.id limit ${ROWS}`;
  let room = BYTES;
  const fitting = ids.filter(({ bytes }, at) => {
    room -= bytes;
    return at === 0 || room >= 0;
  });
  const rows = await sql<(Omit<ArchivedDelivery, 'receivedAt'> & { receivedAt: Date })[]>`
    select id, provider, source, status, received_at as "receivedAt", remote, headers::text as headers, body from deliveries
    where id = any(${fitting.map(({ id }) => id)}::uuid[]) and body is not null order by received_at, id`;
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
}

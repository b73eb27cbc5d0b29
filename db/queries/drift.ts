import { and, eq, inArray, ne, type SQL, sql } from 'drizzle-orm';
import type { Cause } from '#lib/model/drift.ts';
import type { Database } from '../client.ts';
import { drift, events } from '../schema/index.ts';
import { type Counts, countBy } from './facets.ts';
import { type Listing, type ListPage, type Paging, readPage, type Sort } from './list.ts';
import { bytewise } from './record-filters.ts';

export type DriftRow = typeof drift.$inferSelect;
/** A corrected value, the name by which people know what it is of, and the delivery that brought it. */
export type DriftListItem = DriftRow & { name: string; deliveryId: string | null };
export type DriftFilter = {
  provider?: string | undefined;
  cause?: Cause | undefined;
  run?: string | undefined;
  subject?: string | undefined;
};

/** Missed webhooks come first, what was completed last; within a cause the latest. */
const RANKS: Readonly<Record<Cause, number>> = {
  missed_webhook: 5,
  late_webhook: 4,
  conflict: 3,
  silent_change: 2,
  completed: 1,
};
const ranked = sql.join(
  Object.entries(RANKS).map(([cause, rank]) => sql.raw(`when '${cause}' then '${rank} '`)),
  sql` `,
);

/** How corrected values may be sorted. */
export const DRIFT_SORTS = {
  cause: {
    by: bytewise(sql`(case ${drift.cause} ${ranked} end)
      || to_char(${drift.correctedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`),
    form: 'text',
    first: 'desc',
    key: (row) => `${RANKS[row.cause]} ${row.correctedAt}`,
  },
  correctedAt: { by: drift.correctedAt, form: 'instant', first: 'desc', key: (row) => row.correctedAt },
} as const satisfies Record<string, Sort<DriftRow>>;

/** Lists the values that were wrong until a reconciliation corrected them, missed webhooks first. What was completed only when asked for. */
export async function listDrift(db: Database, filter: DriftFilter & Paging): Promise<ListPage<DriftListItem>> {
  const listing: Listing<DriftRow> = {
    id: drift.id,
    sorts: DRIFT_SORTS,
    sort: 'cause',
    read: (where, order, limit) =>
      db
        .select()
        .from(drift)
        .where(where)
        .orderBy(...order)
        .limit(limit),
  };
  const page = await readPage(listing, conditions(filter), filter);
  const [names, deliveries] = await Promise.all([namesOf(db, page.data), deliveriesOf(db, page.data)]);
  const data = page.data.map((row) => ({
    ...row,
    name: names.get(row.subjectId) ?? row.subjectId,
    deliveryId: deliveries.get(row.eventId) ?? null,
  }));
  return { ...page, data };
}

/** Counts by cause under the other filters. `total` is of values that were wrong; those that were completed are counted apart. */
export async function countDriftBy(db: Database, by: 'cause', filter: DriftFilter = {}): Promise<Counts> {
  const counts = await countBy(db, { table: drift, column: drift[by], where: narrowed(filter) });
  return { ...counts, total: (counts.total ?? 0) - (counts.completed ?? 0) };
}

function conditions(filter: DriftFilter): SQL | undefined {
  return and(narrowed(filter), filter.cause ? eq(drift.cause, filter.cause) : ne(drift.cause, 'completed'));
}

function narrowed({ provider, run, subject }: DriftFilter): SQL | undefined {
  return and(
    provider ? eq(drift.provider, provider) : undefined,
    run ? eq(drift.runId, run) : undefined,
    subject ? eq(drift.subjectId, subject) : undefined,
  );
}

/** The names of shipments, parties and records, by id. */
async function namesOf(db: Database, rows: readonly DriftRow[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const ids = sql.join(
    [...new Set(rows.map(({ subjectId }) => subjectId))].map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  const records = ['bookings', 'purchase_orders', 'products', 'invoices', 'documents'].map(
    (table) => sql`select id, number as name from ${sql.identifier(table)} where id in (${ids})`,
  );
  const shipments = sql`select id, coalesce(name, external_id) as name from shipments where id in (${ids})`;
  const parties = sql`select id, coalesce(name, external_id) as name from parties where id in (${ids})`;
  const named = await db.execute<{ id: string; name: string }>(
    sql.join([shipments, parties, ...records], sql` union all `),
  );
  return new Map(named.map(({ id, name }) => [id, name]));
}

async function deliveriesOf(db: Database, rows: readonly DriftRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map(({ eventId }) => eventId))];
  if (ids.length === 0) return new Map();
  const found = await db
    .select({ id: events.id, delivery: events.deliveryId })
    .from(events)
    .where(inArray(events.id, ids));
  return new Map(found.map(({ id, delivery }) => [id, delivery]));
}

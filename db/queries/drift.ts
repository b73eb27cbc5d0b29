import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Cause } from '#lib/model/drift.ts';
import type { Database } from '../client.ts';
import { drift, events } from '../schema/index.ts';
import { type Counts, countBy } from './facets.ts';
import { type Listing, type ListPage, type Paging, readPage, type Sort } from './list.ts';

export type DriftRow = typeof drift.$inferSelect;
/** A corrected value, the name by which people know what it is of, and the delivery that brought it. */
export type DriftListItem = DriftRow & { name: string; deliveryId: string | null };
export type DriftFilter = {
  provider?: string | undefined;
  cause?: Cause | undefined;
  run?: string | undefined;
  entity?: string | undefined;
};

/** How corrected values may be sorted. */
export const DRIFT_SORTS = {
  correctedAt: { by: drift.correctedAt, form: 'instant', first: 'desc', key: (row) => row.correctedAt },
} as const satisfies Record<string, Sort<DriftRow>>;

/** Lists the values that were wrong until a reconciliation corrected them, the latest first. */
export async function listDrift(db: Database, filter: DriftFilter & Paging): Promise<ListPage<DriftListItem>> {
  const listing: Listing<DriftRow> = {
    id: drift.id,
    sorts: DRIFT_SORTS,
    sort: 'correctedAt',
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
    name: names.get(row.entityId) ?? row.entityId,
    deliveryId: deliveries.get(row.eventId) ?? null,
  }));
  return { ...page, data };
}

/** Counts by cause under the other filters. */
export function countDriftBy(db: Database, by: 'cause', filter: DriftFilter = {}): Promise<Counts> {
  return countBy(db, { table: drift, column: drift[by], where: conditions({ ...filter, [by]: undefined }) });
}

function conditions({ provider, cause, run, entity }: DriftFilter): SQL | undefined {
  return and(
    provider ? eq(drift.provider, provider) : undefined,
    cause ? eq(drift.cause, cause) : undefined,
    run ? eq(drift.runId, run) : undefined,
    entity ? eq(drift.entityId, entity) : undefined,
  );
}

/** The names of shipments, parties and records, by id. */
async function namesOf(db: Database, rows: readonly DriftRow[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const ids = sql.join(
    [...new Set(rows.map(({ entityId }) => entityId))].map((id) => sql`${id}::uuid`),
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

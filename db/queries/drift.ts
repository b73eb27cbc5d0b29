import { and, eq, gte, inArray, ne, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { CAUSES, type Cause } from '#lib/model/drift.ts';
import { provider } from '#lib/model/filter.ts';
import type { Database } from '../client.ts';
import { drift, events } from '../schema/index.ts';
import { declareList, isEqual, rowsOf } from './declared-list.ts';
import { bytewise } from './record-filters.ts';

export type DriftRow = typeof drift.$inferSelect;
/** A corrected value, the name of its entity for users, and the delivery that contained it. */
export type DriftListItem = DriftRow & { name: string; deliveryId: string | null };

/** The order of causes: missed webhooks first, completed values last; within a cause the latest first. */
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

/** Values that were wrong until a reconciliation corrected them, missed webhooks first. Completed values need the filter `completed`. */
export const DRIFT = declareList({
  path: '/reconciliation/drift',
  title: 'Corrected values',
  filter: z.strictObject({
    provider,
    cause: z
      .enum(Object.keys(CAUSES) as [Cause, ...Cause[]])
      .optional()
      .describe('Why the value was wrong. Values that were only completed are listed by `completed` alone.'),
    run: z.uuid().optional().describe('Only values that this run corrected.'),
    days: z.coerce
      .number()
      .int()
      .min(1)
      .max(366)
      .optional()
      .describe('Only values that were corrected in the last so many times 24 hours.'),
    entity: z.uuid().optional().describe('Only values of the shipment, party or record with this id.'),
  }),
  apiOnly: ['entity'],
  sorts: {
    cause: {
      by: bytewise(sql`(case ${drift.cause} ${ranked} end)
        || to_char(${drift.correctedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`),
      form: 'text',
      natural: 'desc',
      key: (row: DriftRow) => `${RANKS[row.cause]} ${row.correctedAt}`,
    },
    correctedAt: { by: drift.correctedAt, form: 'instant', natural: 'desc', key: (row: DriftRow) => row.correctedAt },
  },
  id: drift.id,
  from: drift,
  facets: { cause: { column: drift.cause, values: Object.keys(CAUSES) } },
  where: (_db, query): SQL | undefined =>
    and(
      isEqual(drift.provider, query.provider),
      query.cause ? eq(drift.cause, query.cause) : ne(drift.cause, 'completed'),
      query.run ? eq(drift.runId, query.run) : undefined,
      query.days ? gte(drift.correctedAt, sql`now() - make_interval(hours => 24 * ${query.days}::int)`) : undefined,
      query.entity ? eq(drift.entityId, query.entity) : undefined,
    ),
  rows: rowsOf(drift),
  async items(db, rows): Promise<DriftListItem[]> {
    const [names, deliveries] = await Promise.all([namesOf(db, rows), deliveriesOf(db, rows)]);
    return rows.map((row) => ({
      ...row,
      name: names.get(row.entityId) ?? row.entityId,
      deliveryId: deliveries.get(row.eventId) ?? null,
    }));
  },
});

/** The names of shipments, parties and records, by id. */
async function namesOf(db: Database, rows: readonly DriftRow[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const ids = sql.join(
    [...new Set(rows.map(({ entityId }) => entityId))].map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  const records = ['bookings', 'purchase_orders', 'products', 'invoices', 'documents', 'containers'].map(
    (table) => sql`select id, number as name from ${sql.identifier(table)} where id in (${ids})`,
  );
  const order = sql`select min(value) from shipment_references where shipment_id = shipments.id and type = 'purchase_order'`;
  const shipments = sql`select id, coalesce(name, (${order}), external_id) as name from shipments where id in (${ids})`;
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

import { asc, eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm';
import { eventId } from '#lib/model/identity.ts';
import { DELIVERY_LABELS } from '#lib/model/labels.ts';
import type { Database } from '../client.ts';
import { deliveries, events } from '../schema/index.ts';
import { declareList } from './declared-list.ts';
import { deliveriesWhere, deliveryFilter } from './delivery-filter.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;
export type EventRow = typeof events.$inferSelect;

/** Maximum of events in a line of the list; the page of the delivery has all of them. */
const EVENTS_IN_LIST = 20;

/** The number of events in a state, their maximum of attempts, and when the last of them was settled. */
export type StateCount = { state: string; count: number; attempts: number; settledAt: string | null };

/** Where archived bytes are, and what is known of them without reading them. */
export type ArchiveColumn = 'archive' | 'archiveFrame' | 'archiveAt' | 'bodySha256' | 'initialSync';
type Unlisted = 'body' | 'headers' | ArchiveColumn;

export type DeliveryListItem = Omit<DeliveryRow, Unlisted> & {
  /** Its first events; empty for a duplicate. */
  events: Pick<EventRow, 'id' | 'key' | 'state' | 'type' | 'attempts' | 'settledAt' | 'reason' | 'version'>[];
  /** All of its events, counted by state. */
  states: StateCount[];
  /** Of a duplicate: when the first delivery was received. */
  firstReceivedAt: string | null;
};

const { body: _body, headers: _headers, ...withPlace } = getTableColumns(deliveries);
const { archive: _archive, archiveFrame: _frame, archiveAt: _at, bodySha256: _sha256, ...withInitial } = withPlace;
const { initialSync: _initial, ...shown } = withInitial;

/** The columns of a delivery without its bytes, its headers, and where they are. */
export const deliveryColumns = shown;

const listed = {
  ...deliveryColumns,
  contents: sql<DeliveryRow['contents']>`case when contents is not null then (
    select json_agg(item) from (select item from json_array_elements(contents) as item limit ${EVENTS_IN_LIST}) as kept) end`,
};
type Listed = Omit<DeliveryRow, Unlisted>;

/** Received deliveries with their first events. Their ids are in the order of arrival. */
export const DELIVERIES = declareList({
  path: '/deliveries',
  title: 'Webhook log',
  find: 'Text in payloads',
  filter: deliveryFilter,
  sorts: { receivedAt: { by: deliveries.id, form: 'uuid', natural: 'desc', key: (row: Listed) => row.id } },
  id: deliveries.id,
  from: deliveries,
  tabs: { by: 'status', labels: DELIVERY_LABELS },
  facets: { status: { column: deliveries.status, values: Object.keys(DELIVERY_LABELS) } },
  where: (_db, query): SQL | undefined => deliveriesWhere(query),
  rows: (db, where, order, limit): Promise<Listed[]> =>
    db
      .select(listed)
      .from(deliveries)
      .where(where)
      .orderBy(...order)
      .limit(limit),
  async items(db, rows): Promise<DeliveryListItem[]> {
    const ids = rows.map((row) => row.id);
    const [first, states, repeated] = await Promise.all([
      firstEventsOf(db, ids),
      countStates(db, ids),
      firstArrivals(db, rows),
    ]);
    return rows.map((row) => ({
      ...row,
      events: first.get(row.id) ?? [],
      states: states.get(row.id) ?? [],
      firstReceivedAt: repeated.get(row.id) ?? null,
    }));
  },
});

async function firstEventsOf(db: Database, ids: string[]): Promise<Map<string, DeliveryListItem['events']>> {
  if (ids.length === 0) return new Map();
  const { id, key, state, type, attempts, settledAt, reason, version, deliveryId, position } = events;
  const some = db
    .select({ id, key, state, type, attempts, settledAt, reason, version, deliveryId, position })
    .from(events)
    .where(eq(deliveryId, sql`given.id`))
    .orderBy(asc(position))
    .limit(EVENTS_IN_LIST)
    .as('kept');
  const rows = await db
    .select({
      delivery: some.deliveryId,
      event: {
        id: some.id,
        key: some.key,
        state: some.state,
        type: some.type,
        attempts: some.attempts,
        settledAt: some.settledAt,
        reason: some.reason,
        version: some.version,
      },
    })
    .from(sql`unnest(${sql.param(ids)}::uuid[]) as given(id)`)
    .crossJoinLateral(some)
    .orderBy(some.deliveryId, some.position);
  return grouped(rows.map(({ delivery, event }) => [delivery, event]));
}

/** The events of deliveries, counted by state. */
export async function countStates(db: Database, ids: string[]): Promise<Map<string, StateCount[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      delivery: events.deliveryId,
      state: events.state,
      count: sql<number>`count(*)::int`,
      attempts: sql<number>`max(${events.attempts})`,
      settledAt: sql<string | null>`max(${events.settledAt})`.mapWith(events.settledAt),
    })
    .from(events)
    .where(inArray(events.deliveryId, ids))
    .groupBy(events.deliveryId, events.state);
  return grouped(rows.map(({ delivery, ...count }) => [delivery, count]));
}

/** By duplicate: when the first delivery was received. */
async function firstArrivals(
  db: Database,
  rows: readonly Pick<DeliveryRow, 'id' | 'provider' | 'contents'>[],
): Promise<Map<string, string>> {
  const wanted = new Map(
    rows.flatMap(({ id, provider, contents }) => (contents?.[0] ? [[id, eventId(provider, contents[0][0])]] : [])),
  );
  if (wanted.size === 0) return new Map();
  const found = await db
    .select({ id: events.id, receivedAt: events.receivedAt })
    .from(events)
    .where(inArray(events.id, [...wanted.values()]));
  const arrivals = new Map(found.map(({ id, receivedAt }) => [id, receivedAt]));
  return new Map([...wanted].flatMap(([id, event]) => (arrivals.has(event) ? [[id, arrivals.get(event) ?? '']] : [])));
}

function grouped<Value>(pairs: readonly (readonly [string, Value])[]): Map<string, Value[]> {
  const found = new Map<string, Value[]>();
  for (const [key, value] of pairs) {
    const list = found.get(key);
    if (list) list.push(value);
    else found.set(key, [value]);
  }
  return found;
}

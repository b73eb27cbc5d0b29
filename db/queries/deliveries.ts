import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { eventId } from '#lib/model/identity.ts';
import type { Database } from '../client.ts';
import { deliveries, effects, events, shipments } from '../schema/index.ts';
import { decodeCursor, type Page, toPage, toPageBefore } from './paging.ts';

type DeliveryRow = typeof deliveries.$inferSelect;
export type EventRow = typeof events.$inferSelect;
export type EffectRow = typeof effects.$inferSelect;

export type DeliveryListItem = Omit<DeliveryRow, 'body' | 'headers'> & {
  /** States of its events; empty for a duplicate. */
  events: Pick<EventRow, 'id' | 'key' | 'state' | 'type' | 'attempts' | 'settledAt' | 'reason'>[];
};

export type DeliveryFilter = {
  provider?: string | undefined;
  /** new | duplicate | malformed, or the state of an event: pending | parked | buried | applied | ignored. */
  verdict?: string | undefined;
  limit: number;
  cursor?: string | undefined;
  /** A cursor too: the page that ends before its row. */
  before?: string | undefined;
};

const EVENT_STATES = new Set(['pending', 'parked', 'buried', 'applied', 'ignored']);

const { body: _body, headers: _headers, ...listed } = columnsOf();

function columnsOf() {
  const { id, provider, source, verdict, receivedAt, remote, headers, body, bytes, eventCount, contents, error } =
    deliveries;
  return { id, provider, source, verdict, receivedAt, remote, headers, body, bytes, eventCount, contents, error };
}

/** Lists deliveries, newest first. */
export async function listDeliveries(db: Database, filter: DeliveryFilter): Promise<Page<DeliveryListItem>> {
  const after = filter.cursor ? decodeCursor(filter.cursor, 'deliveries') : null;
  const before = filter.before ? decodeCursor(filter.before, 'deliveries') : null;
  const rows = await db
    .select(listed)
    .from(deliveries)
    .where(
      and(
        filter.provider ? eq(deliveries.provider, filter.provider) : undefined,
        filter.verdict ? verdictIs(db, filter.verdict) : undefined,
        after ? sql`${deliveries.id} < ${after[0]}::uuid` : undefined,
        before ? sql`${deliveries.id} > ${before[0]}::uuid` : undefined,
      ),
    )
    .orderBy(filter.before ? asc(deliveries.id) : desc(deliveries.id))
    .limit(filter.limit + 1);
  const page = filter.before ? toPageBefore(rows, filter.limit, sortKey) : toPage(rows, filter.limit, sortKey);
  const held = await eventsOf(
    db,
    page.data.map((row) => row.id),
  );
  return { ...page, data: page.data.map((row) => ({ ...row, events: held.get(row.id) ?? [] })) };
}

function sortKey(row: { id: string }): string[] {
  return [row.id];
}

function verdictIs(db: Database, verdict: string): SQL {
  if (!EVENT_STATES.has(verdict)) return eq(deliveries.verdict, verdict);
  return inArray(deliveries.id, db.select({ id: events.deliveryId }).from(events).where(eq(events.state, verdict)));
}

async function eventsOf(db: Database, ids: string[]) {
  const found = new Map<string, DeliveryListItem['events']>();
  if (ids.length === 0) return found;
  const { id, key, state, type, attempts, settledAt, reason, deliveryId } = events;
  const rows = await db
    .select({ id, key, state, type, attempts, settledAt, reason, deliveryId })
    .from(events)
    .where(inArray(deliveryId, ids))
    .orderBy(asc(events.position));
  for (const { deliveryId: delivery, ...event } of rows) {
    const list = found.get(delivery) ?? [];
    list.push(event);
    found.set(delivery, list);
  }
  return found;
}

export type DeliveryDetail = Omit<DeliveryRow, 'body'> & {
  /** The exact bytes; for a duplicate those of the delivery that came first. */
  body: Uint8Array | null;
  events: (EventRow & { effects: EffectRow[] })[];
  shipments: { id: string; externalId: string; name: string | null }[];
};

/** One delivery with its bytes, its events and what they changed, or null. For a duplicate: the events it repeated. */
export async function getDelivery(db: Database, id: string): Promise<DeliveryDetail | null> {
  const [delivery] = await db.select().from(deliveries).where(eq(deliveries.id, id));
  if (!delivery) return null;
  const repeated = delivery.contents?.map(([key]) => eventId(delivery.provider, key));
  const held = await db
    .select()
    .from(events)
    .where(repeated ? inArray(events.id, repeated) : eq(events.deliveryId, id))
    .orderBy(asc(events.position));
  const changed = held.length
    ? await db
        .select()
        .from(effects)
        .where(
          inArray(
            effects.eventId,
            held.map((event) => event.id),
          ),
        )
        .orderBy(asc(effects.id))
    : [];
  const subjects = [...new Set(changed.map((effect) => effect.subjectId))];
  const touched = subjects.length
    ? await db
        .select({ id: shipments.id, externalId: shipments.externalId, name: shipments.name })
        .from(shipments)
        .where(inArray(shipments.id, subjects))
    : [];
  return {
    ...delivery,
    body: delivery.body ?? (await firstBody(db, held[0]?.deliveryId)),
    events: held.map((event) => ({ ...event, effects: changed.filter((effect) => effect.eventId === event.id) })),
    shipments: touched,
  };
}

async function firstBody(db: Database, id: string | undefined): Promise<Uint8Array | null> {
  if (!id) return null;
  const [first] = await db.select({ body: deliveries.body }).from(deliveries).where(eq(deliveries.id, id));
  return first?.body ?? null;
}

import { and, asc, eq, inArray, lte, or, type SQL, sql } from 'drizzle-orm';
import { eventId } from '#lib/model/identity.ts';
import type { Database } from '../client.ts';
import { deliveries, effects, events } from '../schema/index.ts';
import { readCursor, type Sort, writeCursor } from './cursor.ts';
import {
  type ArchiveColumn,
  countStates,
  type DeliveryRow,
  deliveryColumns,
  type EventRow,
  type StateCount,
} from './deliveries.ts';
import { type BodyProblem, readDeliveryBytes } from './delivery-bytes.ts';
import { type ListPage, readPage } from './list.ts';

const columns = { ...deliveryColumns, headers: deliveries.headers };

export type EffectRow = typeof effects.$inferSelect;

/** An event with its first effects, their number, and its other versions. */
export type DeliveredEvent = EventRow & {
  effects: EffectRow[];
  effectCount: number;
  versions: { id: string; version: number }[];
};

export type DeliveryDetail = Omit<DeliveryRow, 'body' | ArchiveColumn> & {
  /** The exact bytes; for a duplicate those of the first delivery. */
  body: Uint8Array | null;
  /** The delivery that has the bytes, and its source: `webhook` or `reconcile`; null without bytes. */
  bodyOf: string | null;
  bodySource: string | null;
  /** The archive file that has the bytes, and why they cannot be read there. */
  archiveFile: string | null;
  bodyProblem: BodyProblem | null;
  states: StateCount[];
  /** A page of its events; for a duplicate, of those that it repeats. */
  events: Pick<ListPage<DeliveredEvent>, 'data' | 'nextCursor'>;
  /** Shipments that the events of the page changed. */
  shipments: string[];
  /** Of a duplicate: when the first delivery was received. */
  firstReceivedAt: string | null;
};

/** The events of a delivery, in the order of its body. */
export const EVENT_SORTS = {
  position: { by: events.position, form: 'serial', natural: 'asc', key: (row) => String(row.position) },
} as const satisfies Record<string, Sort<EventRow>>;

type EventPage = Pick<ListPage<EventRow>, 'data' | 'nextCursor'>;

export type EventPaging = { limit: number; cursor?: string | undefined };

/** Changes of one event that are listed when the page holds several events, or only this one. */
const EFFECTS = { several: 2, single: 200 };

/** Shipments that are listed by name. */
const SHIPMENTS = 20;

/** One delivery with its bytes, a page of its events and what they changed, or null. */
export async function getDelivery(db: Database, id: string, paging: EventPaging): Promise<DeliveryDetail | null> {
  const [delivery] = await db.select(columns).from(deliveries).where(eq(deliveries.id, id));
  if (!delivery) return null;
  const page = await readEvents(db, delivery, paging);
  const ids = page.data.map((event) => event.id);
  const [withEffects, states, shipments] = await Promise.all([
    describeEvents(db, page.data),
    countStates(db, [id]),
    shipmentsOf(db, ids),
  ]);
  const first = delivery.status === 'duplicate' ? page.data[0] : undefined;
  return {
    ...delivery,
    ...(await bytesOf(db, delivery, page.data[0]?.deliveryId)),
    states: states.get(id) ?? [],
    events: { data: withEffects, nextCursor: page.nextCursor },
    shipments,
    firstReceivedAt: first?.receivedAt ?? null,
  };
}

/** A page of the events of a delivery, in the order of its body, or null where there is no such delivery. */
export async function listDeliveryEvents(db: Database, id: string, paging: EventPaging): Promise<EventPage | null> {
  const [delivery] = await db
    .select({ id: deliveries.id, provider: deliveries.provider, contents: deliveries.contents })
    .from(deliveries)
    .where(eq(deliveries.id, id));
  return delivery ? readEvents(db, delivery, paging) : null;
}

/** The bytes of a delivery, or why they cannot be read; for a duplicate those of the first delivery. Null if none are stored. */
export async function readDeliveryBody(db: Database, id: string): Promise<Uint8Array | { problem: string } | null> {
  const [delivery] = await db.select(columns).from(deliveries).where(eq(deliveries.id, id));
  if (!delivery) return null;
  const { data } = await readEvents(db, delivery, { limit: 1 });
  const { body, bodyProblem } = await bytesOf(db, delivery, data[0]?.deliveryId);
  return bodyProblem === null ? body : { problem: bodyProblem.message };
}

/** The cursor of the page that holds the event at a position; undefined for the first page. */
export function cursorOfPosition(position: number, limit: number): string | undefined {
  const page = Math.floor(position / limit);
  return page === 0 ? undefined : cursorAfter(page * limit - 1);
}

type Held = Pick<DeliveryRow, 'id' | 'provider' | 'contents'>;
type Kept = Pick<DeliveryRow, 'headers'>;

/** The events of a duplicate have no rows; its list of contents is paged by position. */
async function readEvents(db: Database, { id, provider, contents }: Held, paging: EventPaging): Promise<EventPage> {
  if (!contents) {
    const read = (where: SQL | undefined, order: SQL[], limit: number) =>
      db
        .select()
        .from(events)
        .where(where)
        .orderBy(...order)
        .limit(limit);
    return readPage({ id: events.id, sorts: EVENT_SORTS, read }, eq(events.deliveryId, id), paging);
  }
  const start = Number(readCursor(paging.cursor ?? '', EVENT_SORTS, 'position')?.value ?? -1) + 1;
  const end = start + paging.limit;
  const repeated = contents.slice(start, end).map(([key]) => eventId(provider, key));
  const data = repeated.length > 0 ? await db.select().from(events).where(inArray(events.id, repeated)) : [];
  data.sort((a, b) => repeated.indexOf(a.id) - repeated.indexOf(b.id));
  return { data, nextCursor: end < contents.length ? cursorAfter(end - 1) : null };
}

const cursorAfter = (position: number) => writeCursor('position', { value: String(position), id: null });

async function describeEvents(db: Database, page: readonly EventRow[]): Promise<DeliveredEvent[]> {
  if (page.length === 0) return [];
  const ids = page.map((event) => event.id);
  const firsts = [...new Set(page.map((event) => event.versionOf ?? event.id))];
  const place = sql<number>`row_number() over (partition by ${effects.eventId} order by ${effects.id})`.as('place');
  const count = sql<number>`(count(*) over (partition by ${effects.eventId}))::int`.as('effect_count');
  const ranked = db
    .select({ id: effects.id, place, count })
    .from(effects)
    .where(inArray(effects.eventId, ids))
    .as('ranked');
  const [changed, versions] = await Promise.all([
    db
      .select({ effect: effects, count: ranked.count })
      .from(ranked)
      .innerJoin(effects, eq(effects.id, ranked.id))
      .where(lte(ranked.place, page.length === 1 ? EFFECTS.single : EFFECTS.several))
      .orderBy(asc(effects.id)),
    db
      .select({ id: events.id, version: events.version, versionOf: events.versionOf })
      .from(events)
      .where(
        or(
          inArray(events.versionOf, firsts),
          and(
            inArray(events.id, firsts),
            sql`exists (
        select from events later where later.version_of = ${events.id})`,
          ),
        ),
      )
      .orderBy(asc(events.version))
      .limit(200),
  ]);
  return page.map((event) => {
    const own = changed.filter(({ effect }) => effect.eventId === event.id);
    const first = event.versionOf ?? event.id;
    return {
      ...event,
      effects: own.map(({ effect }) => effect),
      effectCount: own[0]?.count ?? 0,
      versions: versions.filter((one) => (one.versionOf ?? one.id) === first && one.id !== event.id),
    };
  });
}

async function shipmentsOf(db: Database, eventIds: string[]): Promise<string[]> {
  if (eventIds.length === 0) return [];
  const rows = await db
    .selectDistinct({ id: effects.entityId })
    .from(effects)
    .where(and(inArray(effects.eventId, eventIds), eq(effects.entityType, 'shipment')))
    .limit(SHIPMENTS);
  return rows.map(({ id }) => id);
}

type Bytes = Pick<DeliveryDetail, 'body' | 'bodyOf' | 'bodySource' | 'headers' | 'archiveFile' | 'bodyProblem'>;

/** The bytes of a delivery; of a duplicate those of `first`, with its own headers. */
async function bytesOf(db: Database, delivery: Held & Kept, first: string | undefined): Promise<Bytes> {
  const { headers } = delivery;
  const none = { headers, body: null, bodyOf: null, bodySource: null, archiveFile: null, bodyProblem: null };
  const id = delivery.contents ? first : delivery.id;
  const found = id === undefined ? null : await readDeliveryBytes(db, id);
  if (!id || !found || (!found.body && found.problem === null)) return none;
  const { body, source, archiveFile, problem } = found;
  const own = id === delivery.id ? found.headers : headers;
  return { headers: own, body, bodyOf: id, bodySource: source, archiveFile, bodyProblem: problem };
}

import { readBodies, type StoredBodies } from '#db/archive/read-bodies.ts';
import type { Transaction } from '#db/client.ts';

/** An event of the inbox that is to be processed. */
export type PendingEvent = {
  id: string;
  provider: string;
  key: string;
  type: string;
  position: number;
  receivedAt: string;
  deliveryId: string;
  source: 'webhook' | 'reconcile';
  /** Whether an earlier attempt to apply it failed. */
  failedBefore: boolean;
  /** The size of its delivery's body. */
  bodyBytes: number;
  version: number;
  /** The id of its first version; null for an event with one version. */
  versionsOf: string | null;
};

/** How many are listed unless the caller needs fewer: a job contains the deliveries of one commit, or a part of a replay. */
const MAX_ROWS = 20_000;

type Row = Omit<PendingEvent, 'receivedAt'> & { receivedAt: Date };

/**
 * Lists the first pending events among the given deliveries and events, without bodies, by delivery and position. Events that another
 * job processed meanwhile are left out.
 */
export async function listPendingEvents(
  tx: Transaction,
  deliveries: readonly string[],
  events: readonly string[],
  limit = MAX_ROWS,
): Promise<PendingEvent[]> {
  if (deliveries.length === 0 && events.length === 0) return [];
  const rows = await tx<Row[]>`
    select ${columns(tx)}
    from events e join deliveries d on d.id = e.delivery_id
    where (e.delivery_id = any(${[...deliveries]}::uuid[]) or e.id = any(${[...events]}::uuid[]))
      and e.state = 'pending' and ${hasBytes(tx)}
    order by e.delivery_id, e.position
    limit ${limit}`;
  return rows.map(asPending);
}

/** The given events in any state whose bytes are stored, by delivery and position. */
export async function listStoredEvents(tx: Transaction, ids: readonly string[]): Promise<PendingEvent[]> {
  const rows = await tx<Row[]>`
    select ${columns(tx)}
    from events e join deliveries d on d.id = e.delivery_id
    where e.id = any(${[...ids]}::uuid[]) and ${hasBytes(tx)}
    order by e.delivery_id, e.position`;
  return rows.map(asPending);
}

function columns(tx: Transaction) {
  return tx`
    e.id, e.provider, e.key, e.type, e.position, e.received_at as "receivedAt", d.id as "deliveryId", d.source,
    e.reason is not null as "failedBefore", d.bytes as "bodyBytes", e.version,
    case when e.version_of is not null then e.version_of
      when exists (select from events later where later.version_of = e.id) then e.id end as "versionsOf"`;
}

function asPending(row: Row): PendingEvent {
  return { ...row, receivedAt: row.receivedAt.toISOString() };
}

/** An event that was processed before, with its result; `readable` if its bytes are stored. */
export type SettledEvent = PendingEvent & {
  state: string;
  reason: string | null;
  reportedAt: string | null;
  readable: boolean;
};

type SettledRow = Row & { state: string; reason: string | null; reportedAt: Date | null; readable: boolean };

/** A position in the list of all events. */
export type EventCursor = { deliveryId: string; position: number };

/**
 * Lists events that were processed before, in the order of their deliveries, after a cursor: all, or those settled since an
 * instant. An event that is pending again is included if its last result is in the ledgers.
 *
 * Each delivery is looked up by its key: PostgreSQL may execute a plain join as a merge, which reads all deliveries before the cursor.
 */
export async function listSettledEvents(
  tx: Transaction,
  { after, since, limit }: { after: EventCursor | null; since: string | null; limit: number },
): Promise<SettledEvent[]> {
  const rows = await tx<SettledRow[]>`
    select ${settledColumns(tx)}
    from (
      select * from events e
      where ${wasProcessed(tx)}
        ${after ? tx`and (e.delivery_id, e.position) > (${after.deliveryId}::uuid, ${after.position}::int)` : tx``}
        ${since ? tx`and e.settled_at >= ${since}::timestamptz` : tx``}
      order by e.delivery_id, e.position
      limit ${limit}
    ) e left join lateral (select * from deliveries where id = e.delivery_id limit 1) d on true
    order by e.delivery_id, e.position`;
  return rows.map(asSettled);
}

/** Those of the given events that were processed before and whose bytes are stored. */
export async function findSettledEvents(tx: Transaction, ids: readonly string[]): Promise<SettledEvent[]> {
  if (ids.length === 0) return [];
  const rows = await tx<SettledRow[]>`
    select ${settledColumns(tx)}
    from events e join deliveries d on d.id = e.delivery_id
    where e.id = any(${[...ids]}::uuid[]) and ${wasProcessed(tx)} and ${hasBytes(tx)}
    order by e.delivery_id, e.position`;
  return rows.map(asSettled);
}

/** Only events that were applied have a report time. */
function wasProcessed(tx: Transaction) {
  return tx`(e.state in ('processed', 'ignored', 'unmapped') or e.reported_at is not null)`;
}

function settledColumns(tx: Transaction) {
  return tx`${columns(tx)}, e.delivery_id as "deliveryId", e.state, e.reason, e.reported_at as "reportedAt",
    ${hasBytes(tx)} as readable`;
}

function asSettled(row: SettledRow): SettledEvent {
  return { ...row, ...asPending(row), failedBefore: false, reportedAt: row.reportedAt?.toISOString() ?? null };
}

/** The applied versions of an event with the latest report times, three at most: one of them is current. */
export async function listCurrentVersions(
  tx: Transaction,
  first: string,
  without: readonly string[],
): Promise<PendingEvent[]> {
  const rows = await tx<Row[]>`
    select ${columns(tx)}
    from events e join deliveries d on d.id = e.delivery_id
    where (e.id = ${first} or e.version_of = ${first}) and e.state = 'processed' and not e.id = any(${[...without]}::uuid[])
      and ${hasBytes(tx)}
    order by least(e.reported_at, e.received_at) desc, e.version desc
    limit 3`;
  return rows.map(asPending);
}

/** A condition on `d`: its bytes are in the database or in the archive. */
const hasBytes = (tx: Transaction) => tx`(d.body is not null or d.archive is not null)`;

/** Loads the bodies of deliveries, each once, from the database or the archive. */
export function loadBodies(tx: Transaction, deliveries: Iterable<string>): Promise<StoredBodies> {
  return readBodies(tx, deliveries);
}

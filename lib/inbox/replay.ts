import { audit } from '#db/audit.ts';
import type { Sql, Transaction } from '#db/client.ts';
import type { Queue } from '#lib/queue/index.ts';
import { type ProcessJob, processJob } from './jobs.ts';

/** The states of events that can be replayed. */
export const REPLAYABLE = ['dead_letter', 'unmapped', 'ignored', 'processed'] as const;

/** Which events to replay; a field that is left out matches all. Times are ISO 8601 and compare with the time of arrival. */
export type ReplayFilter = {
  state?: (typeof REPLAYABLE)[number] | undefined;
  provider?: string | undefined;
  type?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
  /** Only the events of this delivery, including pending ones. */
  delivery?: string | undefined;
};

/** `next` is the event after which to continue; null when all that match were replayed. */
export type Replayed = { replayed: number; next: string | null };

/** The user, the event after which to continue, and the maximum number of events. */
export type ReplayRequest = { by: string; after?: string | undefined; limit?: number };

/** Events that are replayed in one transaction, by one job, and in one batch. */
export const REPLAYED_TOGETHER = 40;

/**
 * Processes events again, in the background, so that live deliveries do not wait. Applying an event twice changes nothing, so this is
 * always safe; unmapped events and dead letters are processed if their cause is corrected. Each chunk and its job are one transaction:
 * after an interruption another call continues `after` the last event. The first chunk's transaction writes the audit entry.
 */
export async function replayEvents(
  sql: Sql,
  queue: Pick<Queue, 'enqueue'>,
  filter: ReplayFilter,
  { by, after, limit = 100_000 }: ReplayRequest,
): Promise<Replayed> {
  // Events that arrive meanwhile are not included.
  const meant = { ...filter, until: filter.until ?? new Date().toISOString() };
  let replayed = 0;
  for (let last = after ?? FIRST; ; ) {
    const room = Math.min(REPLAYED_TOGETHER, limit - replayed);
    const ids = await sql.begin(async (tx) => {
      const subject = replayed === 0 ? await subjectOf(tx, filter, meant, last, limit) : null;
      const chunk = await replayChunk(tx, queue, meant, last, room);
      if (subject !== null && chunk.length > 0) await audit(tx, by, 'replayed', subject);
      return chunk;
    });
    replayed += ids.length;
    last = ids.at(-1) ?? last;
    if (ids.length < room) return { replayed, next: null };
    if (replayed >= limit) return { replayed, next: last };
  }
}

/** How many events a replay would process again. */
export async function countReplayable(sql: Sql, filter: ReplayFilter): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from events where ${matches(sql, filter)}`;
  return row?.count ?? 0;
}

/** What is replayed, for the audit log: a delivery, or a number of events and the filter. */
async function subjectOf(
  tx: Transaction,
  filter: ReplayFilter,
  meant: ReplayFilter,
  after: string,
  limit: number,
): Promise<string> {
  if (filter.delivery !== undefined) return `delivery ${filter.delivery}`;
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int as count from (
      select 1 from events where ${matches(tx, meant)} and id > ${after} limit ${limit}) as meant`;
  const words = Object.entries(filter).flatMap(([name, value]) => (value ? [`${name} ${value}`] : []));
  return `${row?.count ?? 0} events: ${words.join(', ') || 'all'}`;
}

const FIRST = '00000000-0000-0000-0000-000000000000';

async function replayChunk(
  tx: Transaction,
  queue: Pick<Queue, 'enqueue'>,
  filter: ReplayFilter,
  after: string,
  limit: number,
): Promise<string[]> {
  // A common table expression is evaluated once; a joined subquery may run again for each row and choose other events.
  const rows = await tx<{ id: string }[]>`
    with chosen as materialized (
      select id from events where ${matches(tx, filter)} and id > ${after} order by id limit ${limit} for update
    )
    update events set state = 'pending', reason = null, settled_at = null
    from chosen
    where events.id = chosen.id
    returning events.id`;
  const ids = rows.map(({ id }) => id).sort();
  if (ids.length > 0) await queue.enqueue(tx, processJob, [{ events: ids } satisfies ProcessJob], 'background');
  return ids;
}

function matches(sql: Sql | Transaction, { state, provider, type, since, until, delivery }: ReplayFilter) {
  const waiting = delivery === undefined ? sql`state <> 'pending'` : sql`delivery_id = ${delivery}`;
  return sql`${waiting}
    ${state ? sql`and state = ${state}` : sql``}
    ${provider ? sql`and provider = ${provider}` : sql``}
    ${type ? sql`and type = ${type}` : sql``}
    ${since ? sql`and received_at >= ${since}::timestamptz` : sql``}
    ${until && delivery === undefined ? sql`and received_at <= ${until}::timestamptz` : sql``}`;
}

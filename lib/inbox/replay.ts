import { audit } from '#db/audit.ts';
import type { Sql, Transaction } from '#db/client.ts';
import type { Queue } from '#lib/queue/index.ts';
import { type ProcessJob, processJob } from './jobs.ts';

/** The states of events that can be replayed. */
export const REPLAYABLE = ['dead_letter', 'unmapped', 'ignored', 'processed'] as const;

/** Which events to replay; everything that is left out matches. Times are ISO 8601 and compare with the time of arrival. */
export type ReplayFilter = {
  state?: (typeof REPLAYABLE)[number] | undefined;
  provider?: string | undefined;
  type?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
  /** Only the events of this delivery, those that wait included. */
  delivery?: string | undefined;
};

/** `next` is where to go on; null when all that match were replayed. */
export type Replayed = { replayed: number; next: string | null };

/** Who replays, after which event, and how many events at most. */
export type ReplayRequest = { by: string; after?: string | undefined; limit?: number };

/** Events that are replayed in one transaction, by one job, and in one batch. */
export const REPLAYED_TOGETHER = 100;

/**
 * Sends events through processing again, in the background, so that live deliveries do not wait for them. Applying an event
 * that was applied changes nothing, so this is always safe; it processes what was unmapped or a dead letter once the cause is
 * gone. Goes chunk by chunk, each with its job in a transaction of its own: when it is interrupted, what was replayed stays
 * so, and another call goes on `after` the last. The first chunk's transaction writes into the audit log who replays what.
 */
export async function replayEvents(
  sql: Sql,
  queue: Pick<Queue, 'enqueue'>,
  filter: ReplayFilter,
  { by, after, limit = 100_000 }: ReplayRequest,
): Promise<Replayed> {
  // What arrives meanwhile is not meant.
  const meant = { ...filter, until: filter.until ?? new Date().toISOString() };
  let replayed = 0;
  for (let last = after ?? FIRST; ; ) {
    const ids = await sql.begin(async (tx) => {
      const subject = replayed === 0 ? await subjectOf(tx, filter, meant, last, limit) : null;
      const chunk = await replayChunk(tx, queue, meant, last);
      if (subject !== null && chunk.length > 0) await audit(tx, by, 'replayed', subject);
      return chunk;
    });
    replayed += ids.length;
    last = ids.at(-1) ?? last;
    if (ids.length < REPLAYED_TOGETHER) return { replayed, next: null };
    if (replayed >= limit) return { replayed, next: last };
  }
}

/** How many events a replay would send through processing again. */
export async function countReplayable(sql: Sql, filter: ReplayFilter): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from events where ${matches(sql, filter)}`;
  return row?.count ?? 0;
}

/** What is replayed, for the audit log: a delivery, or how many events of which kind. */
async function subjectOf(
  tx: Transaction,
  asked: ReplayFilter,
  meant: ReplayFilter,
  after: string,
  limit: number,
): Promise<string> {
  if (asked.delivery !== undefined) return `delivery ${asked.delivery}`;
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int as count from (
      select 1 from events where ${matches(tx, meant)} and id > ${after} limit ${Math.ceil(limit / REPLAYED_TOGETHER) * REPLAYED_TOGETHER}) as meant`;
  const words = Object.entries(asked).flatMap(([name, value]) => (value ? [`${name} ${value}`] : []));
  return `${row?.count ?? 0} events: ${words.join(', ') || 'all'}`;
}

const FIRST = '00000000-0000-0000-0000-000000000000';

async function replayChunk(
  tx: Transaction,
  queue: Pick<Queue, 'enqueue'>,
  filter: ReplayFilter,
  after: string,
): Promise<string[]> {
  // As a common table expression the choice is made once; a joined subquery may be run again for each row, and choose others.
  const rows = await tx<{ id: string }[]>`
    with chosen as materialized (
      select id from events where ${matches(tx, filter)} and id > ${after} order by id limit ${REPLAYED_TOGETHER} for update
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

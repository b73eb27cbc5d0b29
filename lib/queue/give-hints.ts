import type { Queue } from 'bullmq';
import type { Sql } from '#db/client.ts';
import type { ConsumerOptions } from './contract.ts';
import type { HintData } from './follow-row.ts';
import type { RedisLink } from './redis-link.ts';
import { within } from './within.ts';

/** So many hints wait at most: each makes a worker fetch a batch of whatever is due, so more would only be in the way. */
const MAX_WAITING = 100;
/** Nobody took it for so long after its hint: it gets another one. */
const HINT_AGAIN_AFTER = '10 seconds';
/** A slower answer of Redis counts as none. */
const TIMEOUT_MS = 2_000;

export type HintQueue = { queue: Queue<HintData>; sql: Sql; link: RedisLink };

/** Gives out hints of the rows that have none. Resolves to whether Redis took them. */
export async function giveHints(
  { queue, sql, link }: HintQueue,
  { kind, priority }: Pick<ConsumerOptions, 'kind' | 'priority'>,
): Promise<boolean> {
  const waiting = await answered(link, queue.getWaitingCount());
  if (waiting === null) return false;
  const ids = await markHinted(sql, kind.name, priority, { limit: MAX_WAITING - waiting, isAgain: false });
  // Hints that nobody took are lost only if none waits.
  const again = { limit: MAX_WAITING, isAgain: true };
  const lost = waiting + ids.length === 0 ? await markHinted(sql, kind.name, priority, again) : [];
  const hints = [
    ...ids.map((id) => hintOf(kind.name, id, id)),
    ...lost.map((id) => hintOf(kind.name, id, `${id} again`)),
  ];
  return hints.length === 0 || (await answered(link, queue.addBulk(hints))) !== null;
}

/** What Redis answers; null if it fails or is too slow. */
async function answered<T>(link: RedisLink, command: Promise<T>): Promise<T | null> {
  try {
    return await within(TIMEOUT_MS, command);
  } catch (thrown) {
    link.noteFailure(thrown);
    return null;
  }
}

function hintOf(name: string, id: string, key: string) {
  // Repeated when the work throws, which means that PostgreSQL is away; retries of a job follow its row.
  const backoff = { type: 'exponential', delay: 1_000, jitter: 0.5 };
  return { name, data: { id }, opts: { deduplication: { id: key }, attempts: 8, backoff } };
}

type Marked = { limit: number; isAgain: boolean };

/** Marks due rows that have no hint, or again those whose hint nobody took, and returns their ids. Skips rows that are being processed. */
async function markHinted(sql: Sql, kind: string, priority: string, { limit, isAgain }: Marked): Promise<string[]> {
  if (limit <= 0) return [];
  const rows = await sql<{ id: string }[]>`
    with chosen as materialized (
      select id from queue_jobs
      where kind = ${kind} and priority = ${priority} and dead_at is null and due_at <= now()::timestamptz(3)
        and ${isAgain ? sql`greatest(hinted_at, due_at) < now() - ${HINT_AGAIN_AFTER}::interval` : sql`hinted_at is null`}
      order by due_at, id limit ${limit} for update skip locked
    )
    update queue_jobs set hinted_at = now() from chosen where queue_jobs.id = chosen.id
    returning queue_jobs.id::text`;
  return rows.map(({ id }) => id);
}

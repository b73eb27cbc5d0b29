import { type Job as Hint, Queue, Worker } from 'bullmq';
import type { Sql } from '#db/client.ts';
import type { ConsumerOptions, Work } from './contract.ts';
import { followRow, type HintData } from './follow-row.ts';
import { giveHints } from './give-hints.ts';
import type { RedisLink } from './redis-link.ts';
import { logFailure, within } from './within.ts';

/** How long an end waits for Redis. */
const TIMEOUT_MS = 2_000;

/** Completed and failed hints are kept so long (seconds) and so many, for whoever looks into Redis. */
const HISTORY = { removeOnComplete: { age: 3_600, count: 1_000 }, removeOnFail: { age: 86_400, count: 5_000 } };

/**
 * A worker that is killed holds its hint for 30 s at most. `maxStalledCount` is high: a storm of kills must not end good hints, since the
 * row decides about burial.
 */
const LOCKS = { lockDuration: 30_000, stalledInterval: 10_000, maxStalledCount: 10, runRetryDelay: 1_000 };

export type Hints = {
  /** Gives out hints of the rows that have none. Resolves to whether Redis took them. */
  give(): Promise<boolean>;
  /** When this process last took a hint, milliseconds since 1970; when it began if it took none. */
  takenAt(): number;
  stop(): Promise<void>;
};

/**
 * Hints in Redis of the rows of `queue_jobs`. One that this process takes makes it call `work`, which fetches what is due.
 * `onFetched` is called when work was found.
 */
export function openHints(
  link: RedisLink,
  sql: Sql,
  prefix: string,
  options: ConsumerOptions,
  work: Work,
  onFetched: () => void,
): Hints {
  const { kind, priority, concurrency } = options;
  const name = `${kind.name}-${priority}`;
  const { connection } = link;
  const queue = new Queue<HintData>(name, { connection, prefix, streams: { events: { maxLen: 1_000 } } });
  const ending = new AbortController();
  const running = new Set<Promise<unknown>>();
  let takenAt = Date.now();
  const workOnce = async () => {
    if (ending.signal.aborted) return 0;
    const working = work(ending.signal);
    running.add(working);
    const fetched = await working.finally(() => running.delete(working));
    // There may be more.
    if (fetched > 0) onFetched();
    return fetched;
  };
  const take = async (hint: Hint<HintData>, token: string | undefined) => {
    takenAt = Date.now();
    await followRow(sql, hint, token, workOnce);
  };
  const worker = new Worker<HintData>(name, take, { connection, prefix, concurrency, ...HISTORY, ...LOCKS });
  // The link says when Redis is away; any other failure of a hint is made good by the next one.
  queue.on('error', logFailure);
  worker.on('error', logFailure);
  return {
    give: () => giveHints({ queue, sql, link }, options),
    takenAt: () => takenAt,
    async stop() {
      ending.abort();
      // Redis may be away; the connections are closed afterwards in any case.
      const closing = Promise.allSettled([within(TIMEOUT_MS, worker.close()), within(TIMEOUT_MS, queue.close())]);
      await Promise.allSettled(running);
      await closing;
    },
  };
}

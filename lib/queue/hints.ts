import { DelayedError, type Job as Hint, Queue, UnrecoverableError, Worker } from 'bullmq';
import type { Sql } from '#db/client.ts';
import type { ConsumerOptions, Work } from './contract.ts';
import type { RedisLink } from './redis-link.ts';
import { logFailure, within } from './within.ts';

/** Hints are given out this many at a time. */
const HINTS_TOGETHER = 500;
/** Nobody took it for so long after its hint: it gets another one. */
const HINT_AGAIN_AFTER = '10 seconds';
/** A slower answer of Redis counts as none. */
const TIMEOUT_MS = 2_000;
/** A row that another worker processes, or that this one leaves to others at its end, is looked at again after this time. */
const BUSY_MS = 1_000;

/** Completed and failed hints are kept so long (seconds) and so many, for whoever looks into Redis. */
const HISTORY = { removeOnComplete: { age: 3_600, count: 1_000 }, removeOnFail: { age: 86_400, count: 5_000 } };

/** Names a row of `queue_jobs`. */
type HintData = { id: string };

export type Hints = {
  /** Gives out hints of the rows that have none. Resolves to whether Redis took them. */
  give(): Promise<boolean>;
  /** When this process last took a hint, milliseconds since 1970; when it began if it took none. */
  takenAt(): number;
  stop(): Promise<void>;
};

/**
 * Hints in Redis of the rows of `queue_jobs`. One that this process takes makes it call `work`, which fetches what is due; then the hint
 * follows its row: completed when it is gone, delayed until it is due again, failed when it is a dead letter.
 */
export function openHints(
  link: RedisLink,
  sql: Sql,
  prefix: string,
  { kind, priority, concurrency }: ConsumerOptions,
  work: Work,
): Hints {
  const name = `${kind.name}-${priority}`;
  const { connection } = link;
  const queue = new Queue<HintData>(name, { connection, prefix, streams: { events: { maxLen: 1_000 } } });
  const ending = new AbortController();
  let takenAt = Date.now();
  const running = new Set<Promise<unknown>>();
  const take = async (hint: Hint<HintData>, token: string | undefined) => {
    takenAt = Date.now();
    await follow(sql, hint, token, async () => {
      if (ending.signal.aborted) return 0;
      const working = work(ending.signal);
      running.add(working);
      return await working.finally(() => running.delete(working));
    });
  };
  const worker = new Worker<HintData>(name, take, { connection, prefix, concurrency, ...HISTORY, ...LOCKS });
  // The link says when Redis is away; any other failure of a hint is made good by the next one.
  queue.on('error', logFailure);
  worker.on('error', logFailure);
  return {
    async give() {
      for (;;) {
        const ids = await markHinted(sql, kind.name, priority);
        if (ids.length === 0) return true;
        try {
          await within(TIMEOUT_MS, queue.addBulk(ids.map((id) => hintOf(kind.name, id))));
        } catch (thrown) {
          link.noteFailure(thrown);
          return false;
        }
        if (ids.length < HINTS_TOGETHER) return true;
      }
    },
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

/**
 * A worker that is killed holds its hint for 30 s at most. `maxStalledCount` is high: a storm of kills must not end good hints, since the
 * row decides about burial.
 */
const LOCKS = { lockDuration: 30_000, stalledInterval: 10_000, maxStalledCount: 10, runRetryDelay: 1_000 };

function hintOf(name: string, id: string) {
  // Repeated when the work throws, which means that PostgreSQL is away; retries of a job follow its row.
  const backoff = { type: 'exponential', delay: 1_000, jitter: 0.5 };
  return { name, data: { id }, opts: { deduplication: { id }, attempts: 8, backoff } };
}

/** Marks due rows that have no hint, or whose hint nobody took, and returns their ids. Rows that are being processed are skipped. */
async function markHinted(sql: Sql, kind: string, priority: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with chosen as materialized (
      select id from queue_jobs
      where kind = ${kind} and priority = ${priority} and dead_at is null and due_at <= now()::timestamptz(3)
        and (hinted_at is null or greatest(hinted_at, due_at) < now() - ${HINT_AGAIN_AFTER}::interval)
      order by due_at, id limit ${HINTS_TOGETHER} for update skip locked
    )
    update queue_jobs set hinted_at = now() from chosen where queue_jobs.id = chosen.id
    returning queue_jobs.id::text`;
  return rows.map(({ id }) => id);
}

type Row = { isDead: boolean; reason: string | null; dueInMs: string };

async function follow(
  sql: Sql,
  hint: Hint<HintData>,
  token: string | undefined,
  work: () => Promise<number>,
): Promise<void> {
  for (let fetched = 1; ; ) {
    const [row] = await sql<Row[]>`
      select dead_at is not null as "isDead", reason, extract(epoch from due_at - now()) * 1000 as "dueInMs"
      from queue_jobs where id = ${hint.data.id}`;
    if (!row) return;
    if (row.isDead) throw new UnrecoverableError(row.reason ?? 'dead letter');
    const waitMs = Number(row.dueInMs) > 0 ? Number(row.dueInMs) : fetched === 0 ? BUSY_MS : 0;
    if (waitMs > 0) {
      await hint.moveToDelayed(Date.now() + Math.ceil(waitMs), token);
      throw new DelayedError();
    }
    fetched = await work();
  }
}

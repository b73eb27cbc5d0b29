import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { INBOX_CHANNEL } from '#lib/inbox/jobs.ts';
import { noteProgress } from '#lib/inbox/progress.ts';
import { log } from '#lib/log.ts';
import { processBatch } from '#lib/pipeline.ts';
import type { Queue } from '#lib/queue/index.ts';
import { stopAll } from '#lib/stop-all.ts';
import { startBackground } from './background.ts';
import { startTimers } from './due.ts';

export type Worker = {
  /** Finishes the current batch and stops. */
  stop(): Promise<void>;
};

/** How often to poll for due retries; new events wake the worker by a notification. */
const POLL_INTERVAL_MS = 1_000;

/** The time after a live batch during which background work is slowed down. */
const LIVE_WITHIN_MS = 1_000;

/** Two batches overlap, so that CPU and I/O do. */
const CONCURRENT_BATCHES = 2;

/**
 * Processes the inbox until stopped. Any number of workers may run, in one process or many. While the database is unavailable it retries
 * every second; no event is lost, since jobs are only completed by the transaction that processes them.
 */
export async function startWorker(sql: Sql, queue: Queue, providersWithApi?: ReadonlySet<string>): Promise<Worker> {
  let stopping = false;
  let awake = true;
  let lastLiveAt = Number.NEGATIVE_INFINITY;
  let endPause = () => {};
  const wake = () => {
    awake = true;
    endPause();
  };
  const listening = await sql.listen(INBOX_CHANNEL, wake, wake).catch((thrown: unknown) => {
    log.warn({ reason: messageOf(thrown) }, 'no notifications from the database; polling every second instead');
    return null;
  });
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_INTERVAL_MS);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const attempt = async (work: () => Promise<unknown>) => {
    await work().catch((thrown: unknown) => {
      log.error({ reason: messageOf(thrown) }, 'the worker could not reach the database; retrying');
      awake = false;
    });
  };
  const processAll = async () => {
    while (!stopping) {
      const { jobs, events } = await processBatch(sql, queue, providersWithApi);
      if (jobs === 0) return;
      lastLiveAt = performance.now();
      if (events > 0) void noteProgress(sql);
    }
  };
  const workLive = async () => {
    while (!stopping) {
      awake = false;
      await attempt(() => Promise.all(Array.from({ length: CONCURRENT_BATCHES }, processAll)));
      if (!awake && !stopping) await pause();
    }
  };
  const areLiveArriving = () => performance.now() - lastLiveAt < LIVE_WITHIN_MS;
  const background = startBackground(areLiveArriving, attempt, sql, queue, providersWithApi);
  const done = workLive();
  const timers = Object.entries(startTimers(sql)).map(([name, { stop }]) => [name, stop] as const);
  return {
    async stop() {
      stopping = true;
      wake();
      await stopAll([
        { 'live loop': () => done, 'background loop': background.stop, ...Object.fromEntries(timers) },
        { 'notifications of the inbox': () => listening?.unlisten().catch(() => {}) },
      ]);
    },
  };
}

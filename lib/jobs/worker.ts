import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { INBOX_CHANNEL, processJob } from '#lib/inbox/jobs.ts';
import { noteProgress } from '#lib/inbox/progress.ts';
import { log } from '#lib/log.ts';
import { processBatch } from '#lib/pipeline.ts';
import type { Queue } from '#lib/queue/index.ts';
import { stopAll } from '#lib/stop-all.ts';
import { startBackground } from './background.ts';
import { startTimers } from './due.ts';
import { startWatchdog } from './watchdog.ts';

export type Worker = {
  /** Finishes the current batch and stops. */
  stop(): Promise<void>;
};

/** The time after a live batch during which background work is slowed down. */
export const LIVE_WITHIN_MS = 1_000;

/** Two batches overlap, so that CPU and I/O do. */
export const CONCURRENT_BATCHES = 2;

/**
 * Processes the inbox until stopped. Any number of workers may run, in one process or many. While the database is unavailable it retries
 * every second; no event is lost, since jobs are only completed by the transaction that processes them. A worker that waits although
 * jobs are due ends its process.
 */
export async function startWorker(sql: Sql, queue: Queue, providersWithApi?: ReadonlySet<string>): Promise<Worker> {
  let lastLiveAt = Number.NEGATIVE_INFINITY;
  const watchdog = startWatchdog(sql, queue, processJob);
  const live = queue.consume(
    { kind: processJob, priority: 'live', concurrency: CONCURRENT_BATCHES },
    watchdog.watch('live', async () => {
      const { jobs, events } = await processBatch(sql, queue, providersWithApi);
      if (jobs > 0) lastLiveAt = performance.now();
      if (events > 0) void noteProgress(sql);
      return jobs;
    }),
  );
  const listening = await sql.listen(INBOX_CHANNEL, live.wake, live.wake).catch((thrown: unknown) => {
    log.warn({ reason: messageOf(thrown) }, 'no notifications from the database; polling every second instead');
    return null;
  });
  const areLiveArriving = () => performance.now() - lastLiveAt < LIVE_WITHIN_MS;
  const background = startBackground(areLiveArriving, watchdog, sql, queue, providersWithApi);
  const timers = Object.entries(startTimers(sql)).map(([name, { stop }]) => [name, stop] as const);
  return {
    async stop() {
      await stopAll([
        {
          watchdog: watchdog.stop,
          'live jobs': live.stop,
          'background jobs': background.stop,
          ...Object.fromEntries(timers),
        },
        { 'notifications of the inbox': () => listening?.unlisten().catch(() => {}) },
      ]);
    },
  };
}

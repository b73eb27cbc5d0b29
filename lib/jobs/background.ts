import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '#db/client.ts';
import { processJob } from '#lib/inbox/jobs.ts';
import { deadLetter, processBatch } from '#lib/pipeline.ts';
import type { Queue } from '#lib/queue/index.ts';
import { type Repeated, repeat } from '#lib/queue/repeat.ts';
import type { Watchdog } from './watchdog.ts';

/** How often to look for dead letters. */
const POLL_INTERVAL_MS = 1_000;

/** Pause after each batch while webhooks arrive, as a multiple of its duration: background work takes a quarter of the time. */
export const PAUSE_RATIO = 3;

/**
 * Processes background jobs (replays, retries), one small batch at a time, until stopped: at full speed while no webhook arrives,
 * else a quarter of the time. Also marks the events of dead letters.
 */
export function startBackground(
  areLiveArriving: () => boolean,
  watchdog: Watchdog,
  sql: Sql,
  queue: Queue,
  providersWithApi?: ReadonlySet<string>,
): Repeated {
  // Not woken by arriving deliveries: a background batch for each of them would slow the live batches down.
  const consumer = queue.consume(
    { kind: processJob, priority: 'background', concurrency: 1 },
    watchdog.watch('background', async (signal) => {
      const begun = performance.now();
      const { jobs } = await processBatch(sql, queue, providersWithApi, 'background');
      if (jobs > 0 && areLiveArriving())
        await sleep((performance.now() - begun) * PAUSE_RATIO, null, { signal }).catch(() => {});
      return jobs;
    }),
  );
  const dead = repeat('marking dead letters', POLL_INTERVAL_MS, () => deadLetter(sql, queue));
  return {
    async stop() {
      await Promise.all([consumer.stop(), dead.stop()]);
    },
  };
}

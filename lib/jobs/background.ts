import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '#db/client.ts';
import { deadLetter, processBatch } from '#lib/pipeline.ts';
import type { Queue } from '#lib/queue/index.ts';

/** How often to poll for background work and due retries. */
const POLL_INTERVAL_MS = 1_000;

/** Pause after each batch while webhooks arrive, as a multiple of its duration: background work takes a quarter of the time. */
const PAUSE_RATIO = 3;

/**
 * Processes background jobs (replays, retries), one small batch at a time, until stopped: at full speed while no webhook arrives,
 * else a quarter of the time. `attempt` runs a function and logs its failure.
 */
export function startBackground(
  areLiveArriving: () => boolean,
  attempt: (work: () => Promise<unknown>) => Promise<void>,
  sql: Sql,
  queue: Queue,
  providersWithApi?: ReadonlySet<string>,
): { stop(): Promise<void> } {
  const ending = new AbortController();
  const loop = async () => {
    while (!ending.signal.aborted) {
      let jobs = 0;
      const begun = performance.now();
      await attempt(async () => {
        jobs = (await processBatch(sql, queue, providersWithApi, 'background')).jobs;
        await deadLetter(sql, queue);
      });
      // Not woken by arriving deliveries: a background batch for each of them would slow the live batches down.
      const took = performance.now() - begun;
      const pause = jobs === 0 ? POLL_INTERVAL_MS : areLiveArriving() ? took * PAUSE_RATIO : 0;
      if (pause > 0) await sleep(pause, null, { signal: ending.signal }).catch(() => {});
    }
  };
  const done = loop();
  return {
    async stop() {
      ending.abort();
      await done;
    },
  };
}

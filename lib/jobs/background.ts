import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '#db/client.ts';
import { deadLetter, processBatch } from '#lib/pipeline.ts';
import type { Queue } from '#lib/queue/index.ts';

/** How often to look for background work and for retries that became due, milliseconds. */
const POLL_INTERVAL_MS = 1_000;

/** The pause after each batch while webhooks arrive, as a multiple of what the batch took: it leaves them three quarters of the time. */
const PAUSE_RATIO = 3;

/**
 * Processes what may wait (replays, further attempts at what failed), one small batch at a time, until stopped: at full speed
 * while nothing else arrives, at a quarter of it beside live deliveries. `attempt` runs a piece of work and survives its failure.
 */
export function startBackground(
  areLiveArriving: () => boolean,
  attempt: (work: () => Promise<unknown>) => Promise<void>,
  sql: Sql,
  queue: Queue,
  readable?: ReadonlySet<string>,
): { stop(): Promise<void> } {
  const ending = new AbortController();
  const loop = async () => {
    while (!ending.signal.aborted) {
      let jobs = 0;
      const begun = performance.now();
      await attempt(async () => {
        jobs = (await processBatch(sql, queue, readable, 'background')).jobs;
        await deadLetter(sql, queue);
      });
      // Not woken by what arrives: that is live, and a background batch beside each of it would be in its way.
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

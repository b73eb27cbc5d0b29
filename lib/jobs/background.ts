import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '#db/client.ts';
import { deadLetter, processBatch } from '#lib/pipeline.ts';
import type { Queue } from '#lib/queue/index.ts';

/** How often to look for background work and for retries that became due, milliseconds. */
const POLL_INTERVAL_MS = 1_000;

/** The pause after each batch while live deliveries are processed, milliseconds. */
const YIELD_MS = 250;

/**
 * Processes what may wait (replays, further attempts at what failed), one batch at a time beside the live ones, until
 * stopped. `attempt` runs a piece of work and survives its failure.
 */
export function startBackground(
  isLiveBusy: () => boolean,
  attempt: (work: () => Promise<unknown>) => Promise<void>,
  sql: Sql,
  queue: Queue,
  readable?: ReadonlySet<string>,
): { stop(): Promise<void> } {
  const ending = new AbortController();
  const loop = async () => {
    while (!ending.signal.aborted) {
      let jobs = 0;
      await attempt(async () => {
        jobs = (await processBatch(sql, queue, readable, 'background')).jobs;
        await deadLetter(sql, queue);
      });
      // Not woken by what arrives: that is live, and a background batch beside each of it would be in its way.
      const pause = jobs === 0 ? POLL_INTERVAL_MS : isLiveBusy() ? YIELD_MS : 0;
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

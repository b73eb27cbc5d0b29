import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { Consumer, Work } from './contract.ts';

/** How often to look for due jobs; new ones wake the consumer. */
export const POLL_INTERVAL_MS = 1_000;

/**
 * Calls `work` in `concurrency` loops: each until it finds nothing, then again when it is woken and every second. While the database is
 * unavailable it tries again every second.
 */
export function pollingConsumer(concurrency: number, work: Work): Consumer {
  const ending = new AbortController();
  const loops = Array.from({ length: concurrency }, () => openLoop(work, ending.signal));
  const wake = () => {
    for (const loop of loops) loop.wake();
  };
  return {
    wake,
    async stop() {
      ending.abort();
      wake();
      await Promise.all(loops.map(({ done }) => done));
    },
  };
}

/** Each loop pauses by itself: one that found nothing must not wait for another that always finds something. */
function openLoop(work: Work, signal: AbortSignal): { wake(): void; done: Promise<void> } {
  let awake = true;
  let endPause = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_INTERVAL_MS);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const workAll = async () => {
    try {
      while (!signal.aborted && (await work(signal)) > 0);
    } catch (thrown) {
      log.error({ reason: messageOf(thrown) }, 'the worker could not reach the database; retrying');
      awake = false;
    }
  };
  const run = async () => {
    while (!signal.aborted) {
      awake = false;
      await workAll();
      if (!awake && !signal.aborted) await pause();
    }
  };
  return {
    wake() {
      awake = true;
      endPause();
    },
    done: run(),
  };
}

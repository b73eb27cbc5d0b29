import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { Consumer, Work } from './contract.ts';

/** How often to look for due jobs; new ones wake the consumer. */
const POLL_INTERVAL_MS = 1_000;

/**
 * Calls `work` until it finds nothing, `concurrency` times at once, then again when it is woken and every second. While the database is
 * unavailable it tries again every second.
 */
export function pollingConsumer(concurrency: number, work: Work): Consumer {
  const ending = new AbortController();
  let awake = true;
  let endPause = () => {};
  const wake = () => {
    awake = true;
    endPause();
  };
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
      while (!ending.signal.aborted && (await work(ending.signal)) > 0);
    } catch (thrown) {
      log.error({ reason: messageOf(thrown) }, 'the worker could not reach the database; retrying');
      awake = false;
    }
  };
  const loop = async () => {
    while (!ending.signal.aborted) {
      awake = false;
      await Promise.all(Array.from({ length: concurrency }, workAll));
      if (!awake && !ending.signal.aborted) await pause();
    }
  };
  const done = loop();
  return {
    wake,
    async stop() {
      ending.abort();
      wake();
      await done;
    },
  };
}

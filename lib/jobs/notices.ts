import { setTimeout as sleep } from 'node:timers/promises';
import type { Notifier } from '#lib/notices/notifier.ts';
import { type Repeated, repeat } from '#lib/queue/repeat.ts';

/** How often to look for notices that are due. */
const POLL_INTERVAL_MS = 1_000;

/** When the process ends, how long a message may take to be sent. One without a result is sent again by another process. */
const STOP_TIMEOUT_MS = 3_000;

/** Sends notices. Any number of workers may do so at the same time. */
export function startNotices(notifier: Notifier): Repeated {
  const repeated = repeat('sending notices', POLL_INTERVAL_MS, (signal) => notifier.sendDue(signal));
  return {
    async stop() {
      await Promise.race([repeated.stop(), sleep(STOP_TIMEOUT_MS)]);
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue } from '#lib/queue/index.ts';
import { type Repeated, repeat } from '#lib/queue/repeat.ts';
import type { Reconciler } from '#lib/reconcile/reconciler.ts';
import { stopAll } from '#lib/stop-all.ts';

/** How often to check whether a reconciliation is due. */
const POLL_INTERVAL_MS = 15_000;
/** How often to look for objects to refresh and requests to send. */
const SHORT_POLL_INTERVAL_MS = 1_000;
/** When the process ends, how long a run may take to finish its page. */
const STOP_TIMEOUT_MS = 3_000;

/**
 * Reconciles every hour with each connected provider, in one of the workers, reads the objects that webhooks only name, and sends provider requests.
 */
export function startReconciler(queue: Queue, reconciler: Reconciler): Repeated {
  if (reconciler.contexts.length === 0) return { stop: async () => {} };
  // Each provider has its own loops, so a slow or paused one does not delay the others.
  const repeated = [...reconciler.providers].flatMap((provider) => [
    queue.schedule({
      name: `reconcile-${provider}`,
      everyMs: POLL_INTERVAL_MS,
      act: (signal) => reconciler.due({ provider, signal }),
    }),
    repeat('refreshing objects', SHORT_POLL_INTERVAL_MS, (signal) => reconciler.refreshObjects({ provider, signal })),
    repeat('sending provider requests', SHORT_POLL_INTERVAL_MS, (signal) => reconciler.send({ provider, signal })),
  ]);
  return {
    async stop() {
      // An unfinished run is resumed later.
      const all = Object.fromEntries(repeated.map((one, at) => [`reconciliation loop ${at + 1}`, one.stop]));
      await Promise.race([stopAll([all]), sleep(STOP_TIMEOUT_MS)]);
    },
  };
}

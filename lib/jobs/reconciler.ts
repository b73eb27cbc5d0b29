import { setTimeout as sleep } from 'node:timers/promises';
import type { Reconciler } from '#lib/reconcile/reconciler.ts';
import { stopAll } from '#lib/stop-all.ts';
import { type Repeated, repeat } from './repeat.ts';

/** How often to look whether a reconciliation is due, milliseconds. */
const LOOK = 15_000;
/** How often to look for things that should be read again or sent, milliseconds. */
const LOOK_AGAIN = 1_000;
/** How long a run may take to come to the end of its page when the process ends, milliseconds. */
const LEAVE = 3_000;

/**
 * Reconciles every hour with the providers that are connected, reads again what their webhooks only name, and sends what
 * they are asked.
 */
export function startReconciler(reconciler: Reconciler): Repeated {
  if (reconciler.works.length === 0) return { stop: async () => {} };
  // Each provider by itself: one that is slow, or wants to be left alone, keeps no other waiting.
  const repeated = [...reconciler.providers].flatMap((provider) => [
    repeat('looking for a due reconciliation', LOOK, (signal) => reconciler.due({ provider, signal })),
    repeat('reading again', LOOK_AGAIN, (signal) => reconciler.readAgain({ provider, signal })),
    repeat('sending what was asked', LOOK_AGAIN, (signal) => reconciler.send({ provider, signal })),
  ]);
  return {
    async stop() {
      // A run that waits for its turn is left in the middle; the next one goes on there.
      const all = Object.fromEntries(repeated.map((one, at) => [`reconciliation loop ${at + 1}`, one.stop]));
      await Promise.race([stopAll([all]), sleep(LEAVE)]);
    },
  };
}

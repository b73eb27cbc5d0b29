import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '#db/client.ts';
import { reconcileDue } from '#lib/reconcile/due.ts';
import { refresh } from '#lib/reconcile/refresh.ts';
import type { Reconciling } from '#lib/reconcile/run.ts';
import { type Repeated, repeat } from './repeat.ts';

/** How often to look whether a reconciliation is due, milliseconds. */
const LOOK = 15_000;
/** How often to look for things that should be read again, milliseconds. */
const LOOK_AGAIN = 1_000;
/** How long a run may take to come to the end of its page when the process ends, milliseconds. */
const LEAVE = 3_000;

/** Reconciles every hour with the providers that are connected, and reads again what their webhooks only name. */
export function startReconciler(sql: Sql, works: readonly Reconciling[]): Repeated {
  if (works.length === 0) return { stop: async () => {} };
  const repeated = [
    repeat('looking for a due reconciliation', LOOK, (signal) => reconcileDue(sql, works, signal)),
    ...works.map((work) => repeat('reading again', LOOK_AGAIN, () => refresh(work))),
  ];
  return {
    async stop() {
      // A run that waits for its turn is left in the middle; the next one goes on there.
      await Promise.race([Promise.all(repeated.map((one) => one.stop())), sleep(LEAVE)]);
    },
  };
}

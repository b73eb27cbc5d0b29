import { beginAgain } from '#db/begin-again.ts';
import type { Sql, Transaction } from '#db/client.ts';
import { shareProjections } from '#db/projection-lock.ts';
import { now } from '#lib/clock.ts';
import { syncExceptions } from '#lib/exceptions/sync.ts';
import { notifyChanged } from '#lib/inbox/notify-changed.ts';
import { recalculateNext } from '#lib/projections/recalculate-lateness.ts';
import { recalculateNextReturns } from '#lib/projections/recalculate-returns.ts';

/** Derives again from when entities are late, and their exceptions, after an admin changed what counts as late. */
export async function recalculateLateness(sql: Sql, signal?: AbortSignal): Promise<void> {
  await recalculate(sql, recalculateNext, signal);
}

/** Derives again when empty containers are due back, and the exceptions about it, after an admin changed tariffs. */
export async function recalculateReturns(sql: Sql, signal?: AbortSignal): Promise<void> {
  await recalculate(sql, recalculateNextReturns, signal);
}

/**
 * Derives conditions of exceptions again after a setting was changed, and the exceptions, of which nobody is told; open pages are notified
 * at the end. Any number of workers may call it at the same time. `next` returns the ids of the next entities, none at the end, and null
 * if there is nothing to do.
 */
async function recalculate(
  sql: Sql,
  next: (tx: Transaction) => Promise<string[] | null>,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (let left: number | null = 1; left !== null && left > 0 && !signal?.aborted; ) {
    left = await beginAgain(sql, async (tx) => {
      await shareProjections(tx);
      const ids = await next(tx);
      if (ids === null) return null;
      await syncExceptions(tx, ids, now());
      if (ids.length === 0) await notifyChanged(tx, []);
      return ids.length;
    });
  }
}

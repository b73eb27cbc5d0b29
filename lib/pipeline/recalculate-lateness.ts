import type { Sql } from '#db/client.ts';
import { shareProjections } from '#db/projection-lock.ts';
import { now } from '#lib/clock.ts';
import { syncExceptions } from '#lib/exceptions/sync.ts';
import { notifyChanged } from '#lib/inbox/notify-changed.ts';
import { recalculateNext } from '#lib/projections/recalculate-lateness.ts';

/**
 * Derives again from when entities are late, and their exceptions, of which nobody is told, after an admin changed what counts as late; open pages are notified at the end. Any number of
 * workers may call it at the same time.
 */
export async function recalculateLateness(sql: Sql, signal?: AbortSignal): Promise<void> {
  for (let left: number | null = 1; left !== null && left > 0 && !signal?.aborted; ) {
    left = await sql.begin(async (tx) => {
      await shareProjections(tx);
      const ids = await recalculateNext(tx);
      if (ids === null) return null;
      await syncExceptions(tx, ids, now());
      if (ids.length === 0) await notifyChanged(tx, []);
      return ids.length;
    });
  }
}

import type { Sql } from '#db/client.ts';
import { shareProjections } from '#db/projection-lock.ts';
import { notifyChanged } from '#lib/inbox/notify-changed.ts';
import { recalculateNext } from '#lib/projections/recalculate-lateness.ts';

/**
 * Derives again from when entities are late, after an admin changed what counts as late; open pages are notified at the end. Any number of
 * workers may call it at the same time.
 */
export async function recalculateLateness(sql: Sql, signal?: AbortSignal): Promise<void> {
  for (let left: number | null = 1; left !== null && left > 0 && !signal?.aborted; ) {
    left = await sql.begin(async (tx) => {
      await shareProjections(tx);
      const entities = await recalculateNext(tx);
      if (entities === 0) await notifyChanged(tx, []);
      return entities;
    });
  }
}

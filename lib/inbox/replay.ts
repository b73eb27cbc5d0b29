import type { Sql } from '#db/client.ts';
import type { Queue } from '#lib/queue/index.ts';
import { type ApplyJob, applyJob, INBOX_CHANNEL } from './jobs.ts';

/**
 * Sends all events of a delivery through processing again, whatever became of them. Applying an event that was applied
 * changes nothing, so this is always safe; it heals what was parked or buried once the cause is gone.
 */
export async function replayDelivery(
  sql: Sql,
  queue: Pick<Queue, 'put'>,
  deliveryId: string,
): Promise<{ replayed: number }> {
  return sql.begin(async (tx) => {
    const events = await tx<{ id: string }[]>`
      update events set state = 'pending', reason = null, settled_at = null where delivery_id = ${deliveryId} returning id`;
    await queue.put(tx, applyJob, [{ deliveries: [deliveryId] } satisfies ApplyJob]);
    await tx`select pg_notify(${INBOX_CHANNEL}, '')`;
    return { replayed: events.length };
  });
}

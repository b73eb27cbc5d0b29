import type { Transaction } from '#db/client.ts';

/** An event of the inbox with the bytes that it came in. */
export type PendingEvent = {
  id: string;
  provider: string;
  key: string;
  type: string;
  position: number;
  receivedAt: string;
  deliveryId: string;
  body: Uint8Array;
};

/**
 * Loads those of the given events that still wait, in the order of arrival. Events that another job settled meanwhile
 * are left out: a job names events, and the event row says whether there is anything left to do.
 */
export async function claimEvents(tx: Transaction, ids: readonly string[]): Promise<PendingEvent[]> {
  const rows = await tx<(Omit<PendingEvent, 'receivedAt'> & { receivedAt: Date })[]>`
    select e.id, e.provider, e.key, e.type, e.position, e.received_at as "receivedAt", d.id as "deliveryId", d.body
    from events e join deliveries d on d.id = e.delivery_id
    where e.id = any(${[...ids]}::uuid[]) and e.state = 'pending' and d.body is not null
    order by e.delivery_id, e.position`;
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
}

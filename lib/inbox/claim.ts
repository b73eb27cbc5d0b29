import type { Transaction } from '#db/client.ts';
import type { ApplyJob } from './jobs.ts';

/** An event of the inbox with the bytes that it came in. */
export type PendingEvent = {
  id: string;
  provider: string;
  key: string;
  type: string;
  position: number;
  receivedAt: string;
  deliveryId: string;
  source: 'webhook' | 'reconcile';
  body: Uint8Array;
};

/**
 * Loads what still waits of the given deliveries and events, in the order of arrival. Whatever another job settled
 * meanwhile is left out: a job names what to look at, and the event row says whether there is anything left to do.
 */
export async function claimEvents(tx: Transaction, jobs: readonly ApplyJob[]): Promise<PendingEvent[]> {
  const deliveries = jobs.flatMap((job) => ('deliveries' in job ? job.deliveries : []));
  const events = jobs.flatMap((job) => ('events' in job ? job.events : []));
  const rows = await tx<(Omit<PendingEvent, 'receivedAt'> & { receivedAt: Date })[]>`
    select e.id, e.provider, e.key, e.type, e.position, e.received_at as "receivedAt", d.id as "deliveryId", d.source, d.body
    from events e join deliveries d on d.id = e.delivery_id
    where (e.delivery_id = any(${deliveries}::uuid[]) or e.id = any(${events}::uuid[]))
      and e.state = 'pending' and d.body is not null
    order by e.delivery_id, e.position`;
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
}

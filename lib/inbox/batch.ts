import type { Transaction } from '#db/client.ts';
import type { Job, Priority, Queue } from '#lib/queue/index.ts';
import { type ProcessJob, processJob } from './jobs.ts';
import { listPendingEvents, type PendingEvent } from './load-pending-events.ts';

/** What one transaction applies at most, so that memory depends on these numbers and not on what was sent; `jobs` are fetched together. */
export type BatchLimits = { events: number; bodyBytes: number; jobs: number };

/** Jobs in hand, what waits of them, and what did not fit and needs a job of its own. */
export type Batch = { jobs: Job<ProcessJob>[]; pending: PendingEvent[]; rest: ProcessJob[] };

/**
 * Fetches enough jobs for a good batch: few when little waits, some hundred events when much does. A job that holds more
 * than fits is cut: what fits is in `pending`, and `rest` names the others. A job of a single event is never cut, since
 * the queue counts the attempts of that event by it.
 */
export async function fetchBatch(
  tx: Transaction,
  queue: Queue,
  priority: Priority,
  limits: BatchLimits,
): Promise<Batch> {
  const batch: Batch = { jobs: [], pending: [], rest: [] };
  const chosen = new Set<string>();
  const room = { ...limits, bodies: new Set<string>() };
  while (room.events > 0 && room.bodyBytes > 0) {
    const jobs = await queue.fetch<ProcessJob>(tx, processJob, limits.jobs, priority);
    batch.jobs.push(...jobs);
    const { single, deliveries, events } = namedBy(jobs);
    const mustFit = await listPendingEvents(tx, [], single);
    const mayFit = await listPendingEvents(tx, deliveries, events);
    const fitting = [...mustFit, ...mayFit.slice(0, countFitting(mayFit, room, mustFit))];
    for (const event of fitting) {
      if (!chosen.has(event.id)) batch.pending.push(event);
      chosen.add(event.id);
    }
    const cut = mayFit[fitting.length - mustFit.length];
    if (cut) batch.rest.push(...remainder(deliveries, events, cut, chosen));
    if (jobs.length < limits.jobs) break;
  }
  // A body is opened once for all of its events, which therefore stand together.
  batch.pending.sort((a, b) => (a.deliveryId < b.deliveryId ? -1 : a.deliveryId > b.deliveryId ? 1 : 0));
  return batch;
}

function namedBy(jobs: readonly Job<ProcessJob>[]): { single: string[]; deliveries: string[]; events: string[] } {
  const named = { single: [] as string[], deliveries: [] as string[], events: [] as string[] };
  for (const { data } of jobs) {
    if ('deliveries' in data) named.deliveries.push(...data.deliveries);
    else if (data.events.length === 1) named.single.push(...data.events);
    else named.events.push(...data.events);
  }
  return named;
}

/** How many of the events fit, in their order; at least one when nothing else is in hand. Takes their room away. */
function countFitting(
  events: readonly PendingEvent[],
  room: BatchLimits & { bodies: Set<string> },
  before: readonly PendingEvent[],
): number {
  const use = ({ deliveryId, bodyBytes }: PendingEvent) => {
    room.events -= 1;
    if (!room.bodies.has(deliveryId)) room.bodyBytes -= bodyBytes;
    room.bodies.add(deliveryId);
  };
  before.forEach(use);
  let fitting = 0;
  for (const event of events) {
    const body = room.bodies.has(event.deliveryId) ? 0 : event.bodyBytes;
    if (room.bodies.size > 0 && (room.events < 1 || body > room.bodyBytes)) break;
    use(event);
    fitting += 1;
  }
  if (fitting < events.length) room.events = 0;
  return fitting;
}

/** What comes at or after the first event that did not fit; of a delivery that is cut, what waits is looked up again. */
function remainder(
  deliveries: readonly string[],
  events: readonly string[],
  cut: PendingEvent,
  chosen: ReadonlySet<string>,
): ProcessJob[] {
  const later = deliveries.filter((id) => id >= cut.deliveryId);
  const others = events.filter((id) => !chosen.has(id));
  return [
    ...(later.length > 0 ? [{ deliveries: later }] : []),
    // With another event beside it, so that nobody takes it for a job that counts attempts.
    ...(others.length > 0 ? [{ events: others.length === 1 ? [...others, ...others] : others }] : []),
  ];
}

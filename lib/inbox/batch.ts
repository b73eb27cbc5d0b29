import type { Transaction } from '#db/client.ts';
import type { Job, Priority, Queue } from '#lib/queue/index.ts';
import { type ProcessJob, processJob } from './jobs.ts';
import { listPendingEvents, type PendingEvent } from './load-pending-events.ts';

/**
 * Upper bounds of one transaction, so that memory does not depend on the size of deliveries. `jobs`: how many are fetched together.
 */
export type BatchLimits = { events: number; bodyBytes: number; jobs: number };

/** The fetched jobs, their pending events, and what did not fit and needs another job. */
export type Batch = { jobs: Job<ProcessJob>[]; pending: PendingEvent[]; rest: ProcessJob[] };

/**
 * Fetches jobs until their events fill a batch, or no job is left. A job with more events than fit is split: those that fit are in
 * `pending`, `rest` names the others. A job of a single event is never split, since the queue counts that event's attempts by it.
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
    // With one that does not fit, which tells that there are more.
    const mayFit = await listPendingEvents(tx, deliveries, events, room.events + 1);
    const fitting = [...mustFit, ...mayFit.slice(0, countFitting(mayFit, room, mustFit))];
    for (const event of fitting) {
      if (!chosen.has(event.id)) batch.pending.push(event);
      chosen.add(event.id);
    }
    const cut = mayFit[fitting.length - mustFit.length];
    if (cut) batch.rest.push(...remainder(deliveries, events, cut, chosen));
    if (jobs.length < limits.jobs) break;
  }
  // Sorted by delivery, so that each body is parsed once for all of its events.
  batch.pending.sort((a, b) => (a.deliveryId < b.deliveryId ? -1 : a.deliveryId > b.deliveryId ? 1 : 0));
  return batch;
}

function namedBy(jobs: readonly Job<ProcessJob>[]): { single: string[]; deliveries: string[]; events: string[] } {
  const named = { single: [] as string[], deliveries: [] as string[], events: [] as string[] };
  for (const { data } of jobs) {
    const into = 'deliveries' in data ? named.deliveries : data.events.length === 1 ? named.single : named.events;
    for (const id of 'deliveries' in data ? data.deliveries : data.events) into.push(id);
  }
  return named;
}

/** How many of the events fit, in their order; at least one if the batch is empty. Subtracts them from the room. */
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

/** Ids in one of the jobs for what did not fit: a batch takes the first of them, and need not read the others. */
const REST_PER_JOB = 1_000;

/** The deliveries and events that did not fit. Pending events of a split delivery are looked up again. */
function remainder(
  deliveries: readonly string[],
  events: readonly string[],
  cut: PendingEvent,
  chosen: ReadonlySet<string>,
): ProcessJob[] {
  const later = deliveries.filter((id) => id >= cut.deliveryId);
  const others = events.filter((id) => !chosen.has(id));
  return [
    ...chunks(later).map((ids) => ({ deliveries: ids })),
    // With another event beside it, so that it is not mistaken for the job of a single event, which counts attempts.
    ...chunks(others).map((ids) => ({ events: ids.length === 1 ? [...ids, ...ids] : ids })),
  ];
}

function chunks(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / REST_PER_JOB);
  return Array.from({ length: count }, (_, at) => ids.slice(at * REST_PER_JOB, (at + 1) * REST_PER_JOB));
}

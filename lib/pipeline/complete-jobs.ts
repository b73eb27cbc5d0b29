import type { Transaction } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import type { Batch } from '#lib/inbox/batch.ts';
import { recordFailure } from '#lib/inbox/event-state.ts';
import { processJob } from '#lib/inbox/jobs.ts';
import { log } from '#lib/log.ts';
import type { Priority, Queue } from '#lib/queue/index.ts';
import type { Failure } from './normalise-events.ts';

/**
 * Completes the jobs of a batch. Events that did not fit get a new job at the end of the queue. A failed event gets a background
 * job of its own, which counts its attempts; if it has one, that job is retried.
 */
export async function completeJobs(
  tx: Transaction,
  queue: Queue,
  { jobs, rest }: Batch,
  failures: readonly Failure[],
  priority: Priority,
): Promise<void> {
  const ownJob = new Map(
    jobs.flatMap(({ id, data }) =>
      'events' in data && data.events.length === 1 ? [[data.events[0], id] as const] : [],
    ),
  );
  const failed = new Set<string>();
  for (const { id, thrown } of failures) {
    log.warn({ event: id, reason: messageOf(thrown) }, 'event failed');
    await recordFailure(tx, id, messageOf(thrown));
    const job = ownJob.get(id);
    if (job === undefined) await queue.enqueue(tx, processJob, [{ events: [id] }], 'background');
    else {
      failed.add(job);
      await queue.fail(tx, processJob, job, messageOf(thrown));
    }
  }
  await queue.enqueue(tx, processJob, rest, priority);
  await queue.complete(
    tx,
    processJob,
    jobs.map(({ id }) => id).filter((id) => !failed.has(id)),
  );
}

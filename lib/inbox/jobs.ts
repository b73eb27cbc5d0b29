import type { JobKind } from '#lib/queue/index.ts';

/** Applies events of the inbox: ids, in the order of arrival. */
export type ApplyJob = { events: string[] };
export const applyJob: JobKind = { name: 'apply', retries: 5, delay: 2 };

/** Names events in jobs of a size that fits one batch. */
export function toJobs(events: readonly string[]): ApplyJob[] {
  const jobs: ApplyJob[] = [];
  for (let at = 0; at < events.length; at += 500) jobs.push({ events: events.slice(at, at + 500) });
  return jobs;
}

/** Every kind of job there is: the queues that a start declares. */
export const jobKinds: readonly JobKind[] = [applyJob];

/** PostgreSQL channel: something waits in the inbox. */
export const INBOX_CHANNEL = 'fairlead_inbox';

/** PostgreSQL channel: something became different. Payload: JSON `{ shipments: id[] }`; none named means too many to name. */
export const CHANGE_CHANNEL = 'fairlead_change';

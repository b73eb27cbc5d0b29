import type { JobKind } from '#lib/queue/index.ts';

/**
 * Processes the pending events of some deliveries, in the order of arrival, or single events that are retried. An event gets
 * `retries + 2` attempts: one in its batch, one immediately on its own, then the retries after `delay` seconds, doubled each time and
 * jittered.
 */
export type ProcessJob = { deliveries: string[] } | { events: string[] };
export const processJob: JobKind = { name: 'apply', retries: 5, delay: 2 };

/** All kinds of jobs; each start declares their queues. */
export const jobKinds: readonly JobKind[] = [processJob];

/** PostgreSQL channel: the inbox has pending events. */
export const INBOX_CHANNEL = 'fairlead_inbox';

/** PostgreSQL channel: data changed. Payload: JSON `{ subjects: id[] }`, the ids of entities; an empty list means too many to list. */
export const CHANGE_CHANNEL = 'fairlead_change';

/** PostgreSQL channel: events were processed, or became dead letters, and no data changed. */
export const SETTLED_CHANNEL = 'fairlead_settled';

/** The channel of processed deliveries, for traces. */
export const TRACED_CHANNEL = 'fairlead_traced';

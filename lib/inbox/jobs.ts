import type { JobKind } from '#lib/queue/index.ts';

/**
 * Applies what waits of some deliveries, in the order of arrival, or single events that are tried again. An event gets `retries + 2`
 * attempts: one in its batch, one alone at once, then the retries after `delay` seconds, doubled each time and jittered.
 */
export type ProcessJob = { deliveries: string[] } | { events: string[] };
export const processJob: JobKind = { name: 'apply', retries: 5, delay: 2 };

/** Every kind of job there is: the queues that a start declares. */
export const jobKinds: readonly JobKind[] = [processJob];

/** PostgreSQL channel: something waits in the inbox. */
export const INBOX_CHANNEL = 'fairlead_inbox';

/** PostgreSQL channel: something became different. Payload: JSON `{ subjects: id[] }`; none named means too many to name. */
export const CHANGE_CHANNEL = 'fairlead_change';

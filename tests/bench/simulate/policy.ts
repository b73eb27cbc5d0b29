import { NOTIFY_INTERVAL_MS } from '#db/notify-throttled.ts';
import type { BatchLimits } from '#lib/inbox/batch.ts';
import { RETRY, STORE_LIMITS, STORE_TIMEOUT_MS } from '#lib/inbox/store.ts';
import { PAUSE_RATIO } from '#lib/jobs/background.ts';
import { CONCURRENT_BATCHES, LIVE_WITHIN_MS } from '#lib/jobs/worker.ts';
import { BATCH_LIMITS } from '#lib/pipeline/batch-limits.ts';
import type { Priority } from '#lib/queue/index.ts';
import { POLL_INTERVAL_MS } from '#lib/queue/polling-consumer.ts';

/** How gateways and workers behave. Seconds. */
export type Policy = {
  batches: Record<Priority, BatchLimits>;
  concurrentBatches: number;
  pollS: number;
  /** Background batches pause for this multiple of their duration, within `liveWithinS` of the last live batch. */
  pauseRatio: number;
  liveWithinS: number;
  /** Shortest time between two notifications of a gateway. */
  notifyS: number;
  store: { batch: number; writers: number; waiting: number };
  /** How long a write is repeated while the database is away, and when a webhook is answered 503 at the latest. */
  retryWithinS: number;
  storeTimeoutS: number;
};

/** That of the product, from its own constants. */
export const PRODUCT_POLICY: Policy = {
  batches: BATCH_LIMITS,
  concurrentBatches: CONCURRENT_BATCHES,
  pollS: POLL_INTERVAL_MS / 1_000,
  pauseRatio: PAUSE_RATIO,
  liveWithinS: LIVE_WITHIN_MS / 1_000,
  notifyS: NOTIFY_INTERVAL_MS / 1_000,
  store: STORE_LIMITS,
  retryWithinS: RETRY.withinMs / 1_000,
  storeTimeoutS: STORE_TIMEOUT_MS / 1_000,
};

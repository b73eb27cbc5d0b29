import type { BatchLimits } from '#lib/inbox/batch.ts';
import { REPLAYED_TOGETHER } from '#lib/inbox/replay.ts';
import type { Priority } from '#lib/queue/index.ts';

/** Upper bounds of one transaction. Background batches are small, so that a worker is soon free for live deliveries. */
export const BATCH_LIMITS: Record<Priority, BatchLimits> = {
  live: { events: 1_200, bodyBytes: 8 * 1024 * 1024, jobs: 4 },
  background: { events: REPLAYED_TOGETHER, bodyBytes: 2 * 1024 * 1024, jobs: 1 },
};

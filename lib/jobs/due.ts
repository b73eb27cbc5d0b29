import type { Sql } from '#db/client.ts';
import { projectDueFacts } from '#lib/pipeline.ts';
import { type Repeated, repeat } from './repeat.ts';

/** How often to look for entities that are due. */
const POLL_INTERVAL_MS = 60_000;

/** Derives entities again whose future dates have come. Any number of workers may do so at the same time. */
export function startDue(sql: Sql): Repeated {
  return repeat('looking for entities that are due', POLL_INTERVAL_MS, (signal) => projectDueFacts(sql, signal));
}

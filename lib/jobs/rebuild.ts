import type { Sql } from '#db/client.ts';
import { type Repeated, repeat } from '#lib/queue/repeat.ts';
import { rebuildOutdated } from '#lib/rebuild/run.ts';

/** How often to check whether a rebuild is needed. The first check is at the start; later ones resume a rebuild whose worker died. */
const POLL_INTERVAL_MS = 60_000;

/** Rebuilds in the background when the stored values were derived with older rules. Workers take turns at one rebuild. */
export function startRebuild(sql: Sql): Repeated {
  return repeat('rebuilding what older rules derived', POLL_INTERVAL_MS, (signal) => rebuildOutdated(sql, signal));
}

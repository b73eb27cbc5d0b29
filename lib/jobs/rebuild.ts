import type { Sql } from '#db/client.ts';
import { rebuildOutdated } from '#lib/rebuild/run.ts';
import { type Repeated, repeat } from './repeat.ts';

/** How often to look whether older rules made what is shown, milliseconds. A start looks at once; later looks take over from workers that died. */
const LOOK_MS = 60_000;

/** Rebuilds in the background where older rules made what is shown. Workers take turns at one rebuild. */
export function startRebuild(sql: Sql): Repeated {
  return repeat('rebuilding what older rules derived', LOOK_MS, (signal) => rebuildOutdated(sql, signal));
}

import type { Sql } from '#db/client.ts';
import { projectDueFacts } from '#lib/pipeline.ts';
import { type Repeated, repeat } from './repeat.ts';

/** How often to look for facts whose time has come, milliseconds. */
const LOOK = 60_000;

/** Shows facts that lay ahead once their time has come. Any number of workers may do so at once. */
export function startDue(sql: Sql): Repeated {
  return repeat('looking for facts whose time has come', LOOK, (signal) => projectDueFacts(sql, signal));
}

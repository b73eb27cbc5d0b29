import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** V8 returns memory pages in a second collection, after the first has swept. */
const PAUSE_MS = 500;

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/**
 * Returns the memory that loading the program left to the system: about 150 MB that an idle process would hold for hours. To be
 * called once, after the start; it blocks for some tens of milliseconds.
 */
export async function releaseStartMemory(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as Collect;
  const thoroughly = { type: 'major', execution: 'sync', flavor: 'last-resort' } as const;
  collect(thoroughly);
  await sleep(PAUSE_MS);
  collect(thoroughly);
}

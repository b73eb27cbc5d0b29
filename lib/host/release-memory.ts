import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** V8 gives pages back in a second collection, once the first has swept. */
const BETWEEN_MS = 500;

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/**
 * Gives back what loading the program left behind: some 150 MB of garbage that a quiet process would hold for hours. Once,
 * after the start; it blocks for some tens of milliseconds.
 */
export async function releaseStartMemory(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as Collect;
  const thoroughly = { type: 'major', execution: 'sync', flavor: 'last-resort' } as const;
  collect(thoroughly);
  await sleep(BETWEEN_MS);
  collect(thoroughly);
}

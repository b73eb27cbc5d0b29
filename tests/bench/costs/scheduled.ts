import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { family } from '#tests/support/processes.ts';

/** Seconds for which the main thread of each process has run, and has waited for a core, by process id. */
export type Scheduled = Map<number, { ran: number; waited: number }>;

/** Those of processes and their descendants, from `/proc/<pid>/schedstat`. */
export function readScheduled(roots: readonly number[]): Scheduled {
  const scheduled: Scheduled = new Map();
  for (const { pid } of roots.flatMap(family)) {
    try {
      const [ran = 0, waited = 0] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ').map(Number);
      scheduled.set(pid, { ran: ran / 1e9, waited: waited / 1e9 });
    } catch {
      // It has ended meanwhile.
    }
  }
  return scheduled;
}

/**
 * How many threads of other processes ran on the machine between two readings. A thread that can run gets cores / (own + others) of a
 * core, so the part of the time for which ours ran, of that for which they could, says how many there were.
 */
export function othersBetween(before: Scheduled, after: Scheduled, seconds: number): number {
  let ran = 0;
  let waited = 0;
  for (const [pid, one] of after) {
    const earlier = before.get(pid);
    if (!earlier) continue;
    ran += one.ran - earlier.ran;
    waited += one.waited - earlier.waited;
  }
  if (ran === 0) return 0;
  return Math.max(0, (availableParallelism() * (ran + waited)) / ran - (ran + waited) / seconds);
}

import type { JobKind, Queue } from './contract.ts';
import { installPgBoss, openPgBoss } from './pg-boss.ts';

export type { Job, JobKind, Priority, Queue } from './contract.ts';

/** Brings the queue's own tables up to date and declares the kinds of jobs. Safe to call again and from several processes. */
export function installQueue(url: string, kinds: readonly JobKind[]): Promise<void> {
  return installPgBoss(url, kinds);
}

/**
 * Opens an installed queue. `supervise` runs its upkeep (old jobs are deleted, statistics kept) in this process; one
 * process is enough, several do no harm.
 */
export function openQueue(url: string, options: { supervise: boolean }): Promise<Queue> {
  return openPgBoss(url, options);
}

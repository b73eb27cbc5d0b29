import type { JobKind, Queue } from './contract.ts';
import { installPgBoss, openPgBoss } from './pg-boss.ts';

export type { Job, JobKind, Priority, Queue } from './contract.ts';

/** Migrates the queue's own tables and declares the kinds of jobs. May be called repeatedly and from several processes. */
export function installQueue(url: string, kinds: readonly JobKind[]): Promise<void> {
  return installPgBoss(url, kinds);
}

/**
 * Opens an installed queue. `supervise` runs its maintenance (deleting old jobs, statistics) in this process; one process is
 * enough, several do no harm.
 */
export function openQueue(url: string, options: { supervise: boolean }): Promise<Queue> {
  return openPgBoss(url, options);
}

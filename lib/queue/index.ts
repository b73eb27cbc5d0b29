import type { JobKind, Queue } from './contract.ts';
import { openHintedQueue } from './hinted-queue.ts';
import { installPgBoss, openPgBoss } from './pg-boss.ts';

export type { Consumer, Job, JobKind, Priority, Queue, Schedule } from './contract.ts';

/** The engine of the queue; one on Redis if its URL is given. */
export type QueueSettings = { redisUrl?: string };

/** The settings of the queue in variables that `parseEnv` has accepted. */
export function queueSettings({ QUEUE, REDIS_URL }: Readonly<Record<string, string | undefined>>): QueueSettings {
  return QUEUE === 'bullmq' && REDIS_URL ? { redisUrl: REDIS_URL } : {};
}

/**
 * Migrates the queue's own tables and declares the kinds of jobs. May be called repeatedly and from several processes. Throws
 * `Misconfigured` if Redis is reached and would evict keys.
 */
export async function installQueue(
  url: string,
  kinds: readonly JobKind[],
  { redisUrl }: QueueSettings = {},
): Promise<void> {
  await installPgBoss(url, kinds);
  // Redis has a third of all modules of a process that starts: they are loaded where they are used.
  if (redisUrl) await (await import('./refuse-eviction.ts')).refuseEviction(redisUrl);
}

/**
 * Opens an installed queue. `supervise` runs its maintenance (deleting old jobs, statistics, taking over jobs of another engine) in this
 * process; one process is enough, several do no harm.
 */
export async function openQueue(
  url: string,
  { supervise, redisUrl }: QueueSettings & { supervise: boolean },
): Promise<Queue> {
  if (!redisUrl) return openPgBoss(url, { supervise });
  return openHintedQueue(url, redisUrl, { supervise });
}

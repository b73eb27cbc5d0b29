import { openSql } from '#db/client.ts';
import { stopAll } from '#lib/stop-all.ts';
import type { Bullmq } from './bullmq.ts';
import type { Queue } from './contract.ts';
import { jobRows } from './job-rows.ts';
import { fromPgBoss, takeOverJobs } from './take-over.ts';

/**
 * Opens the queue whose jobs are rows of `queue_jobs`, with hints in Redis. Redis is connected, and BullMQ loaded, when the first consumer
 * or schedule begins: a process that only enqueues needs neither.
 */
export function openHintedQueue(url: string, redisUrl: string, { supervise }: { supervise: boolean }): Queue {
  const sql = openSql(url, { max: 2 });
  const takingOver = supervise ? takeOverJobs(url, fromPgBoss) : undefined;
  let opened: Promise<Bullmq> | undefined;
  const bullmq = () => {
    opened ??= import('./bullmq.ts').then(({ openBullmq }) => openBullmq(sql, url, redisUrl));
    return opened;
  };
  return {
    ...jobRows,
    consume(options, work) {
      const begun = bullmq().then(({ consume }) => consume(options, work));
      return {
        wake: () => void begun.then((consumer) => consumer.wake()),
        stop: async () => (await begun).stop(),
      };
    },
    schedule(task) {
      const begun = bullmq().then(({ schedule }) => schedule(task));
      return { stop: async () => (await begun).stop() };
    },
    async stop() {
      await stopAll([
        { Redis: async () => (await opened)?.stop(), 'jobs taken over': () => takingOver?.stop() },
        { connections: () => sql.end({ timeout: 2 }) },
      ]);
    },
  };
}

import { hash } from 'node:crypto';
import { openSql } from '#db/client.ts';
import { stopAll } from '#lib/stop-all.ts';
import { type Clock, openClock } from './clock.ts';
import type { Queue } from './contract.ts';
import { hintedConsumer } from './hinted-consumer.ts';
import { openHints } from './hints.ts';
import { jobRows } from './job-rows.ts';
import { linkRedis, type RedisLink } from './redis-link.ts';
import { fromPgBoss, takeOverJobs } from './take-over.ts';

/**
 * Opens the queue whose rows are in `queue_jobs` and whose hints BullMQ hands out. Redis is connected when the first consumer or schedule
 * begins: a process that only enqueues never needs it.
 */
export function openBullmq(url: string, redisUrl: string, { supervise }: { supervise: boolean }): Queue {
  const sql = openSql(url, { max: 2 });
  // In braces, so that all keys are in one slot of a cluster; two installations on one Redis never share hints.
  const prefix = `{fairlead:${hash('sha256', url).slice(0, 12)}}`;
  const takingOver = supervise ? takeOverJobs(url, fromPgBoss) : undefined;
  let opened: RedisLink | undefined;
  let clock: Clock | undefined;
  const link = () => {
    opened ??= linkRedis(redisUrl, sql);
    return opened;
  };
  return {
    ...jobRows,
    consume: (options, work) => {
      const hints = openHints(link(), sql, prefix, options, work);
      return hintedConsumer(link(), hints, sql, options, work);
    },
    schedule: (task) => {
      clock ??= openClock(link(), prefix);
      return clock.schedule(task);
    },
    async stop() {
      await stopAll([
        { clock: () => clock?.stop(), 'jobs taken over': () => takingOver?.stop() },
        { Redis: () => opened?.stop() },
        { connections: () => sql.end({ timeout: 2 }) },
      ]);
    },
  };
}

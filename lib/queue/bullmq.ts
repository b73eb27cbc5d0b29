import { hash } from 'node:crypto';
import type { Sql } from '#db/client.ts';
import { stopAll } from '#lib/stop-all.ts';
import { type Clock, openClock } from './clock.ts';
import type { Queue } from './contract.ts';
import { hintedConsumer } from './hinted-consumer.ts';
import { linkRedis } from './redis-link.ts';

/** What BullMQ does for the queue: it hands out hints, and says when tasks are due. */
export type Bullmq = Pick<Queue, 'consume' | 'schedule' | 'stop'>;

/** Connects to Redis. `url` is that of the database: each has hints of its own. Never throws. */
export function openBullmq(sql: Sql, url: string, redisUrl: string): Bullmq {
  // In braces, so that all keys are in one slot of a cluster.
  const prefix = `{fairlead:${hash('sha256', url).slice(0, 12)}}`;
  const link = linkRedis(redisUrl, sql);
  let clock: Clock | undefined;
  return {
    consume: (options, work) => hintedConsumer(link, sql, prefix, options, work),
    schedule(task) {
      clock ??= openClock(link, prefix);
      return clock.schedule(task);
    },
    async stop() {
      await stopAll([{ clock: () => clock?.stop() }, { Redis: () => link.stop() }]);
    },
  };
}

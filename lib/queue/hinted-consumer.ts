import type { Sql } from '#db/client.ts';
import { log } from '#lib/log.ts';
import type { Consumer, ConsumerOptions, Work } from './contract.ts';
import { openHints } from './hints.ts';
import { jobRows } from './job-rows.ts';
import { pollingConsumer } from './polling-consumer.ts';
import type { RedisLink } from './redis-link.ts';

/** No hint is taken although work has been due for so long: Redis counts as useless, seconds. */
const NEGLECTED_AFTER = 20;
/** How often that is checked while no hints are taken. */
const CHECK_INTERVAL_MS = 5_000;

/**
 * Gives out hints, and works as they are taken. While Redis cannot be used, or hands out none of them, it looks for work in PostgreSQL
 * itself.
 */
export function hintedConsumer(
  link: RedisLink,
  sql: Sql,
  prefix: string,
  options: ConsumerOptions,
  work: Work,
): Consumer {
  const { kind, priority, concurrency } = options;
  const hints = openHints(link, sql, prefix, options, work, () => polling.wake());
  let checkedAt = Date.now();
  let isNeglected = false;
  const checkNeglect = async () => {
    if (Date.now() - hints.takenAt() < NEGLECTED_AFTER * 1_000) isNeglected = false;
    else if (Date.now() - checkedAt > CHECK_INTERVAL_MS) {
      checkedAt = Date.now();
      isNeglected = (await jobRows.secondsDue(sql, kind, priority)) > NEGLECTED_AFTER;
      if (isNeglected) log.warn({ kind: kind.name, priority }, 'Redis hands out no hints; the work is done without');
    }
  };
  const giveOut = async (): Promise<boolean> => {
    if (link.obstacle() !== null) return false;
    if (!(await hints.give())) return false;
    await checkNeglect();
    return !isNeglected;
  };
  const polling = pollingConsumer(1, async (signal) => {
    if (await giveOut()) return 0;
    const fetched = await Promise.all(Array.from({ length: concurrency }, () => work(signal)));
    return fetched.reduce((all, count) => all + count, 0);
  });
  return {
    wake: polling.wake,
    async stop() {
      await Promise.all([polling.stop(), hints.stop()]);
    },
  };
}

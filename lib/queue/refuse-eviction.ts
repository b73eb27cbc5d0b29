import { Misconfigured, messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { openRedis } from '#lib/redis.ts';
import { evictionProblem } from './eviction.ts';
import { within } from './within.ts';

/** A start waits so long for Redis, and then goes on without it. */
const TIMEOUT_MS = 3_000;

/** Throws `Misconfigured` if Redis evicts keys when its memory is full. A Redis that cannot be reached is only logged. */
export async function refuseEviction(redisUrl: string): Promise<void> {
  const client = openRedis(redisUrl, { consequence: 'the start goes on without it', failsFast: false });
  let problem: string | null;
  try {
    await within(TIMEOUT_MS, client.connect());
    problem = evictionProblem(await within(TIMEOUT_MS, client.info('memory')));
  } catch (thrown) {
    log.warn({ reason: messageOf(thrown) }, 'Redis was not checked');
    return;
  } finally {
    if (client.isOpen) client.destroy();
  }
  if (problem !== null) throw new Misconfigured([problem]);
}

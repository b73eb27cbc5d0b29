import { randomUUID } from 'node:crypto';
import { createNodeRedisClient, type IRedisClient } from 'bullmq';
import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { openRedis, type Redis } from '#lib/redis.ts';
import { evictionProblem } from './eviction.ts';
import { repeat } from './repeat.ts';
import { logFailure, within } from './within.ts';

/** How often Redis is checked. */
const CHECK_INTERVAL_MS = 1_000;
/** A slower answer of Redis counts as none. */
const TIMEOUT_MS = 1_000;
/** The first connection may take so long before it counts as an outage. */
const CONNECT_WITHIN_MS = 5_000;
/** How often an outage that lasts is recorded again; health ignores older records (`db/queries/health.ts`). */
const RECORD_INTERVAL_MS = 15_000;

/** The connection of this process to Redis. */
export type RedisLink = {
  connection: IRedisClient;
  /** Why Redis cannot be used for now; null if it can. */
  obstacle(): string | null;
  /** Notes that a command failed: Redis counts as away until the next check succeeds. */
  noteFailure(thrown: unknown): void;
  stop(): Promise<void>;
};

const CONSEQUENCE = 'workers look for work in PostgreSQL, which is slower';

/** Connects to Redis and checks it until it is stopped. An outage is recorded in PostgreSQL, for health. Never throws. */
export function linkRedis(url: string, sql: Sql): RedisLink {
  const client = openRedis(url, { consequence: CONSEQUENCE, failsFast: false });
  const duplicates = trackDuplicates(client);
  const record = outageRecorder(sql);
  let obstacle: string | null = 'Redis is not connected yet';
  // It connects by itself.
  const connection = createNodeRedisClient(client);
  connection.on('error', logFailure);
  const check = async (): Promise<string | null> => {
    if (!client.isReady) return 'Redis cannot be reached';
    try {
      return evictionProblem(await within(TIMEOUT_MS, client.info('memory')));
    } catch (thrown) {
      return `Redis does not answer: ${messageOf(thrown)}`;
    }
  };
  const openedAt = performance.now();
  let wasUsable = false;
  const checking = repeat('checking Redis', CHECK_INTERVAL_MS, async () => {
    const now = await check();
    wasUsable ||= now === null;
    if (!wasUsable && !client.isReady && performance.now() - openedAt < CONNECT_WITHIN_MS) return;
    if (now !== obstacle && now !== null) log.warn({ reason: now }, `Redis cannot be used; ${CONSEQUENCE}`);
    obstacle = now;
    await record(obstacle);
  });
  return {
    connection,
    obstacle: () => obstacle,
    noteFailure(thrown) {
      obstacle ??= `Redis does not answer: ${messageOf(thrown)}`;
    },
    async stop() {
      await checking.stop();
      await record(null);
      for (const one of [client, ...duplicates]) if (one.isOpen) one.destroy();
    },
  };
}

/** The further connections that are opened with the options of a client. */
function trackDuplicates(client: Redis): Pick<Redis, 'isOpen' | 'destroy'>[] {
  const duplicates: Pick<Redis, 'isOpen' | 'destroy'>[] = [];
  const duplicate = client.duplicate.bind(client);
  const tracked = (...options: Parameters<typeof duplicate>) => {
    const made = duplicate(...options);
    duplicates.push(made);
    return made;
  };
  Object.assign(client, { duplicate: tracked });
  return duplicates;
}

/** Returns a function that records why Redis cannot be used, or with null that it can. Failures are ignored: it is called again. */
function outageRecorder(sql: Sql): (obstacle: string | null) => Promise<void> {
  const worker = randomUUID();
  let recordedAt = Number.NEGATIVE_INFINITY;
  let recorded: string | null = null;
  return async (obstacle) => {
    const isCurrent = obstacle === recorded && (obstacle === null || Date.now() - recordedAt < RECORD_INTERVAL_MS);
    if (isCurrent) return;
    await sql`delete from hint_outages where seen_at < now() - interval '1 hour' or (${obstacle}::text is null and worker = ${worker})`;
    if (obstacle !== null)
      await sql`
        insert into hint_outages (worker, since, seen_at, reason) values (${worker}, now(), now(), ${obstacle})
        on conflict (worker) do update set seen_at = now(), reason = excluded.reason`;
    [recorded, recordedAt] = [obstacle, Date.now()];
  };
}

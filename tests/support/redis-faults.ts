import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '#db/client.ts';
import { sendGood } from '../bench/good-senders.ts';
import { eventually } from './await.ts';
import { processOf } from './processes.ts';
import { type RedisServer, startRedis } from './redis.ts';
import { SECRETS, type Server } from './server.ts';
import { countDoubled, countUnapplied } from './unapplied.ts';

export type RedisFaults = { perSecond: number; pauseMs: number; workerKills: number; betweenMs: number };

export type Endured = {
  /** Webhooks that were answered 200, and how many others there were. */
  acknowledged: number;
  refused: number;
  missing: number;
  doubled: number;
  /** From the last fault, or the end of sending if that was later, until nothing waited. */
  drainedSeconds: number;
  /** What `/api/health` and `/api/health/ready` said at the end: `queue.status` and `processing`. */
  said: string[];
};

/** What the tests share: the server, a connection to its database, and how much of everything. */
type Setting = { server: Server; sql: Sql; faults: RedisFaults; progress?: (line: string) => void };

/**
 * Sends webhooks at a fixed rate while Redis is emptied, killed and started again, paused, and emptied again, and while the worker is
 * killed repeatedly. Returns the Redis that runs at the end.
 */
export async function endureFaults(setting: Setting, first: RedisServer): Promise<Endured & { redis: RedisServer }> {
  const { faults, progress = () => {} } = setting;
  let redis = first;
  const endured = await endure(setting, async () => {
    await sleep(faults.betweenMs);
    progress('Redis is emptied');
    await redis.flush();
    await sleep(faults.betweenMs);
    progress('Redis is killed and started again');
    await redis.kill();
    await sleep(faults.betweenMs);
    redis = await startRedis({ port: Number(new URL(first.url).port) });
    await sleep(faults.betweenMs);
    progress(`Redis is paused for ${faults.pauseMs / 1_000} s`);
    redis.pause();
    await sleep(faults.pauseMs);
    redis.resume();
    for (let kills = 0; kills < faults.workerKills; kills += 1) {
      await sleep(faults.betweenMs);
      progress(`worker is killed for the ${kills + 1}. time`);
      await killWorker(setting);
    }
    await redis.flush();
  });
  return { ...endured, redis };
}

/** Sends webhooks for some seconds while Redis is away for good. */
export function endureLoss(setting: Setting, redis: RedisServer, seconds: number): Promise<Endured> {
  return endure(setting, async () => {
    await redis.kill();
    await sleep(seconds * 1_000);
  });
}

async function endure({ server, sql, faults }: Setting, act: () => Promise<void>): Promise<Endured> {
  const ending = new AbortController();
  const [secret] = SECRETS.flexport;
  const [token] = SECRETS.mvmnt;
  const sending = sendGood({ url: server.url, perSecond: faults.perSecond, secret, token, signal: ending.signal });
  await act();
  const lastFaultAt = Date.now();
  await sleep(faults.betweenMs);
  ending.abort();
  const { keys, failures } = await sending;
  // The time of a count would otherwise be taken from the worker.
  const unapplied = async () => {
    await sleep(500);
    return countUnapplied(sql, keys);
  };
  const missing = await eventually(unapplied, (count) => count === 0);
  const drainedSeconds = (Date.now() - lastFaultAt) / 1_000;
  const refused = [...failures.values()].reduce((all, count) => all + count, 0);
  const said = [await field(server, '/api/health'), await field(server, '/api/health/ready')];
  return { acknowledged: keys.length, refused, missing, doubled: await countDoubled(sql), drainedSeconds, said };
}

async function field(server: Server, path: string): Promise<string> {
  const answer = (await (await fetch(`${server.url}${path}`)).json()) as {
    queue?: { status: string };
    processing?: string;
  };
  return answer.queue?.status ?? answer.processing ?? 'nothing';
}

/** Kills the worker, and waits until another one runs and has processed something. */
async function killWorker({ server, sql }: Setting): Promise<void> {
  const running = async () => processOf(server.pid, 'worker')?.pid;
  const old = await eventually(running, (pid) => pid !== undefined);
  process.kill(old ?? 0, 'SIGKILL');
  await eventually(running, (pid) => pid !== undefined && pid !== old);
  const since = new Date();
  const processed = async () => {
    await sleep(100);
    return sql`select from events where settled_at > ${since} limit 1`;
  };
  await eventually(processed, (rows) => rows.length > 0);
}

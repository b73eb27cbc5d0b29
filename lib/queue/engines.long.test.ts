import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase, openSql } from '#db/client.ts';
import { secondsWithoutHints } from '#db/queries/health.ts';
import { parseEnv } from '#lib/env.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { startRedis } from '#tests/support/redis.ts';
import { evictionProblem } from './eviction.ts';
import { installQueue, type JobKind, openQueue, type Priority, type Queue, queueSettings } from './index.ts';

const KIND: JobKind = { name: 'test-kind', retries: 0, delay: 1 };
/** Nothing listens there. */
const NO_REDIS = { redisUrl: 'redis://127.0.0.1:1' };

describe('the engines of the queue', async () => {
  const url = await ownDatabase();
  const sql = openSql(url, { max: 4 });
  const db = openDatabase(url, { max: 1 });
  await installQueue(url, [KIND]);
  afterAll(() => Promise.all([sql.end(), db.$client.end()]));
  const put = (queue: Queue, name: string, priority: Priority = 'live') =>
    sql.begin((tx) => queue.enqueue(tx, KIND, [{ name }], priority));
  const takeAll = (queue: Queue, priority: Priority = 'live') =>
    sql.begin(async (tx) => {
      const jobs = await queue.fetch<{ name: string }>(tx, KIND, 100, priority);
      await queue.complete(
        tx,
        KIND,
        jobs.map(({ id }) => id),
      );
      return jobs;
    });

  it('are chosen by QUEUE; one needs REDIS_URL', () => {
    const redis = 'redis://cache.internal';
    expect(queueSettings(parseEnv({ REDIS_URL: redis }).raw)).toEqual({});
    expect(queueSettings(parseEnv({ QUEUE: 'bullmq', REDIS_URL: redis }).raw)).toEqual({ redisUrl: redis });
    expect(() => parseEnv({ QUEUE: 'bullmq' })).toThrow('REDIS_URL must be set where QUEUE is bullmq');
    expect(() => parseEnv({ QUEUE: 'kafka' })).toThrow('QUEUE must be pg-boss or bullmq');
  });

  it('work without Redis when it is away, which health says until it is back', async () => {
    const queue = await openQueue(url, { supervise: false, ...NO_REDIS });
    const taken: string[] = [];
    let ticks = 0;
    await put(queue, 'stored');
    const consumer = queue.consume({ kind: KIND, priority: 'live', concurrency: 2 }, async () => {
      const jobs = await takeAll(queue);
      taken.push(...jobs.map(({ data }) => data.name));
      return jobs.length;
    });
    const act = async () => {
      ticks += 1;
    };
    const schedule = queue.schedule({ name: 'tick', everyMs: 100, act });
    await eventually(
      async () => taken.length === 1 && ticks > 2,
      (done) => done,
    );
    expect(
      await eventually(
        () => secondsWithoutHints(db),
        (seconds) => seconds !== null,
      ),
    ).toBeGreaterThanOrEqual(0);
    await Promise.all([consumer.stop(), schedule.stop()]);
    await queue.stop();
    expect(taken).toEqual(['stored']);
    // Its end is not an outage.
    expect(await secondsWithoutHints(db)).toBeNull();
  });

  it('hand out hints that follow their rows: done, and failed when the row is a dead letter', async () => {
    const redis = await startRedis();
    const queue = await openQueue(url, { supervise: false, redisUrl: redis.url });
    const consumer = queue.consume({ kind: KIND, priority: 'live', concurrency: 1 }, () =>
      sql.begin(async (tx) => {
        const jobs = await queue.fetch<{ name: string }>(tx, KIND, 10, 'live');
        for (const { id, data } of jobs)
          await (data.name === 'poison' ? queue.fail(tx, KIND, id, 'it fails') : queue.complete(tx, KIND, [id]));
        return jobs.length;
      }),
    );
    // Until Redis is connected the consumer works without hints.
    await eventually(
      async () => {
        await put(queue, 'good');
        consumer.wake();
        return redis.hints('test-kind-live');
      },
      ({ completed }) => completed > 0,
    );
    // A job may be fetched for the hint of another one, so several are tried.
    const { reasons } = await eventually(
      async () => {
        await put(queue, 'poison');
        consumer.wake();
        return redis.hints('test-kind-live');
      },
      ({ failed }) => failed > 0,
    );
    expect(new Set(reasons)).toEqual(new Set(['it fails']));
    await consumer.stop();
    await queue.stop();
    await redis.kill();
    const left = await sql<{ name: string }[]>`delete from queue_jobs returning data->>'name' as name`;
    expect(new Set(left.map(({ name }) => name))).toEqual(new Set(['poison']));
  });

  it('refuse a Redis that evicts keys, and start without one that is away', async () => {
    expect(evictionProblem('used_memory:1\r\nmaxmemory_policy:noeviction\r\n')).toBeNull();
    const redis = await startRedis({ policy: 'allkeys-lru' });
    await expect(installQueue(url, [KIND], { redisUrl: redis.url })).rejects.toThrow(
      'Redis evicts keys (maxmemory-policy allkeys-lru); the queue needs noeviction',
    );
    await redis.kill();
    await installQueue(url, [KIND], NO_REDIS);
  });

  it.each([
    ['pg-boss to BullMQ', {}, NO_REDIS],
    ['BullMQ to pg-boss', NO_REDIS, {}],
  ])('take over what the other one left behind: %s', async (_, before, after) => {
    const old = await openQueue(url, { supervise: false, ...before });
    await put(old, 'dead');
    await sql.begin(async (tx) => {
      for (const { id } of await old.fetch(tx, KIND, 1, 'live')) await old.fail(tx, KIND, id, 'it fails');
    });
    await put(old, 'live');
    await put(old, 'replayed', 'background');
    await old.stop();
    const queue = await openQueue(url, { supervise: true, ...after });
    const namesOf = (jobs: readonly { data: { name: string } }[]) => jobs.map(({ data }) => data.name);
    const live = await eventually(
      async () => namesOf(await takeAll(queue)),
      (names) => names.length > 0,
    );
    expect(live).toEqual(['live']);
    expect(namesOf(await takeAll(queue, 'background'))).toEqual(['replayed']);
    const dead = await sql.begin((tx) => queue.fetchDeadLetters<{ name: string }>(tx, KIND, 10));
    expect(namesOf(dead)).toEqual(['dead']);
    await queue.stop();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSql, type Transaction } from '#db/client.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { type RedisServer, redisPrograms, startRedis } from '#tests/support/redis.ts';
import { installQueue, type JobKind, openQueue, type Priority, type Queue, type QueueSettings } from './index.ts';

const KIND: JobKind = { name: 'test-kind', retries: 2, delay: 60 };

/** How a job that waits for its retry becomes due at once. */
const DUE_NOW = {
  rows: `update queue_jobs set due_at = now() where dead_at is null`,
  'pg-boss': `update pgboss.job set start_after = now() where name = '${KIND.name}' and state = 'retry'`,
};
/** Seconds until the retry of the only job. */
const SECONDS_LEFT = {
  rows: 'select extract(epoch from due_at - now()) as left from queue_jobs',
  'pg-boss': `select extract(epoch from start_after - now()) as left from pgboss.job where name = '${KIND.name}' and state = 'retry'`,
};

const ENGINES = ['pg-boss', ...redisPrograms()];

describe.each(ENGINES)('the queue on %s', async (engine) => {
  const url = await ownDatabase();
  const sql = openSql(url, { max: 6 });
  const storage = engine === 'pg-boss' ? 'pg-boss' : 'rows';
  let redis: RedisServer | undefined;
  let settings: QueueSettings = {};
  let queue: Queue;
  beforeAll(async () => {
    if (storage === 'rows') redis = await startRedis({ program: engine });
    settings = redis ? { redisUrl: redis.url } : {};
    await installQueue(url, [KIND], settings);
    queue = await openQueue(url, { supervise: false, ...settings });
  });
  afterAll(async () => {
    await queue.stop();
    await sql.end();
    await redis?.kill();
  });
  const fetch = (tx: Transaction, limit = 10, priority: Priority = 'live') =>
    queue.fetch<{ name: string }>(tx, KIND, limit, priority);
  const put = (names: readonly string[], priority?: Priority) =>
    sql.begin((tx) =>
      queue.enqueue(
        tx,
        KIND,
        names.map((name) => ({ name })),
        priority,
      ),
    );
  /** Fetches and completes everything that is due. */
  const takeAll = (priority: Priority = 'live', of = queue, limit = 100) =>
    sql.begin(async (tx) => {
      const jobs = await of.fetch<{ name: string }>(tx, KIND, limit, priority);
      await of.complete(
        tx,
        KIND,
        jobs.map(({ id }) => id),
      );
      return jobs.map(({ data }) => data.name).sort();
    });
  const passTime = () => sql.unsafe(DUE_NOW[storage]);
  const failNext = () =>
    sql.begin(async (tx) => {
      const jobs = await fetch(tx, 1);
      for (const { id } of jobs) await queue.fail(tx, KIND, id, 'it fails');
      return jobs[0];
    });

  it('contains a job exactly if the transaction that enqueued it commits', async () => {
    await expect(
      sql.begin(async (tx) => {
        await queue.enqueue(tx, KIND, [{ name: 'never' }]);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await put(['one', 'two']);
    expect(await takeAll()).toEqual(['one', 'two']);
    expect(await takeAll()).toEqual([]);
  });

  it('releases a job if the transaction that fetched it is rolled back', async () => {
    await put(['again']);
    await expect(
      sql.begin(async (tx) => {
        expect(await fetch(tx)).toMatchObject([{ attempt: 1 }]);
        throw new Error('the worker died');
      }),
    ).rejects.toThrow('the worker died');
    expect(await takeAll()).toEqual(['again']);
  });

  it('hands a job to one of several workers only, and once in a transaction', async () => {
    await put(Array.from({ length: 20 }, (_, at) => `shared ${at}`));
    const taken = await sql.begin(async (first) => {
      const ours = [...(await fetch(first, 4)), ...(await fetch(first, 4))];
      const theirs = await takeAll();
      await queue.complete(
        first,
        KIND,
        ours.map(({ id }) => id),
      );
      return [...ours.map(({ data }) => data.name), ...theirs];
    });
    expect(taken).toHaveLength(20);
    expect(new Set(taken).size).toBe(20);
  });

  it('separates low-priority jobs from new deliveries', async () => {
    await put(['replayed'], 'background');
    await put(['delivered']);
    expect(await takeAll('live')).toEqual(['delivered']);
    expect(await takeAll('background')).toEqual(['replayed']);
  });

  it('retries a failed job after its delay, counts the attempts, then moves it to the dead letters, once', async () => {
    await put(['poison']);
    for (const attempt of [1, 2, 3]) {
      expect(await failNext()).toMatchObject({ attempt, data: { name: 'poison' } });
      expect(await takeAll()).toEqual([]);
      await passTime();
    }
    expect(await takeAll()).toEqual([]);
    const dead = () => sql.begin((tx) => queue.fetchDeadLetters<{ name: string }>(tx, KIND, 10));
    expect((await dead()).map(({ data }) => data)).toEqual([{ name: 'poison' }]);
    expect(await dead()).toEqual([]);
  });

  it('doubles the delay of a retry, and adds jitter of up to as much again', async () => {
    const lefts: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      await put(['late']);
      for (const least of [KIND.delay, 2 * KIND.delay]) {
        await failNext();
        const [row] = await sql.unsafe<{ left: string }[]>(SECONDS_LEFT[storage]);
        const left = Number(row?.left);
        // The query itself takes a moment.
        expect(left).toBeGreaterThan(least - 5);
        expect(left).toBeLessThanOrEqual(2 * least);
        lefts.push(left / least);
        await passTime();
      }
      expect(await takeAll()).toEqual(['late']);
    }
    expect(Math.max(...lefts) - Math.min(...lefts)).toBeGreaterThan(0.05);
  });

  it('enqueues jobs in a statement of the caller, with any text', async () => {
    const names = ["it's $1, \\ and \u{1F600}", '"quoted"'];
    const { text, value } = await queue.insertJobsSql(
      KIND,
      names.map((name) => ({ name })),
      '$1',
    );
    await sql.unsafe(`with job as (${text}) select 1`, [value]);
    expect(await takeAll()).toEqual(names.toSorted());
  });

  it('can be installed again without losing jobs', async () => {
    await put(['kept']);
    await installQueue(url, [{ ...KIND, retries: 3 }], settings);
    expect(await takeAll()).toEqual(['kept']);
    await installQueue(url, [KIND], settings);
  });

  it('says for how long a job that nobody fetched has been due', async () => {
    expect(await queue.secondsDue(sql, KIND, 'live')).toBe(0);
    await put(['waiting']);
    expect(
      await eventually(
        () => queue.secondsDue(sql, KIND, 'live'),
        (seconds) => seconds > 0,
      ),
    ).toBeLessThan(60);
    expect(await queue.secondsDue(sql, KIND, 'background')).toBe(0);
    await sql.begin(async (tx) => {
      await fetch(tx);
      expect(await queue.secondsDue(sql, KIND, 'live')).toBe(0);
      await queue.complete(
        tx,
        KIND,
        (await fetch(tx)).map(({ id }) => id),
      );
    });
    await takeAll();
  });

  describe('its consumers', () => {
    /** A consumer that completes what it fetches; `taken` are the names so far. */
    const consume = (priority: Priority = 'live', of = queue) => {
      const taken: string[] = [];
      const consumer = of.consume({ kind: KIND, priority, concurrency: 2 }, async () => {
        const names = await takeAll(priority, of, 2);
        taken.push(...names);
        return names.length;
      });
      return { ...consumer, taken };
    };
    const until = (taken: readonly string[], count: number) =>
      eventually(
        async () => taken.length,
        (length) => length >= count,
      );

    it('take each job once, also those that were there before', async () => {
      await put(['before']);
      const [one, other] = [consume(), consume()];
      const names = Array.from({ length: 40 }, (_, at) => `job ${at}`);
      await put(names);
      one.wake();
      other.wake();
      await eventually(
        async () => one.taken.length + other.taken.length,
        (length) => length >= 41,
      );
      expect([...one.taken, ...other.taken].toSorted()).toEqual(['before', ...names].toSorted());
      await Promise.all([one.stop(), other.stop()]);
    });

    it('take jobs of their priority only', async () => {
      const consumer = consume('background');
      await put(['live']);
      await put(['background'], 'background');
      await until(consumer.taken, 1);
      await consumer.stop();
      expect(consumer.taken).toEqual(['background']);
      expect(await takeAll()).toEqual(['live']);
    });

    it('repeat work that throws', async () => {
      let calls = 0;
      const taken: string[] = [];
      const consumer = queue.consume({ kind: KIND, priority: 'live', concurrency: 1 }, async () => {
        const names = await sql.begin(async (tx) => {
          const jobs = await fetch(tx);
          if (jobs.length > 0) calls += 1;
          if (calls === 1) throw new Error('the database is away');
          await queue.complete(
            tx,
            KIND,
            jobs.map(({ id }) => id),
          );
          return jobs.map(({ data }) => data.name);
        });
        taken.push(...names);
        return names.length;
      });
      await put(['again']);
      await until(taken, 1);
      await consumer.stop();
      expect(taken).toEqual(['again']);
      expect(calls).toBe(2);
    });

    it('retry a failing job when it is due and leave the others alone', async () => {
      const attempts: number[] = [];
      const good: string[] = [];
      const quick: JobKind = { name: KIND.name, retries: 2, delay: 1 };
      await installQueue(url, [quick], settings);
      const consumer = queue.consume({ kind: quick, priority: 'live', concurrency: 2 }, () =>
        sql.begin(async (tx) => {
          const jobs = await queue.fetch<{ name: string }>(tx, quick, 1, 'live');
          for (const { id, data, attempt } of jobs) {
            if (data.name === 'poison') {
              attempts.push(attempt);
              await queue.fail(tx, quick, id, 'it fails');
            } else {
              good.push(data.name);
              await queue.complete(tx, quick, [id]);
            }
          }
          return jobs.length;
        }),
      );
      await put(['poison', 'good 1', 'good 2']);
      await until(good, 2);
      const dead = await eventually(
        () => sql.begin((tx) => queue.fetchDeadLetters<{ name: string }>(tx, quick, 10)),
        (letters) => letters.length > 0,
      );
      await consumer.stop();
      expect(dead.map(({ data }) => data.name)).toEqual(['poison']);
      expect(attempts).toEqual([1, 2, 3]);
      await installQueue(url, [KIND], settings);
    });

    it('get the job of a worker that died with it', async () => {
      await put(['orphan']);
      const dying = openSql(url, { max: 1 });
      const holding = Promise.withResolvers<void>();
      const died = dying.begin(async (tx) => {
        await fetch(tx);
        const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
        holding.resolve();
        await tx`select pg_terminate_backend(${own?.pid ?? 0})`;
      });
      await holding.promise;
      await expect(died).rejects.toThrow();
      await dying.end();
      const consumer = consume();
      await until(consumer.taken, 1);
      await consumer.stop();
      expect(consumer.taken).toEqual(['orphan']);
    });
  });

  it('calls a scheduled task again and again, and no more once it is stopped', async () => {
    let calls = 0;
    const schedule = queue.schedule({
      name: 'tick',
      everyMs: 300,
      act: async () => {
        calls += 1;
        if (calls === 2) throw new Error('one failure does not end it');
      },
    });
    await eventually(
      async () => calls,
      (count) => count >= 4,
    );
    await schedule.stop();
    const after = calls;
    expect(await takeAll()).toEqual([]);
    expect(calls).toBe(after);
  });
});

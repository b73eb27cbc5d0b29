import { afterAll, describe, expect, it } from 'vitest';
import { openSql, type Transaction } from '#db/client.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { installQueue, type JobKind, openQueue, type Priority } from './index.ts';

const KIND: JobKind = { name: 'test-kind', retries: 2, delay: 60 };

describe('the queue', async () => {
  const url = await ownDatabase();
  await installQueue(url, [KIND]);
  const queue = await openQueue(url, { supervise: false });
  const sql = openSql(url, { max: 4 });
  afterAll(async () => {
    await queue.stop();
    await sql.end();
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
  const takeAll = (priority: Priority = 'live') =>
    sql.begin(async (tx) => {
      const jobs = await fetch(tx, 100, priority);
      await queue.complete(
        tx,
        KIND,
        jobs.map(({ id }) => id),
      );
      return jobs.map(({ data }) => data.name).sort();
    });
  const passTime = () => sql`update pgboss.job set start_after = now() where name = ${KIND.name} and state = 'retry'`;

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

  it('hands a job to one of several workers only', async () => {
    await put(Array.from({ length: 20 }, (_, at) => `shared ${at}`));
    const taken = await sql.begin(async (first) => {
      const ours = await fetch(first, 8);
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
      const [job] = await sql.begin(async (tx) => {
        const jobs = await fetch(tx);
        for (const { id } of jobs) await queue.fail(tx, KIND, id, 'it fails');
        return jobs;
      });
      expect(job).toMatchObject({ attempt, data: { name: 'poison' } });
      expect(await takeAll()).toEqual([]);
      await passTime();
    }
    expect(await takeAll()).toEqual([]);
    const dead = () => sql.begin((tx) => queue.fetchDeadLetters<{ name: string }>(tx, KIND, 10));
    expect((await dead()).map(({ data }) => data)).toEqual([{ name: 'poison' }]);
    expect(await dead()).toEqual([]);
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
    await installQueue(url, [{ ...KIND, retries: 3 }]);
    expect(await takeAll()).toEqual(['kept']);
  });
});

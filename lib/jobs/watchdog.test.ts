import { afterAll, expect, it } from 'vitest';
import { openSql } from '#db/client.ts';
import { openQueue } from '#lib/queue/index.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { startWatchdog } from './watchdog.ts';

const KIND = { name: 'apply', retries: 1, delay: 1 };

/** What the watchdog sees while a process does nothing, or fetches a job at each call. */
const PROCESSES = {
  'that fetches no job although one is due is ended': { fetches: 0, isDue: true, ends: true },
  'that fetches jobs goes on, however old the oldest': { fetches: 1, isDue: true, ends: false },
  'that waits because nothing is due goes on': { fetches: 0, isDue: false, ends: false },
};

const url = await ownDatabase();
const sql = openSql(url, { max: 2 });
const queue = await openQueue(url, { supervise: false });
afterAll(async () => {
  await queue.stop();
  await sql.end();
});

it.each(Object.entries(PROCESSES))('a process %s', async (_, { fetches, isDue, ends }) => {
  await sql`delete from pgboss.job`;
  if (isDue) {
    await sql.begin((tx) => queue.enqueue(tx, KIND, [{}]));
    await sql`update pgboss.job set start_after = now() - interval '100 seconds'`;
  }
  let clock = 0;
  let looks = 0;
  let ended = 0;
  const watchdog = startWatchdog(sql, queue, KIND, {
    everyMs: 5,
    now: () => {
      looks += 1;
      return clock;
    },
    end: () => {
      ended += 1;
    },
  });
  const work = watchdog.watch('live', async () => fetches);
  clock = 100_000;
  await work(new AbortController().signal);
  const before = looks;
  await eventually(
    async () => looks - before,
    (count) => count >= 3,
  );
  await watchdog.stop();
  expect(ended > 0).toBe(ends);
});

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { processJob } from '#lib/inbox/jobs.ts';
import { MAX_EVENTS_PER_DELIVERY } from '#lib/pipeline/open-body.ts';
import { processBatch } from '#lib/pipeline.ts';
import { mvmntBatch, ownInbox } from '#tests/support/inbox.ts';

describe('a delivery with many events', async () => {
  const inbox = await ownInbox();
  const { sql, queue } = inbox;

  it('is applied in parts, so that memory does not depend on its size', async () => {
    expect(await inbox.deliver('mvmnt', mvmntBatch(2_900))).toMatchObject({ status: 200, body: { events: 2_900 } });
    const parts: number[] = [];
    for (let jobs = 1; jobs > 0; ) {
      const worked = await processBatch(sql, queue);
      jobs = worked.jobs;
      if (jobs > 0) parts.push(worked.events);
    }
    expect(parts).toEqual([1_200, 1_200, 500]);
    expect(await sql`select state, count(*)::int from events group by state`).toEqual([
      { state: 'processed', count: 2_900 },
    ]);
  });

  it('shares a batch with others only while their bodies together stay within 8 MiB', async () => {
    for (let at = 0; at < 12; at += 1) await inbox.deliver('mvmnt', mvmntBatch(3, 340_000, `large-${at}`));
    const bytes: number[] = [];
    for (;;) {
      const before = await pendingBytes();
      if ((await processBatch(sql, queue)).jobs === 0) break;
      bytes.push(before - (await pendingBytes()));
    }
    expect(bytes.length).toBeGreaterThan(1);
    expect(Math.max(...bytes)).toBeLessThanOrEqual(8 * 1024 * 1024);
    expect(await pendingBytes()).toBe(0);
  });

  it('over the limit is answered 413 with the limit, counted, and not stored', async () => {
    const before = await sql`select count(*) from deliveries`;
    const answer = await inbox.deliver('mvmnt', mvmntBatch(MAX_EVENTS_PER_DELIVERY + 1));
    expect(answer).toMatchObject({ status: 413, body: { detail: expect.stringContaining('5,000') } });
    const tiny = JSON.stringify({ events: Array.from({ length: 33_000 }, (_, at) => ({ event: `X${at}` })) });
    expect(await inbox.deliver('mvmnt', tiny)).toMatchObject({ status: 413 });
    expect(await sql`select count(*) from deliveries`).toEqual(before);
  });

  const pendingBytes = async () => {
    const rows = await sql`
      select coalesce(sum(bytes), 0)::int as bytes from deliveries
      where id in (select delivery_id from events where state = 'pending')`;
    return Number(rows[0]?.bytes);
  };
});

describe('a job that names many deliveries', async () => {
  const inbox = await ownInbox();
  const { sql, queue } = inbox;
  const enqueue = (ids: string[]) => sql.begin((tx) => queue.enqueue(tx, processJob, [{ deliveries: ids }], 'live'));

  it('is split into jobs that do not grow, so that no backlog is too large to be processed', async () => {
    for (let at = 0; at < 4_000; at += 500)
      await Promise.all(
        Array.from({ length: 500 }, (_, n) => inbox.deliver('mvmnt', mvmntBatch(1, 0, `one-${at + n}`))),
      );
    const ids = (await sql<{ id: string }[]>`select id from deliveries order by id`).map(({ id }) => id);
    await sql`truncate pgboss.job`;
    await enqueue(ids);
    expect(await processBatch(sql, queue)).toMatchObject({ jobs: 1, events: 1_200 });
    const jobs = await sql<{ count: number }[]>`
      select json_array_length(data::json -> 'deliveries') as count from pgboss.job where state = 'created' order by 1`;
    expect(jobs.map(({ count }) => count)).toEqual([800, 1_000, 1_000]);
    expect(await inbox.drain()).toBe(2_800);
  });

  it('is processed although its ids are more than arguments of a call may be', async () => {
    await inbox.deliver('mvmnt', mvmntBatch(1, 0, 'last'));
    const [last] = await sql<{ id: string }[]>`select id from deliveries order by id desc limit 1`;
    await sql`truncate pgboss.job`;
    await enqueue([...Array.from({ length: 300_000 }, () => randomUUID()), last?.id ?? '']);
    expect(await inbox.drain()).toBe(1);
  });
});

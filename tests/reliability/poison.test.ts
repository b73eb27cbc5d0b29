import { beforeAll, describe, expect, it } from 'vitest';
import { applyWithBisect } from '#lib/inbox/apply-with-bisect.ts';
import { processJob } from '#lib/inbox/jobs.ts';
import { processBatch } from '#lib/pipeline.ts';
import { ownInbox } from '#tests/support/inbox.ts';
import { departure } from '#tests/support/signed.ts';

describe('10: failing events among good ones', async () => {
  const inbox = await ownInbox();
  const { sql, queue } = inbox;
  const states = () => sql`
    select key like '%poison%' as poison, state, count(*)::int from events group by 1, 2 order by 1, 2`;
  beforeAll(async () => {
    await sql.unsafe(`
      create function refuse() returns trigger language plpgsql as $$
      begin
        if new.external_id like 'poison%' then raise exception 'this one is poison'; end if;
        return new;
      end $$;
      create trigger refuse before insert or update on shipments for each row execute function refuse()`);
  });

  it('are isolated in the first batch, and never retried together with a good one', async () => {
    const names = Array.from({ length: 400 }, (_, at) => (at % 100 === 50 ? `poison-${at}` : `good-${at}`));
    await Promise.all(names.map((name) => inbox.deliver('flexport', departure(name, name))));
    while ((await processBatch(sql, queue)).jobs > 0);
    expect(await states()).toEqual([
      { poison: false, state: 'processed', count: 396 },
      { poison: true, state: 'pending', count: 4 },
    ]);
    // None of them is queued before later deliveries.
    expect(await processBatch(sql, queue)).toMatchObject({ jobs: 0 });
    expect(await processBatch(sql, queue, undefined, 'background')).toMatchObject({ events: 4, failed: 4 });
  });

  it('become dead letters after the configured number of attempts', async () => {
    for (let attempt = 0; attempt <= processJob.retries; attempt += 1) {
      // Ends the delay before the next attempt.
      await sql`update pgboss.job set start_after = now() where name = ${processJob.name} and state = 'retry'`;
      await inbox.drain();
    }
    expect(await states()).toEqual([
      { poison: false, state: 'processed', count: 396 },
      { poison: true, state: 'dead_letter', count: 4 },
    ]);
    const attempts = await sql`select distinct attempts, reason from events where state = 'dead_letter'`;
    expect(attempts).toEqual([{ attempts: processJob.retries + 2, reason: 'this one is poison' }]);
  });

  it('cost each good event of their batch a bounded number of further applications', async () => {
    const applied = new Map<number, number>();
    const items = Array.from({ length: 1_024 }, (_, at) => at);
    const isPoison = (at: number) => at % 100 === 7;
    await sql.begin(async (tx) => {
      const { failures } = await applyWithBisect(tx, items, async (_inner, part) => {
        for (const at of part) applied.set(at, (applied.get(at) ?? 0) + 1);
        if (part.some(isPoison)) throw new Error('poison');
      });
      expect(failures.map(({ item }) => item)).toEqual(items.filter(isPoison));
    });
    // Batches are halved at most ten times, whatever the number of failing events.
    expect(Math.max(...applied.values())).toBeLessThanOrEqual(11);
  });
});

import { describe, expect, it } from 'vitest';
import { processJob } from '#lib/inbox/jobs.ts';
import { replayEvents } from '#lib/inbox/replay.ts';
import { processBatch } from '#lib/pipeline.ts';
import { ownInbox } from '#tests/support/inbox.ts';
import { departure } from '#tests/support/signed.ts';

/** The failures that the database causes for the rows of some shipments, as PL/pgSQL. */
const WAYS = {
  'raises an error': `raise exception 'it breaks'`,
  'gives up after too long': `raise exception using errcode = '57014', message = 'it takes too long'`,
  'violates a constraint': `new.status := null`,
  'does not fit': `new.pieces := 99999999999`,
};

describe.each(Object.entries(WAYS))('an event whose application %s', async (_, way) => {
  const inbox = await ownInbox();
  const { sql, queue } = inbox;
  await sql.unsafe(`
    create function fail() returns trigger language plpgsql as $$
    begin
      if new.external_id like 'bad%' then ${way}; end if;
      return new;
    end $$;
    create trigger fail before insert or update on shipments for each row execute function fail()`);
  const states = async () => {
    const rows = await sql`select key, state, attempts, reason from events order by key`;
    return Object.fromEntries(rows.map(({ key, ...row }) => [String(key).replace('brief:', ''), row]));
  };
  const shown = async () => (await sql`select external_id as id from shipments order by 1`).map(({ id }) => id);

  it('is isolated from the others of its batch, which are applied', async () => {
    const names = ['good-1', 'bad-1', 'good-2', 'bad-2', 'good-3'];
    for (const name of names) await inbox.deliver('flexport', departure(name, name));
    expect(await processBatch(sql, queue)).toMatchObject({ events: 5, failed: 2 });
    expect(await shown()).toEqual(['good-1', 'good-2', 'good-3']);
    expect(await states()).toMatchObject({
      'good-1': { state: 'processed', reason: null },
      'bad-1': { state: 'pending', attempts: 1, reason: expect.any(String) },
    });
  });

  it('is retried as configured, then becomes a dead letter with the reason', async () => {
    for (let attempt = 0; attempt <= processJob.retries; attempt += 1) {
      // Ends the delay before the next attempt.
      await sql`update pgboss.job set start_after = now() where name = ${processJob.name} and state = 'retry'`;
      await inbox.drain();
    }
    const { 'bad-1': bad } = await states();
    expect(bad).toMatchObject({ state: 'dead_letter', attempts: processJob.retries + 2 });
    expect(String(bad?.reason)).toMatch(/it breaks|too long|null value|out of range/);
    expect(await sql`select from effects join events on events.id = event_id where key like '%bad%'`).toHaveLength(0);
  });

  it('is applied once by a replay after the cause is fixed', async () => {
    await sql`drop trigger fail on shipments`;
    expect(await replayEvents(sql, queue, { status: 'dead_letter' }, { by: 'tests' })).toMatchObject({ replayed: 2 });
    await inbox.drain();
    expect(await states()).toMatchObject({ 'bad-1': { state: 'processed', reason: null } });
    expect(await shown()).toEqual(['bad-1', 'bad-2', 'good-1', 'good-2', 'good-3']);
    const [before] = await sql`select count(*)::int from effects`;
    await replayEvents(sql, queue, { status: 'processed' }, { by: 'tests' });
    await inbox.drain();
    expect(await sql`select count(*)::int from effects`).toEqual([before]);
  });
});

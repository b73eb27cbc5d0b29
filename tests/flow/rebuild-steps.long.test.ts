import { afterAll, describe, expect, inject, it, vi } from 'vitest';
import { openSql, type Transaction } from '#db/client.ts';
import { listSettledEvents } from '#lib/inbox/load-pending-events.ts';
import type { RebuildPhase } from '#lib/model/rebuild.ts';
import { RULES, type Rules } from '#lib/rebuild/rules.ts';
import { rebuild } from '#lib/rebuild/run.ts';
import { findUnread } from '#lib/rebuild/unread.ts';
import { databaseOf } from '#tests/support/cluster.ts';
import { mvmntBatch, ownInbox } from '#tests/support/inbox.ts';
import { truncateAll } from '#tests/support/stored-world.ts';

const inbox = await ownInbox();
const { sql } = inbox;

describe('a step, whatever join PostgreSQL prefers', async () => {
  const STORED = 20_000;
  const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  await sql`
    insert into deliveries (id, provider, source, status, received_at, remote, headers, body, bytes, event_count)
    select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'flexport', 'webhook', 'accepted', now(), '', '{}', '{}', 2, 1
    from generate_series(1, ${STORED}::int) n`;
  await sql`
    insert into events (id, provider, key, type, delivery_id, position, state, received_at, settled_at)
    select id, provider, id::text, 'old', id, 0, 'ignored', received_at, now() - interval '1 day' from deliveries order by deliveries.id`;
  await sql`update events set settled_at = now() where id > ${idOf(STORED - 10)}`;
  await sql`insert into entity_events select ${idOf(1)}::uuid, id from events order by id limit 100`;
  await sql`vacuum analyze deliveries, events, entity_events`;

  /** Rows of the inbox that a function reads without nested loops, as far as another plan is possible. */
  async function rowsRead(act: (tx: Transaction) => Promise<unknown>): Promise<{ deliveries: number; events: number }> {
    return sql.begin(async (tx) => {
      await tx`set local enable_nestloop = off`;
      const before = await counters(tx);
      await act(tx);
      const after = await counters(tx);
      return { deliveries: after.deliveries - before.deliveries, events: after.events - before.events };
    });
  }

  async function counters(tx: Transaction): Promise<{ deliveries: number; events: number }> {
    const rows = await tx<{ name: string; count: number }[]>`
      select relname as name, (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as count from pg_stat_xact_user_tables
      where relname in ('deliveries', 'events')`;
    const of = (table: string) => rows.find(({ name }) => name === table)?.count ?? 0;
    return { deliveries: of('deliveries'), events: of('events') };
  }

  it('reads no delivery before its cursor', async () => {
    const after = { deliveryId: idOf(STORED - 100), position: 0 };
    const list = (tx: Transaction) => listSettledEvents(tx, { after, since: null, limit: 10 });
    expectRows(await rowsRead(list), { deliveries: 10, events: 10 });
  });

  it('of a later pass reads the events settled since, and few others', async () => {
    const since = new Date(Date.now() - 3_600_000).toISOString();
    let listed = 0;
    const { events, deliveries } = await rowsRead(async (tx) => {
      listed = (await listSettledEvents(tx, { after: null, since, limit: 1_000 })).length;
    });
    expect(listed).toBe(10);
    expectRows({ deliveries }, { deliveries: 10 });
    expect(events).toBeLessThan(STORED / 2);
  });

  it('looks up the events of the entities that differ, and no others', async () => {
    const find = (tx: Transaction) => findUnread(tx, [{ id: idOf(1), ledger: '' }]);
    expectRows(await rowsRead(find), { deliveries: 100, events: 100 });
  });

  /**
   * The planner itself reads rows at the end of an index to know its range, if the vacuum could not mark their page as visible to all
   * because a transaction was open, such as an automatic analyze.
   */
  function expectRows(read: Record<string, number>, needed: Record<string, number>): void {
    for (const [table, count] of Object.entries(needed)) {
      expect(read[table], table).toBeGreaterThanOrEqual(count);
      expect(read[table], table).toBeLessThan(count + 10);
    }
  }
});

describe('a rebuild', async () => {
  const ENTITIES = 4_000;
  const OWN = ['rebuild_ledgers', 'rebuild_events', 'rebuild_differences'];
  const [own] = await sql<{ name: string }[]>`select current_database() as name`;
  // One connection, so that its counters are complete after each step.
  const single = openSql(databaseOf(inject('clusterUrl'), own?.name ?? ''), { max: 1 });
  afterAll(() => single.end());

  it('reads no table of its own whole, although they grow from empty and have no statistics', async () => {
    await truncateAll(sql);
    for (let at = 0; at < ENTITIES; at += 500) await inbox.deliver('mvmnt', mvmntBatch(500, 0, `world-${at}`));
    await inbox.drain();
    // The first ones are equal, so plans are cached while the tables of what differs are empty.
    await sql`
      update events set state = case when delivery_id = first.id then state else 'ignored' end,
        settled_at = now() + interval '10 seconds'
      from (select delivery_id as id from events order by delivery_id limit 1) first`;
    await sql`update shipments set name = 'wrong' where id > '40000000-0000-0000-0000-000000000000'`;
    for (const table of OWN) {
      await sql`alter table ${sql(table)} set (autovacuum_enabled = off)`;
      await sql`vacuum analyze ${sql(table)}`;
    }
    const after: Partial<Record<RebuildPhase, Record<string, number>>> = {};
    const report = await rebuild(single, {
      dryRun: true,
      limits: { events: 5, bodyBytes: 4_000_000, entities: 500 },
      onStep: async ({ phase }) => {
        after[phase] = await rowsScanned();
      },
    });
    expect(report).toMatchObject({ eventStates: [{ count: ENTITIES - 500 }] });
    expect(report?.changed).toBeGreaterThan(ENTITIES / 2);
    // This pass reads all events once more, since they were settled after the start; by then the tables are large.
    expect(after.catch_up).toEqual(after.scan);
    expect(after.compare?.rebuild_differences).toBe(after.scan?.rebuild_differences);
  });

  /** Rows of the rebuild's own tables that were read without an index. */
  async function rowsScanned(): Promise<Record<string, number>> {
    await single`select pg_stat_force_next_flush()`;
    const rows = await single<{ name: string; count: number }[]>`
      select relname as name, seq_tup_read::int as count from pg_stat_user_tables where relname in ${single(OWN)}`;
    return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
  }

  it('does less in each step after slow ones, and as much as before after fast ones', async () => {
    const pages: number[] = [];
    let clock = 0;
    const reading = vi.spyOn(performance, 'now').mockImplementation(() => clock);
    const normalise: Rules['normalise'] = (...given) => {
      pages.push(given[0].length);
      clock += pages.length <= 3 ? 3_000 : 100;
      return RULES.normalise(...given);
    };
    const limits = { events: 400, bodyBytes: 4_000_000, entities: 500 };
    await rebuild(sql, { rules: { ...RULES, normalise }, limits });
    reading.mockRestore();
    expect(pages.slice(0, 8)).toEqual([400, 200, 100, 50, 100, 200, 400, 400]);
  });

  it('derives no entity under the lock of the swap that changed before the last pass', async () => {
    const MEANWHILE = 600;
    expect(await rebuild(sql, { dryRun: true })).toMatchObject({ changed: 0 });
    await sql`update events set settled_at = settled_at - interval '1 hour'`;
    let derived = 0;
    const project: Rules['project'] = (...given) => {
      derived += 1;
      return RULES.project(...given);
    };
    const after: Partial<Record<RebuildPhase, number>> = {};
    await rebuild(sql, {
      rules: { ...RULES, project },
      onStep: async ({ phase }) => {
        if (phase === 'catch_up') await changeMeanwhile(MEANWHILE);
        after[phase] = derived;
      },
    });
    expect(after.compare).toBeGreaterThan(MEANWHILE);
    expect(after.compare_again).toBe(Number(after.compare) + MEANWHILE);
    expect(after.swap).toBe(after.compare_again);
  });

  /** Events of new shipments, settled half a minute ago, in a rebuild that began a minute earlier than it did. */
  async function changeMeanwhile(shipments: number): Promise<void> {
    await inbox.deliver('mvmnt', mvmntBatch(shipments, 0, 'meanwhile'));
    await inbox.drain();
    await sql`update events set settled_at = now() - interval '30 seconds' where settled_at > now() - interval '30 seconds'`;
    await sql`update rebuilds set watermark = watermark - interval '1 minute' where finished_at is null`;
  }
});

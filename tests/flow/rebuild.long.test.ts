import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RebuildPhase } from '#lib/model/rebuild.ts';
import { RULES, type Rules } from '#lib/rebuild/rules.ts';
import { rebuild, rebuildOutdated } from '#lib/rebuild/run.ts';
import { ownInbox } from '#tests/support/inbox.ts';
import { clearProjections, projectionSnapshot } from '#tests/support/projection-snapshot.ts';
import { repetitions } from '#tests/support/repetitions.ts';
import { departure } from '#tests/support/signed.ts';
import { storeEmulatedWorld, truncateAll } from '#tests/support/stored-world.ts';

/** Rules of the next version, which write the names of the forwarder's shipments in capitals. */
const LOUD: Rules = {
  ...RULES,
  version: RULES.version + 1,
  project(entity, ledger, asOf) {
    const projected = RULES.project(entity, ledger, asOf);
    const shipments = [...(projected.rows.shipments ?? [])].map(
      ([id, row]) => [id, { ...row, name: typeof row.name === 'string' ? row.name.toUpperCase() : null }] as const,
    );
    return shipments.length === 0
      ? projected
      : { ...projected, rows: { ...projected.rows, shipments: new Map(shipments) } };
  },
};

const NOTHING = { changed: 0, kept: 0, refused: 0, unreadEvents: 0, eventStates: [], fields: [] };

describe('a rebuild', async () => {
  const inbox = await ownInbox();
  const { sql } = inbox;
  const names = async () =>
    (await sql<{ name: string | null }[]>`select name from shipments order by id`).map(({ name }) => name);

  it('derives the same projections, byte for byte, from random events: shuffled, repeated and corrected', async () => {
    const worlds = fc.record({
      seed: fc.nat(100_000),
      batches: fc.integer({ min: 1, max: 5 }),
      events: fc.constantFrom(25, 80, 1_000),
    });
    let versions = 0;
    await fc.assert(
      fc.asyncProperty(worlds, async ({ events, ...world }) => {
        const limits = { events, bodyBytes: 100_000, entities: 20 };
        await truncateAll(sql);
        await storeEmulatedWorld(inbox, { ...world, shipments: 3 });
        const shown = await projectionSnapshot(sql);
        expect(await rebuild(sql, { limits })).toMatchObject(NOTHING);
        expect(await projectionSnapshot(sql)).toBe(shown);
        await clearProjections(sql);
        const report = await rebuild(sql, { limits });
        expect(report?.changed).toBe(Number((await sql`select count(*) from facts`)[0]?.count));
        expect(await projectionSnapshot(sql)).toBe(shown);
        versions += (await sql`select from events where version_of is not null and state = 'processed'`).length;
      }),
      { numRuns: repetitions(6, 2) },
    );
    expect(versions).toBeGreaterThan(repetitions(10, 2));
  }, 180_000);

  it('fills the index from entities to events as the write path does', async () => {
    await truncateAll(sql);
    await storeEmulatedWorld(inbox, { seed: 11 });
    const pairs = () => sql`select entity_id, event_id from entity_events order by 1, 2`;
    const written = [...(await pairs())];
    expect(written.length).toBeGreaterThan(100);
    await sql`truncate entity_events`;
    await rebuild(sql);
    expect([...(await pairs())]).toEqual(written);
  });

  it('with a changed rule shows the new value of every entity without a new event, and records it as caused by the rebuild', async () => {
    await truncateAll(sql);
    await storeEmulatedWorld(inbox, { seed: 3 });
    const before = await names();
    const loud = before.map((name) => name?.toUpperCase() ?? null);
    expect(loud).not.toEqual(before);
    const [counted] = await sql`select count(*)::int as count from effects`;
    await sql`insert into rebuilds (id, version, dry_run, phase, watermark, total_events, started_at, swapped_at, finished_at)
      values (gen_random_uuid(), ${RULES.version}, false, 'clean', now(), 0, now(), now(), now())`;
    expect(await rebuildOutdated(sql, undefined, RULES)).toBe(false);
    expect(await rebuildOutdated(sql, undefined, LOUD)).toBe(true);
    expect(await names()).toEqual(loud);
    expect(await rebuildOutdated(sql, undefined, LOUD)).toBe(false);
    const effects = await sql`
      select part, field, before #>> '{}' as before, after #>> '{}' as after from effects where cause = 'rebuild' order by entity_id`;
    const expected = before.flatMap((name, at) =>
      name === loud[at] ? [] : [{ part: null, field: 'name', before: name, after: loud[at] }],
    );
    expect([...effects]).toEqual(expected);
    const [all] = await sql`select count(*)::int as count from effects`;
    expect(all?.count).toBe(counted?.count + expected.length);
    expect(await sql`select from rebuild_ledgers`).toHaveLength(0);
  });

  it('corrects wrong, missing and orphaned rows and ledgers, and does not write correct ones', async () => {
    await truncateAll(sql);
    await storeEmulatedWorld(inbox, { seed: 5 });
    const shown = await projectionSnapshot(sql);
    const [first] = await sql`select id from shipments order by id limit 1`;
    const xmin = async () =>
      (await sql`select xmin::text from shipments where id <> ${first?.id} order by id`).map((row) => row.xmin);
    const untouched = await xmin();
    await sql`update shipments set name = 'wrong', status = 'cancelled' where id = ${first?.id}`;
    await sql`delete from milestones where shipment_id = ${first?.id}`;
    await sql`insert into legs (id, shipment_id, external_id, sequence, main) values (gen_random_uuid(), ${first?.id}, 'x', 9, false)`;
    const report = await rebuild(sql);
    expect(report).toMatchObject({ changed: 1, kept: 0 });
    expect(report?.fields.map(({ field }) => field)).toEqual(expect.arrayContaining(['name', 'status']));
    expect(await projectionSnapshot(sql)).toBe(shown);
    expect(await xmin()).toEqual(untouched);
  });

  it('that was interrupted after its result was written ends with that result, and starts no other', async () => {
    await truncateAll(sql);
    await storeEmulatedWorld(inbox, { seed: 5 });
    await sql`update shipments set name = 'wrong' where name is not null`;
    const stopping = new AbortController();
    const onStep = ({ phase }: { phase: string }) => phase === 'swap' && stopping.abort();
    expect(await rebuild(sql, { signal: stopping.signal, onStep })).toBeNull();
    const [begun] = await sql`select count(*)::int as count from rebuilds`;
    expect((await rebuild(sql))?.changed).toBeGreaterThan(0);
    expect(await sql`select count(*)::int as count from rebuilds`).toEqual([begun]);
    expect(await sql`select from rebuild_differences`).toHaveLength(0);
  });

  it('as a dry run reports the differences and changes nothing', async () => {
    await truncateAll(sql);
    await storeEmulatedWorld(inbox, { seed: 3 });
    const shown = await projectionSnapshot(sql);
    const [effects] = await sql`select count(*) from effects`;
    const before = await names();
    const report = await rebuild(sql, { dryRun: true, rules: LOUD });
    const loud = before.filter((name) => name !== (name?.toUpperCase() ?? null));
    expect(report?.fields).toEqual([
      { entityType: 'shipment', part: null, field: 'name', count: loud.length, examples: expect.any(Array) },
    ]);
    const [example] = report?.fields[0]?.examples ?? [];
    expect(example?.after).toBe(String(example?.before).toUpperCase());
    expect(await projectionSnapshot(sql)).toBe(shown);
    expect((await sql`select count(*) from effects`)[0]).toEqual(effects);
    expect(await sql`select from rebuild_differences`).toHaveLength(0);
  });

  it('skips and counts an entity if the bytes of one of its events are deleted', async () => {
    await truncateAll(sql);
    await inbox.deliver('flexport', departure('gone-1', 'SHP-GONE'));
    await inbox.deliver('flexport', departure('gone-2', 'SHP-KEPT'));
    await inbox.drain();
    await sql`update deliveries set body = null where id in (select delivery_id from events where key = 'brief:gone-1')`;
    const shown = await projectionSnapshot(sql);
    expect(await rebuild(sql)).toMatchObject({ changed: 0, kept: 1, unreadEvents: 1 });
    expect(await projectionSnapshot(sql)).toBe(shown);
  });

  it('processes unmapped and ignored events that have a mapping by now', async () => {
    await truncateAll(sql);
    await inbox.deliver('flexport', departure('late-1', 'SHP-LATE'));
    const teleported = JSON.stringify({ id: 'late-2', type: 'shipment.teleported', data: { shipment_id: 'SHP-LATE' } });
    await inbox.deliver('flexport', teleported);
    await inbox.drain();
    const rules: Rules = {
      ...RULES,
      version: RULES.version + 1,
      normalise(events, bodies, providersWithApi) {
        const normalised = RULES.normalise(events, bodies, providersWithApi);
        for (const { id, provider, key, receivedAt, type } of events) {
          if (type !== 'shipment.teleported') continue;
          normalised.settlements = normalised.settlements.filter((one) => one.id !== id);
          const changes = [{ kind: 'shipment', shipment: 'SHP-LATE', fields: { name: 'There' } }] as const;
          normalised.events.push({ id, provider, key, learnedAt: receivedAt, reportedAt: receivedAt, changes });
        }
        return normalised;
      },
    };
    expect(await rebuild(sql, { rules })).toMatchObject({
      changed: 1,
      eventStates: [{ from: 'unmapped', to: 'processed', count: 1 }],
    });
    expect(await names()).toEqual(['There']);
    const [event] =
      await sql`select state, reason, reported_at is not null as reported from events where key = 'brief:late-2'`;
    expect(event).toEqual({ state: 'processed', reason: null, reported: true });
  });

  it('loses nothing that is received and processed during any of its phases', async () => {
    await truncateAll(sql);
    await storeEmulatedWorld(inbox, { seed: 8 });
    const shipment = 'SHP-WRONG';
    await inbox.deliver('flexport', departure('wrong', shipment));
    await inbox.drain();
    // Live events alone do not correct this.
    await sql`insert into legs (id, shipment_id, external_id, sequence, main)
      select gen_random_uuid(), id, 'x', 9, false from shipments`;
    const seen = new Set<RebuildPhase>();
    let sent = 0;
    const arrive = async (shipment: string) => {
      sent += 1;
      const at = `2026-03-12T14:${10 + (sent % 50)}:${10 + (sent % 49)}+08:00`;
      await inbox.deliver('flexport', departure(`live-${sent}`, shipment, at));
      await inbox.drain();
    };
    let running = true;
    const beside = (async () => {
      while (running) await arrive(`SHP-BESIDE-${sent % 7}`);
    })();
    await rebuild(sql, {
      // After each step, so between any two steps.
      async onStep({ phase }) {
        seen.add(phase);
        await arrive('SHP-LIVE');
        await arrive(`SHP-${phase}`);
        await arrive(shipment);
      },
    });
    running = false;
    await beside;
    expect([...seen].sort()).toEqual(['catch_up', 'clean', 'compare', 'compare_again', 'follow', 'scan', 'swap']);
    expect(await sql`select from events where state <> 'processed' and key like 'brief:live-%'`).toHaveLength(0);
    const shown = await projectionSnapshot(sql);
    for (const phase of seen) expect(shown).toContain(`SHP-${phase}`);
    await clearProjections(sql);
    await rebuild(sql);
    expect(await projectionSnapshot(sql)).toBe(shown);
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { Unreadable } from '#lib/errors.ts';
import { countReplayable, replayEvents } from '#lib/inbox/replay.ts';
import { describeReplayable, selectReplayable } from '#lib/inbox/replayable-events.ts';
import { entityId } from '#lib/model/identity.ts';
import { tryEvents } from '#lib/pipeline/try-events.ts';
import { processBatch } from '#lib/pipeline.ts';
import { flexport } from '#lib/providers/flexport/index.ts';
import { mvmntBatch, ownInbox } from '#tests/support/inbox.ts';
import { repetitions } from '#tests/support/repetitions.ts';
import { departure } from '#tests/support/signed.ts';

const NEW_TYPE = '/shipment#teleported';

afterEach(() => vi.restoreAllMocks());

describe('a replay of many events', async () => {
  const inbox = await ownInbox();
  const { sql, queue } = inbox;
  const states = (type: string) => sql`select state, count(*)::int from events where type = ${type} group by state`;

  it('12: applies events of unmapped types once the type is mapped; all were answered 200', async () => {
    const normalise = flexport.normalise;
    for (let at = 0; at < 320; at += 1) {
      const id = 5_000 + (at % 10);
      const shipment = { _object: '/shipment', id, name: `Shipment ${id}`, unknown_field: { a: [1] } };
      const created_at = '2026-03-12T10:00:00Z';
      const data = { _object: '/shipment_event_data', shipment };
      const body = JSON.stringify({ _object: '/event', id: 9_000 + at, type: NEW_TYPE, created_at, data });
      expect(await inbox.deliver('flexport', body)).toMatchObject({ status: 200 });
    }
    await inbox.drain();
    expect(await states(NEW_TYPE)).toEqual([{ state: 'unmapped', count: 320 }]);

    vi.spyOn(flexport, 'normalise').mockImplementation((event) =>
      normalise(event.type === NEW_TYPE ? { ...event, type: '/shipment#created' } : event),
    );
    const filter = { status: 'unmapped', type: NEW_TYPE } as const;
    expect(await countReplayable(sql, filter)).toBe(320);
    expect(await replayEvents(sql, queue, filter, { by: 'ops@example.com' })).toMatchObject({
      replayed: 320,
      next: null,
    });
    await inbox.drain();
    expect(await states(NEW_TYPE)).toEqual([{ state: 'processed', count: 320 }]);
    expect(await sql`select from shipments where external_id like '50__'`).toHaveLength(10);
  });

  it('13: of a filter of the log processes exactly its events, after a trial that changes nothing, and states the outcome', async () => {
    const type = '/shipment#moored';
    const body = (id: number, shipment: number) =>
      JSON.stringify({
        ...{ _object: '/event', id, type, created_at: '2026-03-12T10:00:00Z' },
        data: {
          _object: '/shipment_event_data',
          shipment: { _object: '/shipment', id: shipment, name: `Moored ${shipment}` },
        },
      });
    for (const [id, shipment] of [
      [9_901, 7_001],
      [9_902, 7_001],
      [9_903, 7_002],
    ] as const) {
      await inbox.deliver('flexport', body(id, shipment));
    }
    await inbox.drain();
    const normalise = flexport.normalise;
    vi.spyOn(flexport, 'normalise').mockImplementation((event) => {
      if (event.key.includes('9902')) throw new Unreadable('no name');
      return normalise(event.type === type ? { ...event, type: '/shipment#created' } : event);
    });
    const filter = { status: 'unmapped', type, q: 'moored 7001' } as const;
    expect(await describeReplayable(sql, filter)).toEqual({
      ...{ events: 2, deliveries: 2 },
      types: [{ provider: 'flexport', type, state: 'unmapped', count: 2 }],
    });
    const before = await rowVersions();
    const selected = await selectReplayable(sql, filter, { limit: 10 });
    const trial = await tryEvents(
      sql,
      selected.map(({ id }) => id),
    );
    expect(trial).toMatchObject({
      tried: 2,
      processed: 1,
      others: [{ state: 'dead_letter', count: 1, reason: 'no name' }],
    });
    const shipment = entityId('shipment', 'flexport', '7001');
    expect(trial.changes).toContainEqual(
      expect.objectContaining({ entityType: 'shipment', entityId: shipment, before: null }),
    );
    expect(trial.changeCount).toBe(trial.changes.length);
    expect(await rowVersions()).toEqual(before);
    expect(await states(type)).toEqual([{ state: 'unmapped', count: 3 }]);

    const { replay, replayed } = await replayEvents(sql, queue, filter, { by: 'ops@example.com' });
    expect(replayed).toBe(2);
    await inbox.drain();
    expect(await sql`select id from shipments where id = ${shipment}`).toHaveLength(1);
    const [outcome] = await sql`
      select json_object_agg(key, state) as states from events where id in (
        select event_id from replayed_events where replay_id = ${replay} and state_before = 'unmapped')`;
    expect(Object.values(outcome?.states).sort()).toEqual(['dead_letter', 'processed']);
    const again = { status: 'dead_letter', replay: String(replay) } as const;
    expect(await describeReplayable(sql, again)).toMatchObject({ events: 1, types: [{ type, state: 'dead_letter' }] });
    expect(await replayEvents(sql, queue, filter, { by: 'ops@example.com' })).toEqual({
      replay: null,
      replayed: 0,
      next: null,
    });
  });

  it('12: unknown fields and values do not lose the event', async () => {
    const event = JSON.parse(departure('new-enum', 'SHP-ENUM'));
    const body = { ...event, data: { ...event.data, mode: 'hyperloop', colour: 'blue' } };
    expect(await inbox.deliver('flexport', JSON.stringify(body))).toMatchObject({ status: 200 });
    await inbox.drain();
    expect(await sql`select from shipments where external_id = 'SHP-ENUM'`).toHaveLength(1);
  });

  it('13: resumes where it was interrupted', async () => {
    await inbox.deliver('mvmnt', mvmntBatch(1_000, 0, 'first'));
    await inbox.drain();
    const first = await replayEvents(sql, queue, { provider: 'mvmnt' }, { by: 'ops@example.com', limit: 300 });
    expect(first).toMatchObject({ replayed: 300, next: expect.any(String) });
    const second = await replayEvents(
      sql,
      queue,
      { provider: 'mvmnt' },
      { by: 'ops@example.com', after: String(first.next) },
    );
    expect(second).toMatchObject({ replayed: 700, next: null });
    await inbox.drain();
  });

  it('13: yields to new deliveries', async () => {
    await replayEvents(sql, queue, { provider: 'mvmnt' }, { by: 'ops@example.com' });
    await inbox.deliver('flexport', departure('urgent'));
    expect(await processBatch(sql, queue)).toMatchObject({ jobs: 1, events: 1 });
    expect(await processBatch(sql, queue)).toMatchObject({ jobs: 0 });
    expect(await states('SHIPMENT_BOOKED')).toEqual([{ state: 'pending', count: 1_000 }]);
    await inbox.drain();
    expect(await states('SHIPMENT_BOOKED')).toEqual([{ state: 'processed', count: 1_000 }]);
  });

  it('13: changes no row when repeated', async () => {
    const batches = repetitions(9, 2);
    for (let batch = 0; batch < batches; batch += 1)
      await inbox.deliver('mvmnt', mvmntBatch(1_000, 0, `replayed-${batch}`));
    await inbox.drain();
    const before = await rowVersions();
    for (let times = 0; times < 2; times += 1) {
      const { replayed } = await replayEvents(sql, queue, { provider: 'mvmnt' }, { by: 'ops@example.com' });
      expect(replayed).toBe((batches + 1) * 1_000);
      await inbox.drain();
      expect(await rowVersions()).toEqual(before);
    }
  }, 300_000);

  /** The transaction that wrote each projected row, and the number of effects. */
  const rowVersions = () => sql`
    select (select md5(string_agg(xmin::text, ',' order by id)) from facts) as facts,
      (select md5(string_agg(xmin::text, ',' order by id)) from shipments) as shipments,
      (select md5(string_agg(xmin::text, ',' order by shipment_id, id)) from milestones) as milestones,
      (select count(*)::int from effects) as effects`;
});

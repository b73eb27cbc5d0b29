import { afterEach, describe, expect, it, vi } from 'vitest';
import { countReplayable, replayEvents } from '#lib/inbox/replay.ts';
import { processBatch } from '#lib/pipeline.ts';
import { flexport } from '#lib/providers/flexport/index.ts';
import { mvmntBatch, ownInbox } from '#tests/support/inbox.ts';
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
    for (let batch = 0; batch < 9; batch += 1) await inbox.deliver('mvmnt', mvmntBatch(1_000, 0, `replayed-${batch}`));
    await inbox.drain();
    const before = await rowVersions();
    for (let times = 0; times < 2; times += 1) {
      const { replayed } = await replayEvents(sql, queue, { provider: 'mvmnt' }, { by: 'ops@example.com' });
      expect(replayed).toBe(10_000);
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

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownersText } from '#components/board/owners.ts';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { readBoard } from '#db/queries/board.ts';
import { countRows } from '#db/queries/declared-list.ts';
import { SHIPMENTS, type ShipmentFilter } from '#db/queries/shipments.ts';
import type { Change } from '#lib/model/change.ts';
import { entityId, eventId } from '#lib/model/identity.ts';
import { STAGES, type Stage } from '#lib/model/shipment.ts';
import { parseMoment } from '#lib/model/time.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { storeArrivals } from '#tests/support/arrivals.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { dayFromNow } from '#tests/support/records.ts';

const EVE = 'eve@example.com';
const UNDERWAY = { happened: ['DEPARTED'] } as const;
const LANDED = { eta: -2, happened: ['DEPARTED', 'ARRIVED'] } as const;

let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  const url = await ownDatabase();
  sql = openSql(url, { max: 2 });
  db = openDatabase(url, { max: 4 });
  await storeArrivals(sql, [
    ...[8, 3, 5, 1, 7, 2, 6, 4].map((day) => ({ id: `booked-${day}`, eta: day, status: 'booked' as const })),
    { id: 'later', eta: 15, ...UNDERWAY },
    { id: 'overdue', eta: -4, ...UNDERWAY },
    { id: 'undated', eta: null, ...UNDERWAY },
    { id: 'soon', eta: 3, ...UNDERWAY },
    { id: 'held', eta: 30, ...UNDERWAY },
    { id: 'critical', eta: 40, ...UNDERWAY, mode: 'air' },
    { id: 'landed', ...LANDED },
    { id: 'free-9', ...LANDED },
    { id: 'free-2', ...LANDED },
    { id: 'over', eta: -3, happened: ['DEPARTED', 'ARRIVED', 'DELIVERED'] },
    { id: 'ended', eta: 1, status: 'cancelled' },
  ]);
  const at = new Date().toISOString();
  const free = (shipment: string, days: number): Change => ({
    ...{ kind: 'container', shipment, container: `box of ${shipment}` },
    fields: { lastFreeDay: dayFromNow(days) },
  });
  const changes = [
    free('free-9', 9),
    free('free-2', 2),
    {
      ...{ kind: 'milestone', shipment: 'later', leg: 'later leg', code: 'ARRIVED', classifier: 'EST' },
      moment: parseMoment(dayFromNow(20)),
    },
    { kind: 'party', party: 'H', fields: { name: 'Harbour Light' } },
    ...['soon', 'held', 'booked-1'].map((shipment) => ({
      ...{ kind: 'role', shipment, role: 'customer', party: 'H', name: 'Harbour Light' },
    })),
  ] as Change[];
  const event = { id: eventId('test', 'board'), key: 'board', provider: 'test', reportedAt: at, learnedAt: at };
  await sql.begin((tx) => applyEvents(tx, [{ ...event, changes }]));
  await sql`delete from exception_cases`;
  await storeException('held', 2, EVE);
  await storeException('held', 0, null);
  await storeException('critical', 3, null);
});
afterAll(() => Promise.all([sql.end(), db.$client.end()]));

async function storeException(shipment: string, severity: number, owner: string | null): Promise<void> {
  const id = entityId('shipment', 'test', shipment);
  await sql`
    insert into exception_cases (entity_type, entity_id, shipment_id, type, part, generation, severity, urgency, opened_at, evidence_at,
      event_id, details, owner, touch_by, resolve_by)
    values ('shipment', ${id}, ${id}, 'hold.customs', ${severity}, 1, ${severity}, ${severity * 1000}, now(), now(), ${id}, '{}',
      ${owner}, now(), now())`;
}

/** Forces each stage to be read along its index, as of a filter with many shipments. */
const MANY = 0;

async function board(filter: ShipmentFilter, readUpTo?: number) {
  const columns = (await readBoard(db, filter, readUpTo)) ?? [];
  return columns.map(({ cards, ...rest }) => ({ ...rest, cards: cards.map(({ externalId }) => externalId) }));
}

async function cardsOf(filter: ShipmentFilter): Promise<Record<string, string[]>> {
  return Object.fromEntries((await board(filter)).map(({ stage, cards }) => [stage, cards]));
}

describe('a board', () => {
  it('has the stages in their order, each with its first cards: exceptions, then free time or the nearest arrival', async () => {
    const columns = await board({ scope: 'active' });
    expect(columns.map(({ stage, count }) => [stage, count])).toEqual([
      ['booked', 8],
      ['in_transit', 6],
      ['arrived', 3],
    ]);
    expect(await cardsOf({ scope: 'active' })).toEqual({
      booked: [1, 2, 3, 4, 5, 6].map((day) => `booked-${day}`),
      in_transit: ['critical', 'held', 'overdue', 'soon', 'later', 'undated'],
      arrived: ['free-2', 'free-9', 'landed'],
    });
  });

  it('has ended stages if the filter has them, and says who owns an exception', async () => {
    expect(await cardsOf({ scope: 'all' })).toMatchObject({ delivered: ['over'], cancelled: ['ended'] });
    const [column] = (await readBoard(db, { owner: EVE })) ?? [];
    expect(column?.cards).toMatchObject([{ externalId: 'held', openExceptions: 2 }]);
    const [card] = column?.cards ?? [];
    expect(card && ownersText(card, { [EVE]: 'Eve' })).toBe('Eve, 1 without owner');
  });

  it.each<[string, ShipmentFilter]>([
    ['all', {}],
    ['active', { scope: 'active' }],
    ['one mode', { mode: 'air' }],
    ['one stage', { status: 'in_transit' }],
    ['a view', { view: 'arriving', mode: 'ocean' }],
    ['an ETA that was delayed', { view: 'slipped' }],
    ['late ones', { view: 'late' }],
    ['a free time that ends', { view: 'charges' }],
    ['exceptions', { trouble: true }],
    ['the owner of an exception', { owner: 'nobody', severity: 'critical' }],
    ['a search', { q: 'PO-booked' }],
    ['many references', { refs: ['PO-soon', 'PO-over', 'PO-nothing'] }],
    ['a party', { party: entityId('party', 'test', 'H') }],
    ['a port and days', { pod: 'USLAX', etaFrom: dayFromNow(2), etaTo: dayFromNow(25) }],
    ['nothing', { customer: 'Nobody' }],
  ])('counts what the list has in each stage: %s', async (which, filter) => {
    const columns = await board(filter);
    expect(columns.length > 0).toBe(which !== 'nothing');
    const counts = Object.fromEntries(columns.map(({ stage, count }) => [stage, count]));
    for (const stage of Object.keys(STAGES) as Stage[]) {
      const isShown = filter.status === undefined || filter.status === stage;
      const listed = isShown ? await countRows(db, SHIPMENTS, { ...filter, status: stage }) : 0;
      expect([stage, counts[stage] ?? 0]).toEqual([stage, listed]);
    }
    expect(filter.q === undefined ? await board(filter, MANY) : columns).toEqual(columns);
  });

  it('counts a stage of many up to 1,000, and has none for a search that finds too many', async () => {
    await sql`
      with one as (select * from shipments where external_id = 'booked-1')
      insert into shipments select copy.* from one cross join generate_series(1, 1001) as at, lateral jsonb_populate_record(
        null::shipments, to_jsonb(one) || jsonb_build_object('id', md5(at::text)::uuid, 'status', 'tendered')) as copy`;
    const tendered = { status: 'tendered' } as const;
    expect(await board(tendered)).toMatchObject([{ count: 1_001, isMore: false }]);
    const [column] = await board(tendered, MANY);
    expect(column).toMatchObject({ count: 1_000, isMore: true });
    expect(column?.cards).toHaveLength(6);
    expect(await readBoard(db, { q: 'PO-booked' }, 7)).toBeNull();
    expect(await readBoard(db, { q: 'PO-booked' }, 8)).toHaveLength(1);
  });
});

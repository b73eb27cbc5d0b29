/**
 * What a newer report shows to be wrong: free time that was extended or withdrawn, pages that are a part of a list, numbers that were
 * replaced. In any order of the webhooks.
 */
import { afterAll, describe, expect } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { readList } from '#db/queries/declared-list.ts';
import { unknownReferences } from '#db/queries/reference-search.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { type Sent, storiesOn } from '#tests/support/both-orders.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { ownInbox } from '#tests/support/inbox.ts';

const url = await ownDatabase();
const inbox = await ownInbox(url);
const db = openDatabase(url);
afterAll(() => db.$client.end());
const { sql } = inbox;
let number = 6_100_000;
const { inBothOrders, numbersOf, shipmentId } = storiesOn(inbox, () => {
  number += 100;
  return number;
});

type Json = Record<string, unknown>;
const timeOn = (day: number) => `2026-05-${String(day).padStart(2, '0')}T08:00:00.000Z`;
const OAKLAND = {
  place: { name: 'Oakland', address: { country_code: 'US', unlocode: 'USOAK', timezone: 'America/Los_Angeles' } },
};
const YANTIAN = {
  place: { name: 'Yantian', address: { country_code: 'CN', unlocode: 'CNYTN', timezone: 'Asia/Shanghai' } },
};

/** A webhook about a shipment, reported on a day of May 2026. `resource`: the object that it is about, if not the shipment. */
function flexport(day: number, shipment: Json, type = '/shipment#updated_route', resource?: Json): Sent {
  number += 1;
  const at = timeOn(day);
  const whole = { _object: '/shipment', transportation_mode: 'ocean', ...shipment };
  const event = { _object: '/event', id: number, version: 2, type, occurred_at: at, created_at: at };
  const data = { shipment: whole, resource: resource ?? whole, containers: resource ? [resource] : [] };
  return { provider: 'flexport', body: { ...event, data } };
}

const voyage = (id: number) => [
  {
    ...{ _object: '/shipment_leg', id: id + 1, transportation_mode: 'ocean', origin: YANTIAN, destination: OAKLAND },
    ...{ actual_departure_date: timeOn(1), actual_arrival_date: timeOn(2) },
  },
];
const box = (id: number, lastFreeDay?: string | null, more: Json = {}): Json => ({
  ...{ _object: '/ocean/shipment_container', id: id + 10, container_number: 'MSCU1234566', shipment: { id } },
  ...(lastFreeDay !== undefined && { last_free_day_date: lastFreeDay }),
  ...more,
});
const arrived = (id: number, container: Json): Json => ({
  id,
  legs: voyage(id),
  ocean_shipment: { containers: [container] },
});
const freeTime = (day: number, id: number, container: Json, name = 'free_time_to_expire') =>
  flexport(day, arrived(id, container), `/ocean/shipment_container#${name}`, container);

const freeDays = async (id: string) =>
  (await sql`select last_free_day as day from containers where shipment_id = ${shipmentId(id)}`).map(({ day }) => day);
const charges = async (id: string) =>
  (
    await sql`select type from exception_conditions where entity_id = ${shipmentId(id)} and type like 'charge%' order by 1`
  ).map(({ type }) => type);
const alerts = async (id: string) =>
  (
    await sql`select code, cleared_reason as reason from exceptions where shipment_id = ${shipmentId(id)} order by code`
  ).map(({ code, reason }) => `${code}: ${reason ?? 'open'}`);

describe('a last free day', () => {
  inBothOrders(
    'that the source withdraws is not counted down any more',
    (id) => [freeTime(5, id, box(id, '2026-05-10')), freeTime(7, id, box(id, null))],
    async (id) => {
      expect(await freeDays(id)).toEqual([null]);
      expect(await charges(id)).toEqual([]);
    },
  );

  inBothOrders(
    'stands where a newer form of the container has no such field, or is a bare link',
    (id) => [
      freeTime(5, id, box(id, '2026-05-10')),
      flexport(6, arrived(id, box(id))),
      flexport(7, arrived(id, { id: id + 10, last_free_day_date: null })),
      flexport(8, arrived(id, box(id, ''))),
    ],
    async (id) => expect(await freeDays(id)).toEqual(['2026-05-10']),
  );

  inBothOrders(
    'is not withdrawn by the snapshot of an event whose own object states it',
    (id) => [
      freeTime(5, id, box(id, '2026-05-10')),
      flexport(7, arrived(id, box(id, null)), '/ocean/shipment_container#free_time_to_expire', box(id, '2026-05-14')),
    ],
    async (id) => expect(await freeDays(id)).toEqual(['2026-05-14']),
  );
});

describe('an alert that free time has expired', () => {
  const expired = (id: number) => freeTime(11, id, box(id, '2026-05-10'), 'free_time_expired');

  inBothOrders(
    'is over once free time is extended',
    (id) => [freeTime(5, id, box(id, '2026-05-10')), expired(id), flexport(12, arrived(id, box(id, '2026-05-18')))],
    async (id) => {
      expect(await freeDays(id)).toEqual(['2026-05-18']);
      expect(await alerts(id)).toContain('FREE_TIME_EXPIRED: Free time extended to 2026-05-18');
      expect((await alerts(id)).filter((one) => one.endsWith('open'))).toEqual([]);
    },
  );

  inBothOrders(
    'is over once the day is withdrawn',
    (id) => [expired(id), flexport(12, arrived(id, box(id, null)))],
    async (id) => {
      expect(await alerts(id)).toEqual(['FREE_TIME_EXPIRED: Last free day withdrawn']);
      expect(await charges(id)).toEqual([]);
    },
  );

  inBothOrders(
    'is open while the day is only restated, or shortened',
    (id) => [
      expired(id),
      flexport(12, arrived(id, box(id, '2026-05-10'))),
      flexport(13, arrived(id, box(id, '2026-05-09'))),
    ],
    async (id) => expect(await alerts(id)).toEqual(['FREE_TIME_EXPIRED: open']),
  );
});

describe('a page of cargo', () => {
  const item = (sku: string, units: number): Json => ({ product: { sku }, total_units: units });
  const pages: [string, Json][] = [
    ['with another one behind it', { next: '/items?page=2' }],
    ['with a larger count', { total_count: 3 }],
  ];
  const goods = async (id: string) =>
    (await sql`select sku, units from shipment_items where shipment_id = ${shipmentId(id)} order by sku`).map(
      ({ sku, units }) => `${sku} ${units}`,
    );
  for (const [name, more] of pages) {
    const page = (data: Json[]) => ({ _object: '/api/collections/paginated', data, ...more });
    inBothOrders(
      `takes nothing off: ${name}`,
      (id) => [
        flexport(1, { id, items: [item('A', 1), item('B', 2), item('C', 3)] }),
        flexport(2, { id, items: page([item('B', 20)]) }),
      ],
      async (id) => expect(await goods(id)).toEqual(['A 1', 'B 20', 'C 3']),
    );

    inBothOrders(
      `of a container takes nothing off, and a whole list replaces it: ${name}`,
      (id) => [
        flexport(1, { id, ocean_shipment: { containers: [box(id, undefined, { items: page([item('A', 1)]) })] } }),
        flexport(2, { id, ocean_shipment: { containers: [box(id, undefined, { items: page([item('B', 2)]) })] } }),
      ],
      async (id) => expect(await goods(id)).toEqual(['A 1', 'B 2']),
    );
  }

  inBothOrders(
    'is replaced by the next whole list',
    (id) => [
      flexport(1, { id, items: { data: [item('A', 1)], next: '/items?page=2' } }),
      flexport(2, { id, items: [item('B', 2)] }),
    ],
    async (id) => expect(await goods(id)).toEqual(['B 2']),
  );
});

describe('a page of the lines of a purchase order', () => {
  const order = (day: number, id: number, lines: unknown): Sent => {
    const resource = { _object: '/purchase_order', id: id + 50, name: `PO-${id}`, shipment: { id }, line_items: lines };
    const sent = flexport(day, { id }, '/purchase_order#updated');
    return { ...sent, body: { ...sent.body, data: { shipment: { _object: '/shipment', id }, resource } } };
  };
  const line = (line_item_number: string, units: number): Json => ({ line_item_number, units });

  inBothOrders(
    'takes off no line',
    (id) => [
      order(1, id, { data: [line('1', 10), line('2', 20)], next: null, prev: null, total_count: 2 }),
      order(2, id, { data: [line('2', 25)], next: null, prev: '/lines?page=1', total_count: 2 }),
    ],
    async (id) => {
      const rows =
        await sql`select l.number, l.units from purchase_order_lines l join purchase_orders o on o.id = l.purchase_order_id
        where o.number = ${`PO-${id}`} order by 1`;
      expect(rows.map((row) => `${row.number}: ${row.units}`)).toEqual(['1: 10', '2: 25']);
    },
  );
});

describe('a number that was replaced', () => {
  const listed = async (refs: string[]) =>
    (await readList(db, SHIPMENTS, { refs, limit: 9 })).data.map(({ externalId }) => externalId);
  const bill = (day: number, id: number, master_bill_number: string, container_number: string) =>
    flexport(day, {
      ...{ id, ocean_shipment: { master_bill_number, containers: [box(id, undefined, { container_number })] } },
    });

  inBothOrders(
    'finds its shipment in a pasted list as it does in the search box',
    (id) => [bill(1, id, `WRONG-${id}`, `ABCU${id}`), bill(2, id, `RIGHT-${id}`, `MSCU${id}`)],
    async (id) => {
      expect(await numbersOf(id, 'master_bill')).toEqual([`RIGHT-${id}`]);
      for (const given of [`RIGHT-${id}`, `wrong ${id}`, `ABCU ${id}`, `MSCU${id}`])
        expect(await listed([given]), given).toEqual([id]);
      expect(await listed([`WRONG-${id}`, 'NOBODY-1'])).toEqual([id]);
      expect(await unknownReferences(db, [`WRONG-${id}`, `RIGHT${id}`, 'NOBODY-1', `WRON-${id}`])).toEqual([
        ...['NOBODY-1', `WRON-${id}`],
      ]);
    },
  );

  inBothOrders(
    'finds the shipment that has it, if there is one',
    (id) => [
      bill(1, id, `GIVEN-${id}`, `ABCU${id}`),
      bill(2, id, `OTHER-${id}`, `ABCU${id}`),
      flexport(3, { id: id + 30, ocean_shipment: { master_bill_number: `GIVEN-${id}` } }),
    ],
    async (id) => expect(await listed([`GIVEN-${id}`])).toEqual([String(Number(id) + 30)]),
  );
});

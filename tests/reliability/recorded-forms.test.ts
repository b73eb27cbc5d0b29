/**
 * Forms in which others write what we receive, and what has to be shown of them. The payloads are our own; each form is a fact from a public
 * source, which is named beside its test:
 *
 * recorded webhook: github.com/distributeaid/flexport-shipment-monitor, a delivery of May 2020
 * recorded API: github.com/distributeaid/flexport-api-sandbox, 1,585 responses of 2020
 * event list: github.com/distributeaid/flexport-sdk-js, src/types/Milestone.ts
 * reference: github.com/worldindatagithub/Flexport-container-info-API, the example of Flexport's reference
 * webhook guide: github.com/hookdeck/webhook-skills, Flexport
 * MVMNT: github.com/api-evangelist/mvmnt, the OpenAPI and AsyncAPI documents and the collections made from them
 * Terminal49: terminal49.com/docs, milestones and containers
 * DCSA: github.com/dcsaorg/DCSA-OpenAPI, Track & Trace 2.2 and the samples that carriers return
 * BIC: github.com/bic-org/Facility-Code/issues/7
 * trackmatic: github.com/trackmatic/trackmatic-documentation, webhooks
 */
import { describe, expect, it } from 'vitest';
import { ownInbox } from '#tests/support/inbox.ts';

const inbox = await ownInbox();
const { sql } = inbox;
let number = 4_100_000;

type Json = Record<string, unknown>;
const nodeOf = (name: string, country: string, zone: string, unlocode: string | null = null, tags: string[] = []) => ({
  _object: '/shipment_node',
  tags,
  place: {
    _object: '/place',
    name,
    address: { _object: '/address', city: name, state: null, country_code: country, zip: '', unlocode, timezone: zone },
    details: [],
  },
  terminal: null,
});
const YANTIAN = nodeOf('Yantian, China', 'CN', 'Asia/Hong_Kong', 'CNYTN', ['port_of_loading']);
const LONG_BEACH = nodeOf('Long Beach, CA', 'US', 'America/Los_Angeles', 'USLGB', ['port_of_unloading']);
const FACTORY = nodeOf('Dongguan Works', 'CN', 'Asia/Shanghai', null, ['origin_address']);
const WAREHOUSE = nodeOf('Reno Warehouse', 'US', 'America/Los_Angeles', null, ['destination_address']);

const legOf = (id: number, mode: string, [from, to]: readonly [Json, Json], more: Json = {}) => ({
  _object: '/shipment_leg',
  id,
  transportation_mode: mode,
  origin: from,
  destination: to,
  estimated_departure_date: null,
  actual_departure_date: null,
  estimated_arrival_date: null,
  actual_arrival_date: null,
  additional_dates: {},
  ...more,
});
const linked = (id: number) => ({
  _object: '/api/refs/object',
  ref_type: '/shipment',
  link: `https://api.example/shipments/${id}`,
  id,
});

/** One event of Flexport, created at its time unless it says otherwise. */
async function flexport(type: string, at: string, data: Json, created = at): Promise<void> {
  number += 1;
  const event = { _object: '/event', id: number, version: 2, type, occurred_at: at, created_at: created };
  const full = { _object: '/shipment_event_data', location: null, containers: [], ...data };
  const { status } = await inbox.deliver('flexport', JSON.stringify({ ...event, data: full }));
  expect(status).toBe(200);
  await inbox.drain();
}

/** A snapshot of a shipment with its legs in this order. */
async function snapshot(id: number, more: Json, legs: Json[] = [], at = '2026-05-02T08:00:00.000Z'): Promise<void> {
  const shipment = { _object: '/shipment', id, transportation_mode: 'ocean', ...more };
  const expanded = { ...shipment, legs: { _object: '/api/collections/expansion', data: legs } };
  await flexport('/shipment#created', at, { shipment: expanded, resource: expanded });
}

async function compact(data: Json, type = 'shipment.milestone'): Promise<void> {
  number += 1;
  await inbox.deliver('flexport', JSON.stringify({ id: `form-${number}`, type, data }));
  await inbox.drain();
}

async function mvmnt(event: string, timestamp: string, data: Json, more: Json = {}): Promise<void> {
  const body = { sentAt: '2026-05-02T18:00:05Z', events: [{ event, timestamp, data, ...more }] };
  expect((await inbox.deliver('mvmnt', JSON.stringify(body))).status).toBe(200);
  await inbox.drain();
}

const next = () => {
  number += 100;
  return number;
};

async function shown(id: number | string): Promise<Json> {
  const [row] = await sql`select * from shipments where external_id = ${String(id)}`;
  return row ?? {};
}
type Shown = { code: string; classifier: string; text: string; at: string; place: string | null };
/** The milestones that count, in the order in which they happened. */
const milestonesOf = async (id: number | string): Promise<Shown[]> => {
  const rows = await sql<(Omit<Shown, 'at'> & { at: Date })[]>`
    select code, classifier, occurred_text as text, occurred_at as at, place->>'name' as place from milestones
    where shipment_id = (select id from shipments where external_id = ${String(id)}) and standing = 'current' order by occurred_at`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
};
const referencesOf = async (id: number | string) =>
  (
    await sql`select type, value from shipment_references
      where shipment_id = (select id from shipments where external_id = ${String(id)}) order by type, value`
  ).map(({ type, value }) => `${type} ${value}`);
const containersOf = (id: number | string) =>
  sql`select * from containers where shipment_id = (select id from shipments where external_id = ${String(id)}) order by number`;
const openTypesOf = async (id: number | string) =>
  (
    await sql`select type from exception_cases where closed_at is null
      and entity_id = (select id from shipments where external_id = ${String(id)}) order by type`
  ).map(({ type }) => type);

describe('the recorded webhook of Flexport', () => {
  const id = next();
  const ipswich = nodeOf('Depot Felixstowe', 'GB', 'Europe/London', null, ['deconsolidation', 'consolidation']);
  const noon = '2026-05-11T12:00:00.000+01:00';
  const arrive = () =>
    flexport(
      '/shipment_leg#arrived',
      '2026-05-11T11:00:00.000Z',
      {
        location: ipswich,
        resource: legOf(id + 1, 'truck', [nodeOf('Chester', 'GB', 'Europe/London'), ipswich], {
          shipment: linked(id),
          carrier_name: 'Haulier Ltd',
          ...{ estimated_departure_date: noon, actual_departure_date: noon },
          ...{ estimated_arrival_date: noon, actual_arrival_date: noon },
          trucking_leg: { service_type: 'ltl', pieces: 13, tracking_number: null, container_legs: null },
        }),
        shipment: {
          ...{ _object: '/shipment', id, name: 'Calais < UK // May: FTL // Part #03', pieces: 0 },
          ...{ transportation_mode: 'truck_intl', status: 'in_transit_to_final_destination', booking: null },
          ...{ actual_departure_date: null, actual_arrival_date: null, consignees: [], items: [], metadata: {} },
          ...{ calculated_weight: { unit: 'kg', value: 17638 }, calculated_volume: { unit: 'cbm', value: 42.4 } },
          estimated_picked_up_in_full_date: '2026-05-15T12:00:00.000+01:00',
          updated_at: '2026-05-12T14:31:56.032Z',
          legs: { _object: '/api/refs/collection', ref_type: '/shipment_leg', link: 'https://api.example/legs' },
        },
      },
      '2026-05-12T14:31:57.148Z',
    );

  it('keeps the arrival of the leg although the shipment says that there is none, on the clock of the place', async () => {
    await arrive();
    const arrived = (await milestonesOf(id)).filter(
      ({ code, classifier }) => code === 'ARRIVED' && classifier === 'ACT',
    );
    expect(arrived).toMatchObject([{ text: noon, place: 'Depot Felixstowe' }]);
  });

  it('shows the name as it is, the mode, the measures, and no pieces where none were counted', async () => {
    expect(await shown(id)).toMatchObject({
      ...{ name: 'Calais < UK // May: FTL // Part #03', mode: 'truck', pieces: null },
      ...{ weight: { value: '17638', unit: 'kg' }, volume: { value: '42.4', unit: 'cbm' }, carrier: 'Haulier Ltd' },
    });
  });

  it('is reported a day after it occurred: both times are kept', async () => {
    const [row] = await sql<{ reported: string }[]>`
      select reported_at as reported from shipments where external_id = ${String(id)}`;
    expect(new Date(row?.reported ?? 0).toISOString()).toBe('2026-05-12T14:31:57.148Z');
  });
});

describe('recorded responses of Flexport', () => {
  it('list legs by their ids: the route is found all the same', async () => {
    const id = next();
    await snapshot(id, { status: 'seller_location' }, [
      legOf(id + 1, 'ocean', [YANTIAN, LONG_BEACH]),
      legOf(id + 2, 'truck', [LONG_BEACH, WAREHOUSE]),
      legOf(id + 3, 'truck', [FACTORY, YANTIAN]),
    ]);
    expect(await shown(id)).toMatchObject({
      ...{ origin: { name: 'Dongguan Works' }, destination: { name: 'Reno Warehouse' } },
      ...{ port_of_loading: { name: 'Yantian, China' }, port_of_discharge: { name: 'Long Beach, CA' } },
    });
  });

  it('repeat the first and the last mile: the ends of the route stay', async () => {
    const id = next();
    await snapshot(id, { status: 'seller_location' }, [
      legOf(id + 1, 'truck', [FACTORY, YANTIAN]),
      legOf(id + 2, 'truck', [LONG_BEACH, WAREHOUSE]),
      legOf(id + 3, 'ocean', [YANTIAN, LONG_BEACH]),
      legOf(id + 4, 'truck', [FACTORY, YANTIAN]),
      legOf(id + 5, 'truck', [LONG_BEACH, WAREHOUSE]),
    ]);
    expect(await shown(id)).toMatchObject({
      ...{ origin: { name: 'Dongguan Works' }, destination: { name: 'Reno Warehouse' }, mode: 'ocean' },
      ...{ port_of_loading: { name: 'Yantian, China' }, port_of_discharge: { name: 'Long Beach, CA' } },
    });
  });

  it('say seller_location of a shipment whose vessel has departed: it is in transit', async () => {
    const id = next();
    const leg = legOf(id + 1, 'ocean', [YANTIAN, LONG_BEACH], {
      actual_departure_date: '2026-04-28T12:00:00.000+08:00',
    });
    await snapshot(id, { status: 'seller_location' }, [leg]);
    expect(await shown(id)).toMatchObject({ status: 'in_transit', reported_status: 'seller_location' });
  });

  it('have an arrival without a departure: it has arrived, and no departure is overdue', async () => {
    const id = next();
    const leg = legOf(id + 1, 'ocean', [YANTIAN, LONG_BEACH], {
      estimated_departure_date: '2026-04-01T11:00:00.000+08:00',
      actual_arrival_date: '2026-04-20T23:48:22.000-07:00',
    });
    await snapshot(id, { status: 'arrival_port' }, [leg]);
    expect((await shown(id)).status).toBe('arrived');
    expect(await openTypesOf(id)).not.toContain('departure.late');
  });

  it('write NONE or null for a SCAC, and empty texts for seals and bills: nothing is shown', async () => {
    const id = next();
    const leg = legOf(id + 1, 'ocean', [YANTIAN, LONG_BEACH], {
      ocean_leg: { scac_code: 'NONE', vessel_name: null, vessel_imo: null, voyage_number: null },
    });
    const box = { _object: '/ocean/shipment_container', id: id + 2, container_number: 'CSQU3054383', seal_number: '' };
    const ocean = { house_bill_number: '', master_bill_number: null, containers: [box] };
    await snapshot(id, { ocean_shipment: ocean }, [leg]);
    expect(await sql`select scac, vessel_name, voyage from legs where external_id = ${String(id + 1)}`).toMatchObject([
      { scac: null, vessel_name: null, voyage: null },
    ]);
    expect((await containersOf(id)).map(({ seal_number: seal }) => seal)).toEqual([null]);
    expect((await referencesOf(id)).filter((text) => text.includes('bill'))).toEqual([]);
  });

  it('join several bill numbers with commas: each is a reference', async () => {
    const id = next();
    const ocean = { house_bill_number: 'FLXT00000412345A, FLXT00000412346A', master_bill_number: 'OOLU2100412345' };
    await snapshot(id, { ocean_shipment: ocean });
    expect((await referencesOf(id)).filter((text) => text.includes('bill'))).toEqual([
      'house_bill FLXT00000412345A',
      'house_bill FLXT00000412346A',
      'master_bill OOLU2100412345',
    ]);
  });

  it('have one container number on several shipments: each of them has it', async () => {
    const [one, other] = [next(), next()];
    for (const id of [one, other]) {
      const box = { _object: '/ocean/shipment_container', id: id + 1, container_number: 'TCNU5123455' };
      await snapshot(id, { ocean_shipment: { containers: [box] } });
    }
    const numbers = await Promise.all([one, other].map(containersOf));
    expect(numbers.map((rows) => rows.map((row) => row.number))).toEqual([['TCNU5123455'], ['TCNU5123455']]);
  });

  it('have a number that is none by ISO 6346: it is shown, and is an exception', async () => {
    const id = next();
    const box = { _object: '/ocean/shipment_container', id: id + 1, container_number: 'TEST1234' };
    await snapshot(id, { ocean_shipment: { containers: [box] } });
    expect((await containersOf(id)).map(({ number: written, number_valid: valid }) => [written, valid])).toEqual([
      ['TEST1234', false],
    ]);
    expect(await openTypesOf(id)).toContain('reference.invalid');
  });

  it('take an actual date back: it is retracted', async () => {
    const id = next();
    const departed = { actual_departure_date: '2026-04-28T12:00:00.000+08:00' };
    await snapshot(id, { status: 'departure_port' }, [legOf(id + 1, 'ocean', [YANTIAN, LONG_BEACH], departed)]);
    expect((await shown(id)).status).toBe('in_transit');
    const later = '2026-05-03T08:00:00.000Z';
    await snapshot(id, { status: 'departure_port' }, [legOf(id + 1, 'ocean', [YANTIAN, LONG_BEACH])], later);
    expect((await shown(id)).status).toBe('at_origin');
  });

  it('estimate at noon with the offset of the place: the day is meant, there', async () => {
    const id = next();
    const leg = legOf(id + 1, 'ocean', [YANTIAN, LONG_BEACH], {
      estimated_arrival_date: '2026-09-20T12:00:00.000-07:00',
    });
    await snapshot(id, { status: 'in_transit_to_arrival_port' }, [leg]);
    expect((await shown(id)).eta).toMatchObject({ precision: 'day' });
    expect(JSON.stringify((await shown(id)).eta)).toContain('2026-09-20');
  });
});

describe('the example of Flexport’s reference', () => {
  const id = next();
  const box = {
    ...{ _object: '/ocean/shipment_container', id: id + 1, container_number: 'BWSE3982156', container_type: 'dry' },
    ...{ container_size: 'fourty_ft', seal_number: 'UE_WQ2934875', metadata: {} },
    last_free_day_date: '2026-05-16T00:00:00.000Z',
    items: [
      { id: 29820, total_units: 523, purchase_order_number: 'PO-4100-28', product: { name: 'Adapter', sku: 'A-1' } },
    ],
    shipment: linked(id),
  };

  it('writes a last free day as midnight in UTC: it is that day at the terminal in California', async () => {
    await snapshot(id, { status: 'arrival_port' }, [
      legOf(id + 2, 'ocean', [YANTIAN, LONG_BEACH], { actual_arrival_date: '2026-05-01T12:00:00.000-07:00' }),
    ]);
    await flexport('/ocean/shipment_container#free_time_to_expire', '2026-05-13T08:00:00.000Z', {
      ...{ resource: box, containers: [box], shipment: { _object: '/shipment', id } },
    });
    const row = await shown(id);
    expect(row.free_until).toBe('2026-05-16');
    expect((row.free_time_ends_at as Date).toISOString()).toBe('2026-05-17T07:00:00.000Z');
  });

  it('writes forty as fourty, and seals with underscores', async () => {
    expect(await containersOf(id)).toMatchObject([
      { size: 'forty_ft', seal_number: 'UE_WQ2934875', number: 'BWSE3982156' },
    ]);
  });

  it('has the purchase order on the items of a container: the shipment is found by it', async () => {
    expect(await referencesOf(id)).toContain('purchase_order PO-4100-28');
  });
});

describe('types of events whose prefix is not the object', () => {
  it('/shipments#commercial_invoices_digitized, in the plural, is about a shipment', async () => {
    const id = next();
    const shipment = { _object: '/shipment', id, transportation_mode: 'ocean' };
    await flexport('/shipments#commercial_invoices_digitized', '2026-05-02T08:00:00Z', {
      shipment,
      resource: shipment,
    });
    expect(await milestonesOf(id)).toMatchObject([{ classifier: 'ACT' }]);
  });

  it('/ocean/shipment_leg#loaded_on_truck is about a leg', async () => {
    const id = next();
    const leg = legOf(id + 1, 'truck', [LONG_BEACH, WAREHOUSE], { shipment: linked(id) });
    await flexport('/ocean/shipment_leg#loaded_on_truck', '2026-05-02T08:00:00Z', {
      ...{ resource: leg, shipment: { _object: '/shipment', id } },
    });
    expect((await milestonesOf(id)).map(({ code }) => code)).toContain('TRANSLOADED');
  });

  it('/shipment_container_leg#delivery_appointment_scheduled, deprecated, is about a container', async () => {
    const id = next();
    const resource = {
      ...{ _object: '/ocean/shipment_container_leg', id: id + 1, dates: {} },
      ...{ shipment_container: { ...linked(id + 2), ref_type: '/ocean/shipment_container' }, leg: linked(id + 3) },
    };
    const shipment = { _object: '/shipment', id, transportation_mode: 'ocean' };
    await flexport('/shipment_container_leg#delivery_appointment_scheduled', '2026-05-02T08:00:00Z', {
      resource,
      shipment,
    });
    expect((await milestonesOf(id)).map(({ code }) => code)).toContain('APPOINTMENT_SCHEDULED');
  });

  it('/document#document_created has a document with an id that is a text', async () => {
    const id = next();
    const document = {
      ...{ _object: '/document', id: `cp${id}lktQ0uUyZ7wxYz`, document_type: 'commercial_invoice' },
      ...{
        file_name: 'invoice.pdf',
        shipment: linked(id),
        file_metadata: { size: 12, uploaded_at: '2026-05-02T08:00:00Z' },
      },
    };
    await flexport('/document#document_created', '2026-05-02T08:00:00Z', {
      resource: document,
      shipment: { _object: '/shipment', id },
    });
    expect(await sql`select file_name from documents where external_id = ${document.id}`).toMatchObject([
      { file_name: 'invoice.pdf' },
    ]);
  });
});

describe('times as others write them', () => {
  const departedAt = async (id: string) =>
    (await milestonesOf(id)).flatMap(({ code, at }) => (code === 'DEPARTED' ? [at] : []));
  const report = (id: string, occurred: string, more: Json = {}) =>
    compact({
      ...{ shipment_id: id, milestone: 'departed', occurred_at: occurred },
      ...{ location: { name: 'Shanghai', country: 'CN', unlocode: 'CNSHA' }, ...more },
    });

  it('local times without an offset, with a space, are on the clock of the place (BIC)', async () => {
    const id = `form-local-${next()}`;
    await report(id, '2026-03-20 04:00');
    expect(await departedAt(id)).toEqual(['2026-03-19T20:00:00.000Z']);
  });

  it('seven digits of a second, as .NET writes them, are read (trackmatic)', async () => {
    const id = `form-net-${next()}`;
    await report(id, '2026-03-12T08:16:43.1795533Z');
    expect(await departedAt(id)).toEqual(['2026-03-12T08:16:43.179Z']);
  });

  it('0001-01-01T00:00:00 without an offset is no date (trackmatic)', async () => {
    const id = `form-empty-${next()}`;
    await report(id, '0001-01-01T00:00:00');
    expect(await departedAt(id)).toEqual([]);
  });

  it('a time with the offset of the port keeps it (DCSA)', async () => {
    const id = `form-dcsa-${next()}`;
    await report(id, '2026-03-12T07:41:00+08:00');
    expect((await milestonesOf(id)).map(({ text }) => text)).toEqual(['2026-03-12T07:41:00+08:00']);
  });

  it('an IMO number that is a number, and a voyage with two names, are shown (DCSA)', async () => {
    const id = next();
    const leg = legOf(id + 1, 'ocean', [YANTIAN, LONG_BEACH], {
      ocean_leg: {
        scac_code: 'maeu',
        vessel_name: 'KING OF THE SEAS',
        vessel_imo: 9811000,
        voyage_number: '2103N/2104S',
      },
    });
    await snapshot(id, {}, [leg]);
    expect(await sql`select scac, vessel_imo, voyage from legs where external_id = ${String(id + 1)}`).toMatchObject([
      { scac: 'MAEU', vessel_imo: '9811000', voyage: '2103N/2104S' },
    ]);
  });
});

describe('containers on the way (Terminal49)', () => {
  const SINGAPORE = nodeOf('Singapore', 'SG', 'Asia/Singapore', 'SGSIN', ['transshipment']);
  const legsOf = (id: number) => [
    legOf(id + 1, 'ocean', [YANTIAN, SINGAPORE], {
      ...{
        actual_departure_date: '2026-04-02T12:00:00.000+08:00',
        actual_arrival_date: '2026-04-08T12:00:00.000+08:00',
      },
    }),
    legOf(id + 2, 'ocean', [SINGAPORE, LONG_BEACH], { estimated_arrival_date: '2026-09-01T12:00:00.000-07:00' }),
  ];

  it('that are discharged at a transshipment port are in transit, and the ETA stays', async () => {
    const id = next();
    await snapshot(id, { status: 'intermediary_port' }, legsOf(id));
    const row = await shown(id);
    expect(row).toMatchObject({ status: 'in_transit', arrived: null });
    expect(JSON.stringify(row.eta)).toContain('2026-09-01');
  });

  it('that a train takes on from the port have arrived there, and are delivered later', async () => {
    const id = next();
    const chicago = nodeOf('Chicago, IL', 'US', 'America/Chicago', 'USCHI', ['place_of_delivery']);
    await snapshot(id, { status: 'arrival_port' }, [
      legOf(id + 1, 'ocean', [YANTIAN, LONG_BEACH], {
        ...{
          actual_departure_date: '2026-04-02T12:00:00.000+08:00',
          actual_arrival_date: '2026-04-20T06:00:00.000-07:00',
        },
      }),
      legOf(id + 2, 'rail', [LONG_BEACH, chicago], { actual_departure_date: '2026-04-22T06:00:00.000-07:00' }),
    ]);
    expect((await shown(id)).status).not.toMatch(/delivered|at_destination/);
    expect(JSON.stringify((await shown(id)).destination)).toContain('Chicago');
  });
});

describe('events of MVMNT', () => {
  const shp = (at: string) => `SHP-${at}`;

  it('that a shipment is delivered has an id and names only: it is delivered at the time of the event', async () => {
    const id = `550e8400-e29b-41d4-a716-${next()}00000`;
    await mvmnt('SHIPMENT_DELIVERED', '2026-05-02T16:42:10Z', { id, friendlyId: shp('412345'), key: null });
    expect((await shown(id)).status).toBe('delivered');
    expect(await milestonesOf(id)).toMatchObject([{ code: 'DELIVERED', at: '2026-05-02T16:42:10.000Z' }]);
    expect(await referencesOf(id)).toContain('shipment SHP-412345');
  });

  it('that cancel a shipment can be taken back: it is what it was before', async () => {
    const id = `550e8400-e29b-41d4-a717-${next()}00000`;
    await mvmnt('SHIPMENT_BOOKED', '2026-05-01T10:00:00Z', { id, friendlyId: shp('412346') });
    await mvmnt('SHIPMENT_CANCELED', '2026-05-01T11:00:00Z', { id, friendlyId: shp('412346') });
    expect((await shown(id)).status).toBe('cancelled');
    await mvmnt('shipment.updated', '2026-05-01T12:00:00Z', { id, friendlyId: shp('412346'), status: 'BOOKED' });
    expect((await shown(id)).status).toBe('booked');
  });

  it('name carriers that bounced beside the one that drives: the active one is shown', async () => {
    const id = `550e8400-e29b-41d4-a718-${next()}00000`;
    const carriers = [
      { id: 'c-1', status: 'BOUNCED', carrier: { id: 'carrier-1', name: 'Bounced Lines' } },
      { id: 'c-2', status: 'TONU', carrier: { id: 'carrier-2', name: 'Not Used Inc' } },
      { id: 'c-3', status: 'ACTIVE', carrier: { id: 'carrier-3', name: 'Driving Co' } },
    ];
    const order = { id: 'o-1', mode: 'TL', stops: stopsOf().map((stop) => ({ ...stop, actualDeparture: null })) };
    const load = { id: 'l-1', status: 'DISPATCHED', mode: 'TL', carriers };
    await mvmnt('shipment.updated', '2026-05-01T12:00:00Z', {
      id,
      key: shp('412347'),
      status: 'DISPATCHED',
      orders: [order],
      loads: [load],
    });
    expect(await shown(id)).toMatchObject({ carrier: 'Driving Co', mode: 'truck', status: 'dispatched' });
  });

  const stopsOf = () => [
    {
      ...{ id: 's-2', type: 'DELIVERY', sequence: 2, requestedStartDate: '2026-05-04', requestedStartTime: '08:00' },
      address: {
        line1: '1 Dock',
        city: 'Joliet',
        country: 'US',
        market: 'Joliet, IL',
        latitude: '41.5250',
        longitude: '-88.0817',
        obeysDst: true,
      },
    },
    {
      ...{
        id: 's-1',
        type: 'PICKUP',
        sequence: 1,
        requestedStartDate: '2026-05-02',
        actualDeparture: '2026-05-02T16:00:00Z',
      },
      address: {
        line1: '2 Yard',
        city: 'Dallas',
        country: 'US',
        market: 'Dallas, TX',
        latitude: '32.7767',
        longitude: '-96.7970',
        obeysDst: true,
      },
    },
  ];

  it('list stops in any order, with coordinates as texts and no time zone: route and zones are found', async () => {
    const id = `550e8400-e29b-41d4-a719-${next()}00000`;
    await mvmnt('shipment.updated', '2026-05-02T17:00:00Z', {
      ...{ id, key: shp('412348'), status: 'IN_TRANSIT', orders: [{ id: 'o-2', mode: 'LTL', stops: stopsOf() }] },
    });
    expect(await shown(id)).toMatchObject({
      ...{ origin: { name: 'Dallas, TX', timeZone: 'America/Chicago' }, status: 'in_transit' },
      destination: { name: 'Joliet, IL', timeZone: 'America/Chicago' },
    });
  });

  it('state a requested hour without a time zone: it is planned on the clock of the stop', async () => {
    const id = `550e8400-e29b-41d4-a720-${next()}00000`;
    await mvmnt('shipment.updated', '2026-05-01T17:00:00Z', {
      ...{ id, key: shp('412349'), status: 'DISPATCHED', orders: [{ id: 'o-3', mode: 'TL', stops: stopsOf() }] },
    });
    const planned = (await milestonesOf(id)).filter(
      ({ code, classifier }) => code === 'ARRIVED' && classifier === 'PLN',
    );
    expect(planned).toMatchObject([{ text: '2026-05-04T08:00', at: '2026-05-04T13:00:00.000Z' }]);
  });

  it('have an invoice in numbers, with a currency that is null: the amount is kept, in no currency', async () => {
    const id = `inv-${next()}`;
    await mvmnt('CUSTOMER_INVOICE_CREATED', '2026-05-01T17:00:00Z', {
      ...{
        id,
        friendlyId: 'INV-00412',
        shipmentId: `550e8400-e29b-41d4-a721-${next()}00000`,
        status: 'AWAITING_PAYMENT',
      },
      ...{
        invoiceDate: '2026-05-01',
        dueDate: '2026-05-31',
        amount: 1250.1,
        amountPaid: 0,
        amountOwed: 1250.1,
        currency: null,
      },
    });
    const [row] = await sql`select number, total, currency, status, due_on from invoices where external_id = ${id}`;
    expect(row).toMatchObject({ number: 'INV-00412', due_on: '2026-05-31', status: 'outstanding' });
    expect([row?.total, row?.currency]).toEqual(['1250.1', null]);
  });

  it('write a bill of lading with a dash or without: a search finds it either way', async () => {
    const id = `550e8400-e29b-41d4-a722-${next()}00000`;
    const references = [{ id: 'r-1', type: 'BOL_NUMBER', value: 'BOL-789012' }];
    await mvmnt('shipment.updated', '2026-05-01T17:00:00Z', {
      ...{
        id,
        key: shp('412350'),
        status: 'BOOKED',
        orders: [{ id: 'o-4', mode: 'TL', stops: stopsOf(), references }],
      },
    });
    expect(await referencesOf(id)).toContainEqual(expect.stringMatching(/BOL-?789012$/));
    expect(await sql`select 1 from shipment_references where searchable = 'BOL789012'`).toHaveLength(1);
  });

  it('of a type that is new are kept until their mapping is known', async () => {
    await mvmnt('SHIPMENT_STOP_ARRIVED', '2026-05-01T17:00:00Z', { id: `stop-${next()}` });
    expect(await sql`select state from events where type = 'SHIPMENT_STOP_ARRIVED'`).toMatchObject([
      { state: 'unmapped' },
    ]);
  });

  it('replace a load whose truck was ordered and not used by another one: its carrier and times are those of the shipment', async () => {
    const id = `550e8400-e29b-41d4-a723-${next()}00000`;
    const used = {
      id: 'c-5',
      status: 'ACTIVE',
      bookedAt: '2026-05-02T09:00:00Z',
      dispatchedAt: '2026-05-02T10:00:00Z',
    };
    const loads = [
      {
        ...{ id: 'l-5', status: 'TONU', mode: 'TL' },
        carriers: [{ id: 'c-4', status: 'TONU', carrier: { id: 'k-4', name: 'Not Used Inc' } }],
      },
      {
        ...{ id: 'l-6', status: 'DELIVERED', mode: 'TL', deliveredAt: '2026-05-04T15:00:00Z' },
        carriers: [{ ...used, carrier: { id: 'k-5', name: 'Driving Co' } }],
      },
    ];
    const orders = [{ id: 'o-5', mode: 'TL', stops: stopsOf() }];
    await mvmnt('shipment.updated', '2026-05-04T16:00:00Z', {
      id,
      key: shp('412351'),
      status: 'DELIVERED',
      orders,
      loads,
    });
    expect(await shown(id)).toMatchObject({ carrier: 'Driving Co', status: 'delivered' });
    expect(
      (await milestonesOf(id)).filter(({ code }) => code === 'DISPATCHED' || code.startsWith('DELIVERED')),
    ).toMatchObject([
      { code: 'DISPATCHED', at: '2026-05-02T10:00:00.000Z' },
      { code: 'DELIVERED', at: '2026-05-04T15:00:00.000Z' },
    ]);
  });

  it('keep standard time all year in Arizona, and write 0 for unknown coordinates', async () => {
    const id = `550e8400-e29b-41d4-a724-${next()}00000`;
    const stop = (at: number, address: Json) => ({
      id: `z-${at}`,
      sequence: at,
      type: at === 1 ? 'PICKUP' : 'DELIVERY',
      address,
    });
    const phoenix = {
      city: 'Phoenix',
      country: 'US',
      market: 'Phoenix, AZ',
      latitude: '33.4484',
      longitude: '-112.0740',
      obeysDst: false,
    };
    const denver = {
      city: 'Denver',
      country: 'US',
      market: 'Denver, CO',
      latitude: '0',
      longitude: '0',
      obeysDst: true,
    };
    const orders = [{ id: 'o-6', mode: 'TL', stops: [stop(1, phoenix), stop(2, denver)] }];
    await mvmnt('shipment.updated', '2026-05-04T16:00:00Z', { id, key: shp('412352'), status: 'BOOKED', orders });
    expect(await shown(id)).toMatchObject({
      ...{ origin: { name: 'Phoenix, AZ', timeZone: 'America/Phoenix' } },
      destination: { name: 'Denver, CO', timeZone: 'America/Denver' },
    });
  });

  it('come from Load and Stop objects whose status is in another notation', async () => {
    const id = `550e8400-e29b-41d4-a725-${next()}00000`;
    await mvmnt('shipment.status_changed', '2026-05-04T16:00:00Z', {
      id,
      key: shp('412353'),
      newStatus: 'Out for Delivery',
    });
    expect((await shown(id)).status).toBe('delivering');
  });
});

describe('what Flexport’s documents write in two ways', () => {
  it('dates of a container on a leg as an object, or as a list of objects (OpenAPI)', async () => {
    const loaded = '2026-04-02T02:00:00.000Z';
    for (const dates of [{ actual_loaded_on_board_date: loaded }, [{ actual_loaded_on_board_date: loaded }]]) {
      const id = next();
      const box = {
        _object: '/api/refs/object',
        ref_type: '/ocean/shipment_container',
        link: 'https://api.example/c',
        id: id + 2,
      };
      const onLeg = {
        _object: '/ocean/shipment_container_leg',
        id: id + 3,
        dates,
        shipment_container: box,
        leg: linked(id + 1),
      };
      const leg = legOf(id + 1, 'ocean', [YANTIAN, LONG_BEACH], { ocean_leg: { container_legs: { data: [onLeg] } } });
      await snapshot(id, {}, [leg]);
      expect((await milestonesOf(id)).filter(({ code }) => code === 'LOADED')).toMatchObject([{ at: loaded }]);
    }
  });

  it('legs as an array, as a page, or as a page in a page', async () => {
    const shapes = [
      (legs: Json[]) => legs,
      (legs: Json[]) => ({ data: legs }),
      (legs: Json[]) => ({ data: { data: legs } }),
    ];
    for (const shape of shapes) {
      const id = next();
      const shipment = {
        _object: '/shipments',
        id,
        transportation_mode: 'ocean',
        legs: shape([legOf(id + 1, 'ocean', [YANTIAN, LONG_BEACH])]),
      };
      await flexport('/shipment#created', '2026-05-02T08:00:00Z', { shipment, resource: shipment });
      expect(await shown(id)).toMatchObject({ port_of_discharge: { name: 'Long Beach, CA' } });
    }
  });

  it('quantity and rate of an invoice line as value or as amount; the amounts are as written', async () => {
    const id = next();
    const money = (amount: string) => ({ _object: '/money', amount, currency_code: 'USD' });
    const resource = {
      ...{
        _object: '/invoice',
        id: `inv${id}`,
        name: `FLEX-${id}-1`,
        status: 'past_due',
        type: 'Client',
        due_date: '2026-04-01',
      },
      ...{ issued_at: '2026-03-01T00:00:00.000Z', total: money('6843.29'), balance: money('6743.29') },
      items: [
        {
          name: 'Ocean',
          category: 'freight',
          amount: money('6800.00'),
          rate: { value: '3400.00' },
          quantity: { value: '2' },
        },
        {
          name: 'Fee',
          category: 'destination',
          amount: money('43.29'),
          rate: { amount: '43.29' },
          quantity: { amount: '1' },
        },
      ],
      credit_memos: [
        { amount: money('100.00'), category: 'freight', reason: 'goodwill', credited_at: '2026-03-05T00:00:00Z' },
      ],
    };
    await flexport('/invoice#invoice_shared', '2026-03-01T00:00:00.000Z', { resource });
    const [row] = await sql`select * from invoices where external_id = ${resource.id}`;
    expect(row).toMatchObject({ number: `FLEX-${id}-1`, status: 'outstanding', due_on: '2026-04-01' });
    expect([row?.total, row?.balance, row?.currency]).toEqual(['6843.29', '6743.29', 'USD']);
    const lines = await sql`select quantity, rate from invoice_lines where invoice_id = ${row?.id} order by position`;
    expect(lines.map(({ quantity, rate }) => [Number(quantity), Number(rate.amount)])).toEqual([
      [2, 3400],
      [1, 43.29],
    ]);
    expect(await sql`select type from exception_cases where entity_id = ${row?.id} and closed_at is null`).toEqual([]);
  });

  it('an appointment for a day under two keys', async () => {
    for (const key of ['delivery_appointment_scheduled_for_date', 'delivery_appointment_scheduled_date']) {
      const id = next();
      const leg = legOf(id + 1, 'truck', [LONG_BEACH, WAREHOUSE], {
        ...{ shipment: linked(id), additional_dates: { [key]: '2026-05-20T14:00:00.000-07:00' } },
      });
      await flexport('/shipment_leg#delivery_appointment_scheduled', '2026-05-02T08:00:00Z', {
        ...{ resource: leg, shipment: { _object: '/shipment', id } },
      });
      expect((await milestonesOf(id)).filter(({ code }) => code === 'APPOINTMENT_SCHEDULED')).toMatchObject([
        { at: '2026-05-20T21:00:00.000Z', classifier: 'PLN' },
      ]);
    }
  });

  it('a UN/LOCODE with a space', async () => {
    const id = next();
    await snapshot(id, {}, [
      legOf(id + 1, 'ocean', [YANTIAN, nodeOf('Los Angeles', 'US', 'America/Los_Angeles', 'US LAX')]),
    ]);
    expect(await shown(id)).toMatchObject({ port_of_discharge: { unlocode: 'USLAX' } });
  });

  it('modes that only newer versions have are shown as what they are', async () => {
    for (const [written, mode] of [
      ['barge', 'barge'],
      ['truck_intl', 'truck'],
      ['warehouse_storage', 'other'],
      ['ocean_air', 'intermodal'],
    ] as const) {
      const id = next();
      await snapshot(id, { transportation_mode: written });
      expect((await shown(id)).mode ?? null).toBe(mode);
    }
  });

  it('an archived shipment that is no longer archived', async () => {
    const id = next();
    await snapshot(id, { archived_at: '2026-05-01T00:00:00.000Z' });
    expect((await shown(id)).archived).toBe(true);
    await snapshot(id, { archived_at: null }, [], '2026-05-03T00:00:00.000Z');
    expect((await shown(id)).archived).toBe(false);
  });

  it('a vessel that waits for its departure behind an appointment that nobody reported: the departure is overdue', async () => {
    const id = next();
    const truck = legOf(id + 1, 'truck', [FACTORY, YANTIAN], {
      ...{
        estimated_departure_date: '2026-03-02T12:00:00.000+08:00',
        estimated_arrival_date: '2026-03-02T12:00:00.000+08:00',
      },
      additional_dates: { delivery_appointment_scheduled_for_date: '2026-03-02T12:00:00.000+08:00' },
    });
    const vessel = legOf(id + 2, 'ocean', [YANTIAN, LONG_BEACH], {
      ...{
        estimated_departure_date: '2026-03-10T12:00:00.000+08:00',
        estimated_arrival_date: '2026-03-28T12:00:00.000-07:00',
      },
    });
    await snapshot(id, { status: 'seller_location' }, [truck, vessel], '2026-03-01T00:00:00.000Z');
    expect(await openTypesOf(id)).toContain('departure.late');
  });
});

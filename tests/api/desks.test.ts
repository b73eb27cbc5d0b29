import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { readCalendar } from '#db/queries/calendar.ts';
import { CONTAINERS } from '#db/queries/containers.ts';
import { countFacet, countRows, countTabs, readList } from '#db/queries/declared-list.ts';
import { DOCUMENTS } from '#db/queries/documents.ts';
import { EXCEPTIONS } from '#db/queries/exceptions.ts';
import { ageingTotals, getInvoice } from '#db/queries/invoice.ts';
import { INVOICES, type InvoiceFilter } from '#db/queries/invoices.ts';
import { getParty } from '#db/queries/parties.ts';
import { partyDesk } from '#db/queries/party-desk.ts';
import { getPurchaseOrder } from '#db/queries/purchase-order.ts';
import { SHIPMENTS, type ShipmentFilter } from '#db/queries/shipments.ts';
import { compareAllInvoicesNext, noteDuplicateInvoices } from '#lib/exceptions/duplicate-invoices.ts';
import type { Change } from '#lib/model/change.ts';
import { entityId, eventId } from '#lib/model/identity.ts';
import type { Place } from '#lib/model/place.ts';
import type { PartyRole } from '#lib/model/shipment.ts';
import { parseMoment } from '#lib/model/time.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { storeArrivals } from '#tests/support/arrivals.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { dayFromNow } from '#tests/support/records.ts';

const order = {
  ...{ kind: 'record', recordType: 'purchase_order', record: 'P9' },
  fields: { number: 'PO-9', status: 'open', lines: [{ sku: 'SKU-9', units: 10 }] },
} as Change;

const HARBOUR = entityId('party', 'test', 'H');
const CARRIER = entityId('party', 'test', 'L');

let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  const url = await ownDatabase();
  sql = openSql(url, { max: 2 });
  db = openDatabase(url, { max: 4 });
  await storeArrivals(sql, [
    { id: 'soon', eta: 3, documents: ['commercial_invoice', 'packing_list'] },
    { id: 'later', eta: 20 },
    { id: 'over', eta: -2, happened: ['DEPARTED', 'ARRIVED', 'DELIVERED'] },
    { id: 'strange', eta: 4, documents: ['packing_list'] },
    { id: 'foreign', provider: 'other', eta: 5 },
  ]);
  await store('test', [
    { kind: 'party', party: 'H', fields: { name: 'Harbour Light' } },
    { kind: 'party', party: 'L', fields: { name: 'Blue Line' } },
    ...roles('soon', { customer: 'H', consignee: 'H', carrier: 'L' }),
    ...roles('later', { customer: 'H' }),
    ...roles('over', { consignee: 'H', carrier: 'L' }),
    { kind: 'container', shipment: 'soon', container: 'X', fields: { lastFreeDay: dayFromNow(2) } },
    ...invoices(),
    order,
    { kind: 'link', recordType: 'purchase_order', record: 'P9', shipment: 'over' },
  ]);
  // Another provider's party with the same id is another one.
  await store('other', [...roles('foreign', { customer: 'H' }), invoice('I7', { recipient: 'Harbour Light' })]);
});
afterAll(() => Promise.all([sql.end(), db.$client.end()]));

async function store(provider: string, changes: Change[], at = new Date().toISOString()): Promise<void> {
  const key = `desk of ${provider} at ${at}`;
  const event = { id: eventId(provider, key), key, provider, reportedAt: at, learnedAt: at, changes };
  await sql.begin((tx) => applyEvents(tx, [event]));
}

function roles(shipment: string, named: { [role in PartyRole]?: string }): Change[] {
  return Object.entries(named).map(([role, party]) => ({
    ...{ kind: 'role', shipment, role: role as PartyRole, party },
    name: party === 'H' ? 'Harbour Light' : 'Blue Line',
  }));
}

function invoice(record: string, fields: Record<string, unknown>): Change {
  const usual = { kind: 'freight', status: 'outstanding', dueOn: dayFromNow(-40), total: usd('100.10') };
  return { kind: 'record', recordType: 'invoice', record, fields: { ...usual, number: record, ...fields } } as Change;
}

async function numbersOf(filter: InvoiceFilter): Promise<string[]> {
  const { data } = await readList(db, INVOICES, { ...filter, limit: 50 });
  return data.map(({ externalId }) => externalId).sort();
}

const usd = (amount: string) => ({ amount, currency: 'USD' });

function invoices(): Change[] {
  return [
    invoice('I1', { recipient: 'HARBOUR LIGHT' }),
    invoice('I2', { recipient: 'Harbour Light', dueOn: dayFromNow(-3), total: usd('0.05') }),
    invoice('I3', { recipient: 'Harbour Light', total: { amount: '7', currency: 'EUR' } }),
    invoice('I4', { recipient: 'Harbour Light', dueOn: dayFromNow(4) }),
    invoice('I5', { kind: 'customer', recipient: 'Harbour Light', total: usd('12') }),
    invoice('I6', { recipient: 'Harbour Lights' }),
    invoice('C1', { kind: 'commercial', status: 'issued', total: usd('900') }),
    invoice('T1', { kind: 'carrier_bill', number: 'TL-88', issuer: 'Tall Line', dueOn: dayFromNow(2) }),
    invoice('T2', { kind: 'carrier_bill', number: 'tl 88', issuer: 'TALL LINE', dueOn: dayFromNow(2) }),
    invoice('T3', { kind: 'carrier_bill', number: 'TL-88', issuer: 'Other Line', dueOn: dayFromNow(2) }),
    invoice('W1', { total: usd('10'), dueOn: null, lines: [{ name: 'Freight', amount: usd('9') }] }),
  ];
}

async function namesOf(filter: ShipmentFilter): Promise<string[]> {
  const { data } = await readList(db, SHIPMENTS, { ...filter, limit: 10 });
  return data.map(({ externalId }) => externalId).sort();
}

describe('the shipments of a party', () => {
  it.each<[string, ShipmentFilter, string[]]>([
    ['in any role, of its own provider', { party: HARBOUR }, ['later', 'over', 'soon']],
    ['in one role', { party: HARBOUR, role: 'consignee' }, ['over', 'soon']],
    ['in a role that it never has', { party: HARBOUR, role: 'notify' }, []],
    ['of anybody in a role', { role: 'carrier' }, ['over', 'soon']],
    ['whose arrival is awaited', { party: HARBOUR, awaited: true }, ['later', 'soon']],
    ['with one more filter', { party: CARRIER, view: 'arriving' }, ['soon']],
    ['of a party that nobody knows', { party: entityId('party', 'test', 'nobody') }, []],
  ])('are found: %s', async (_which, filter, expected) => {
    expect(await namesOf(filter)).toEqual(expected);
  });

  it('are counted as the list that each figure links to', async () => {
    for (const filter of [{ party: HARBOUR }, { party: HARBOUR, role: 'consignee' as const }]) {
      const counts = await countTabs(db, SHIPMENTS, filter);
      for (const { key, set } of SHIPMENTS.tabs?.special ?? []) {
        const tab = { ...filter, ...SHIPMENTS.filter.parse(set) };
        expect([key, counts[key]]).toEqual([key, (await namesOf(tab)).length]);
      }
    }
    expect(await countTabs(db, SHIPMENTS, { party: HARBOUR })).toMatchObject({
      ...{ active: 2, arriving: 1, charges: 1, total: 3 },
    });
    expect(await countFacet(db, SHIPMENTS, 'role', { party: HARBOUR })).toMatchObject({
      ...{ customer: 2, consignee: 2, carrier: 0, total: 3 },
    });
  });
});

describe('the desk of a party', () => {
  it('shows the next arrivals by ETA with its roles, those of one role, and the latest documents', async () => {
    const party = await getParty(db, HARBOUR);
    if (!party) throw new Error('The party is missing');
    expect(party.shipments.map(({ externalId }) => externalId).sort()).toEqual(['later', 'over', 'soon']);
    const desk = await partyDesk(db, party, undefined);
    expect(desk.arrivals).toMatchObject([
      { externalId: 'soon', roles: ['consignee', 'customer'] },
      { externalId: 'later', roles: ['customer'] },
    ]);
    const { arrivals } = await partyDesk(db, party, 'consignee');
    expect(arrivals).toMatchObject([{ externalId: 'soon' }]);
    expect(desk.documents.map(({ type }) => type).sort()).toEqual(['commercial_invoice', 'packing_list']);
    expect(await countRows(db, DOCUMENTS, { party: HARBOUR })).toBe(2);
    expect(await countRows(db, CONTAINERS, { party: HARBOUR })).toBe(1);
  });

  it('sums overdue invoices that name it by side and currency, as the list has them', async () => {
    const party = await getParty(db, HARBOUR);
    if (!party) throw new Error('The party is missing');
    const { overdue } = await partyDesk(db, party, undefined);
    expect(overdue.toSorted((a, b) => (`${a.side}${a.currency}` < `${b.side}${b.currency}` ? -1 : 1))).toEqual([
      { side: 'payable', currency: 'EUR', count: 1, amount: '7' },
      { side: 'payable', currency: 'USD', count: 2, amount: '100.15' },
      { side: 'receivable', currency: 'USD', count: 1, amount: '12' },
    ]);
    const filter = { party: HARBOUR, overdue: true, side: 'payable' as const, currency: 'USD' };
    const { data } = await readList(db, INVOICES, { ...filter, limit: 10 });
    expect(data.map(({ number }) => number).sort()).toEqual(['I1', 'I2']);
  });

  it('has the open exceptions of its shipments only', async () => {
    const [mine = '', strange = ''] = ['soon', 'strange'].map((id) => entityId('shipment', 'test', id));
    for (const shipment of [mine, strange]) {
      await sql`
        insert into exception_cases (id, entity_type, entity_id, shipment_id, type, part, generation, severity, urgency, opened_at,
          evidence_at, event_id, details, touch_by, resolve_by)
        values (gen_random_uuid(), 'shipment', ${shipment}, ${shipment}, 'hold.customs', '', 1, 2, 1, now(), now(), ${shipment},
          '{}', now(), now())`;
    }
    const { data } = await readList(db, EXCEPTIONS, { party: HARBOUR, limit: 10 });
    expect(data.map(({ shipmentId }) => shipmentId)).toEqual([mine]);
    expect(await namesOf({ party: HARBOUR, trouble: true })).toEqual(['soon']);
  });
});

describe('invoices', () => {
  it('are payable, receivable or neither, by their kind', async () => {
    expect(await numbersOf({ side: 'receivable' })).toEqual(['I5']);
    expect(await numbersOf({ side: 'neither' })).toEqual(['C1']);
    const counts = await countFacet(db, INVOICES, 'side', {});
    expect(counts).toMatchObject({ receivable: 1, neither: 1, total: 12 });
    expect(counts.payable).toBe((await numbersOf({ side: 'payable' })).length);
  });

  it('with findings fail a check or are there twice, and twins are linked in both directions', async () => {
    await sql.begin(compareAllInvoicesNext);
    await noteDuplicateInvoices(sql, async () => {});
    expect(await numbersOf({ findings: true })).toEqual(['T1', 'T2', 'W1']);
    const { data } = await readList(db, INVOICES, { q: 'TL-88', limit: 10 });
    const twins = Object.fromEntries(data.map((row) => [row.externalId, row.twins.map(({ number }) => number)]));
    expect(twins).toEqual({ T1: ['tl 88'], T2: ['TL-88'], T3: [] });
    expect((await getInvoice(db, entityId('invoice', 'test', 'T2')))?.twins).toMatchObject([{ number: 'TL-88' }]);
  });

  it('of each age are those that its sum has', async () => {
    const totals = await ageingTotals(db, {});
    expect(totals.length).toBeGreaterThan(3);
    for (const { side, currency, ageing, count } of totals) {
      const rows = await numbersOf({ side, currency: currency ?? 'XXX', ageing });
      expect([side, currency, ageing, rows.length]).toEqual([side, currency, ageing, count]);
    }
    expect(await numbersOf({ ageing: '31-60', currency: 'EUR' })).toEqual(['I3']);
    expect(await numbersOf({ ageing: 'not_due', kind: 'freight' })).toEqual(['I4', 'W1']);
  });
});

it('an order on a shipment that departed and lists no cargo has no known quantities', async () => {
  const found = await getPurchaseOrder(db, entityId('purchase_order', 'test', 'P9'));
  expect(found?.lines).toMatchObject([{ sku: 'SKU-9', shipped: null, booked: 0, open: null, goods: [] }]);
});

describe('the calendar of a week', () => {
  const LA = { name: 'Los Angeles', country: 'US', unlocode: 'USLAX', timeZone: 'America/Los_Angeles' };
  const AWAY = { name: 'Somewhere', country: null, unlocode: null, timeZone: null };
  const MARCH = '2026-03-01T00:00:00.000Z';
  const idOf = (shipment: string) => entityId('shipment', 'test', shipment);
  const boxOf = (shipment: string) =>
    sql<{ id: string }[]>`select id from containers where shipment_id = ${idOf(shipment)}`;

  function sailing(shipment: string, destination: Place, code: 'EST' | 'ACT', arrival: string): Change[] {
    const moment = parseMoment(arrival);
    if (!moment) throw new Error(`${arrival} is not a time`);
    return [
      { kind: 'shipment', shipment, fields: { customer: 'Calendar' } },
      { kind: 'leg', shipment, leg: `${shipment} leg`, fields: { mode: 'ocean', destination } },
      { kind: 'milestone', shipment, code: 'ARRIVED', classifier: code, leg: `${shipment} leg`, moment },
    ];
  }

  async function shown(week: string, filter: ShipmentFilter = { customer: 'calendar' }): Promise<string[]> {
    const { entries } = await readCalendar(db, week, filter);
    return entries.map(({ day, kind, isDone, isPlaced, shipment }) =>
      [day, kind, shipment.externalId, isDone && 'done', !isPlaced && 'unplaced'].filter(Boolean).join(' '),
    );
  }

  beforeAll(async () => {
    const appointment = parseMoment('2026-03-13T15:00:00-07:00');
    await store(
      'test',
      [
        // Sunday evening in Los Angeles, Monday in UTC.
        ...sailing('evening', LA, 'EST', '2026-03-16T03:00:00Z'),
        ...sailing('landed', LA, 'ACT', '2026-02-24T20:00:00Z'),
        ...sailing('nowhere', AWAY, 'EST', '2026-03-11T22:00:00Z'),
        ...sailing('date', AWAY, 'EST', '2026-03-12'),
        {
          kind: 'container',
          shipment: 'landed',
          container: 'Y',
          fields: { number: 'MSKU6011672', lastFreeDay: '2026-03-10T17:00:00.000Z' },
        },
        { kind: 'container', shipment: 'evening', container: 'Z', fields: {} },
        {
          kind: 'milestone',
          shipment: 'evening',
          code: 'APPOINTMENT_SCHEDULED',
          classifier: 'PLN',
          moment: appointment,
        },
      ] as Change[],
      MARCH,
    );
    const [box] = await boxOf('evening');
    await sql`
      insert into exception_conditions (entity_type, entity_id, type, part, severity, opens_at, ends_at, deadline, evidence_at, event_id, details)
      values ('shipment', ${idOf('evening')}, 'charge.empty_return_past', ${box?.id ?? ''}, 'critical', ${MARCH}, null,
        '2026-03-15T07:00:00Z', ${MARCH}, ${idOf('evening')}, '{}')`;
  });

  it('has each day as it is at its place, and states where that is not known', async () => {
    expect(await shown('2026-W11')).toEqual([
      '2026-03-10 last_free_day landed',
      '2026-03-11 arrival nowhere unplaced',
      '2026-03-12 arrival date',
      '2026-03-13 appointment evening',
      // Midnight between 14 and 15 March in Los Angeles.
      '2026-03-14 empty_due evening',
      '2026-03-15 arrival evening',
    ]);
    expect(await shown('2026-W12')).toEqual([]);
  });

  it('has arrivals on the day on which they happened', async () => {
    expect(await shown('2026-W09')).toEqual(['2026-02-24 arrival landed done']);
  });

  it('has only what the filter of the list of shipments has, and states what it leaves out', async () => {
    expect(await shown('2026-W11', { customer: 'calendar', pod: 'USLAX' })).toHaveLength(4);
    expect(await shown('2026-W11', { customer: 'somebody else' })).toEqual([]);
    const { entries, cut } = await readCalendar(db, '2026-W11', { customer: 'calendar' }, 2);
    expect(cut).toEqual(['arrival']);
    expect(entries.filter(({ kind }) => kind === 'arrival').map(({ day }) => day)).toEqual([
      '2026-03-11',
      '2026-03-12',
    ]);
    await sql`update shipments set status = 'cancelled' where id = ${idOf('nowhere')}`;
    expect(await shown('2026-W11')).not.toContain('2026-03-11 arrival nowhere unplaced');
  });
});

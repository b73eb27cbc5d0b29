import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { countArrivals } from '#db/queries/awaited-arrivals.ts';
import { countRows, countTabs, readList } from '#db/queries/declared-list.ts';
import { MISSING_DOCUMENTS } from '#db/queries/missing-documents.ts';
import { documentsOf } from '#db/queries/shipment-documents.ts';
import { getShipment, getTimeline, type ShipmentDetail } from '#db/queries/shipments.ts';
import { shipments } from '#db/schema/index.ts';
import { ARRIVAL_DOCUMENT_LABELS } from '#lib/model/checklist.ts';
import { checkShipment, lackingForArrival } from '#lib/model/documents-due.ts';
import { hasArrived } from '#lib/model/lateness.ts';
import { type ExpectedArrival, storeArrivals } from '#tests/support/arrivals.ts';
import { ownDatabase } from '#tests/support/database.ts';

const DAY = 86_400_000;
const OCEAN = ['commercial_invoice', 'packing_list', 'house_bill', 'master_bill', 'arrival_notice', 'customs_entry'];
const COMPLETE = ['commercial_invoice', 'packing_list', 'HBL', 'MBL', 'arrival_notice', 'customs_entry'];
const without = (...types: string[]) => COMPLETE.filter((type) => !types.includes(type));

async function open() {
  const url = await ownDatabase();
  const sql = openSql(url, { max: 2 });
  const db = openDatabase(url, { max: 4 });
  afterAll(() => Promise.all([sql.end(), db.$client.end()]));
  return { sql, db };
}

describe('the list of missing documents', () => {
  let sql: Sql;
  let db: Database;
  const given: ExpectedArrival[] = [
    { id: 'nothing' },
    { id: 'complete', documents: COMPLETE },
    { id: 'draft', documents: [...without('HBL'), 'house_bill_of_lading_draft'] },
    { id: 'deleted', documents: without('MBL'), deleted: ['MBL'] },
    { id: 'bill', provider: 'flexport', documents: [...without('HBL'), 'Flexport Bill of Lading'] },
    { id: 'express', documents: [...without('HBL'), 'express release'] },
    { id: 'domestic', mode: 'truck', route: ['US', 'US'] },
    { id: 'abroad', mode: 'truck', route: ['CN', 'US'] },
    { id: 'union', mode: 'truck', route: ['DE', 'NL'] },
    { id: 'hauled', preCarriage: 'DE', route: ['?', 'NL'] },
    { id: 'unknown', mode: null },
    { id: 'overdue', eta: -9, happened: ['DEPARTED'], documents: without('MBL', 'arrival_notice') },
    {
      id: 'released',
      happened: ['DEPARTED', 'CUSTOMS_RELEASED'],
      documents: without('arrival_notice', 'customs_entry'),
    },
    { id: 'later', eta: 12 },
    { id: 'undated', eta: null },
    { id: 'arrived', happened: ['DEPARTED', 'ARRIVED'] },
    { id: 'at quay', status: 'arrived' },
    { id: 'delivered', happened: ['DEPARTED', 'ARRIVED', 'DELIVERED'] },
    { id: 'cancelled', status: 'cancelled' },
  ];
  beforeAll(async () => {
    ({ sql, db } = await open());
    await storeArrivals(sql, given);
  });

  const list = async (query: object = {}) => (await readList(db, MISSING_DOCUMENTS, { limit: 100, ...query })).data;
  const names = async (query: object = {}) => (await list(query)).map(({ externalId }) => externalId).sort();
  const lacking = async (id: string) => {
    const row = (await list()).find(({ externalId }) => externalId === id);
    return row && Object.fromEntries(row.missing.map(({ key, state }) => [key, state]));
  };

  it('has the shipments that arrive next and lack a document, the earliest first', async () => {
    const listed = ['nothing', 'draft', 'deleted', 'domestic', 'abroad', 'union', 'hauled', 'overdue', 'released'];
    expect(await names()).toEqual(listed.sort());
    expect((await list())[0]).toMatchObject({ externalId: 'overdue', references: [{ value: 'PO-overdue' }, {}] });
    expect((await list({ direction: 'desc' })).at(-1)?.externalId).toBe('overdue');
  });

  it('has neither ended nor arrived shipments, whether a milestone or the status proves it', async () => {
    const { data } = await readList(db, MISSING_DOCUMENTS, { limit: 100, days: 60 });
    const ids = data.map(({ externalId }) => externalId);
    for (const id of ['arrived', 'at quay', 'delivered', 'cancelled']) expect(ids).not.toContain(id);
  });

  it('has those within the wanted number of days, and one without an ETA never', async () => {
    expect(await names({ days: 13 })).toContain('later');
    expect(await names({ days: 60 })).not.toContain('undated');
    expect(await names({ days: 1 })).toEqual(['overdue']);
  });

  it('does not count a draft, nor a document that was deleted at source', async () => {
    expect(await lacking('draft')).toEqual({ house_bill: 'expected' });
    expect(await lacking('deleted')).toEqual({ master_bill: 'expected' });
  });

  it('counts a house bill whatever its provider calls it', async () => {
    expect(await names({ document: 'house_bill' })).toEqual(['draft', 'hauled', 'nothing']);
  });

  it('requires a customs entry only of goods that cross a customs border', async () => {
    expect(await lacking('domestic')).toEqual({ rate_confirmation: 'expected', bill_of_lading: 'expected' });
    expect(await lacking('union')).toEqual(await lacking('domestic'));
    expect(await lacking('abroad')).toHaveProperty('customs_entry');
    expect(await lacking('hauled')).toHaveProperty('arrival_notice');
    expect(await lacking('hauled')).not.toHaveProperty('customs_entry');
  });

  it('distinguishes documents whose step has happened from those that are only due by the arrival', async () => {
    expect(await lacking('overdue')).toEqual({ master_bill: 'missing', arrival_notice: 'expected' });
    expect(await lacking('released')).toEqual({ arrival_notice: 'expected', customs_entry: 'missing' });
  });

  it('does not require delivery order and proof of delivery before the arrival', async () => {
    expect(Object.keys((await lacking('nothing')) ?? {})).toEqual(OCEAN);
  });

  it('filters by reference, document, mode and source', async () => {
    expect(await names({ q: 'po over' })).toEqual(['overdue']);
    expect(await names({ document: 'rate_confirmation' })).toEqual(['abroad', 'domestic', 'union']);
    expect(await names({ mode: 'truck', document: 'customs_entry' })).toEqual(['abroad']);
    expect(await names({ provider: 'flexport' })).toEqual([]);
    await sql`update documents set removed = true where type = 'Flexport Bill of Lading'`;
    expect(await names({ provider: 'flexport' })).toEqual(['bill']);
    await sql`update documents set removed = false where type = 'Flexport Bill of Lading'`;
  });

  it('is counted by document, each count being the rows of its tab', async () => {
    const counts = await countTabs(db, MISSING_DOCUMENTS, { days: 30 });
    for (const document of Object.keys(ARRIVAL_DOCUMENT_LABELS)) {
      expect([document, counts[document]]).toEqual([document, (await list({ document, days: 30 })).length]);
    }
    expect(counts.total).toBe(await countRows(db, MISSING_DOCUMENTS, { days: 30 }));
    expect(counts).toMatchObject({ total: 10, house_bill: 4, customs_entry: 4, air_waybill: 0, rate_confirmation: 3 });
  });

  it('is part of the arrivals that the overview counts', async () => {
    expect(await countArrivals(db)).toBe(
      given.length - ['later', 'undated', 'arrived', 'at quay', 'delivered', 'cancelled'].length,
    );
  });
});

const TYPES = [
  ...COMPLETE,
  'house_bill_of_lading_draft',
  'HAWB',
  'rate_confirmation',
  'BOL',
  'bill_of_lading',
  'photo',
];

/** Shipments of every mode, route, state and set of documents. */
const arrivals = fc.record({
  mode: fc.constantFrom(
    'ocean' as const,
    'air' as const,
    'truck' as const,
    'rail' as const,
    'intermodal' as const,
    null,
  ),
  route: fc.tuple(fc.constantFrom('CN', 'US', 'DE', 'NL', '?'), fc.constantFrom('CN', 'US', 'DE', 'NL', '?')),
  preCarriage: fc.option(fc.constantFrom('US', 'DE', 'NL'), { freq: 1 }),
  eta: fc.option(fc.integer({ min: -20, max: 64 })),
  status: fc.option(fc.constantFrom('in_transit', 'arrived', 'delivering', 'at_destination', 'cancelled'), { freq: 1 }),
  happened: fc.subarray(['PICKED_UP', 'DEPARTED', 'CUSTOMS_RELEASED'] as const),
  documents: fc.subarray(TYPES),
  deleted: fc.subarray(['HBL', 'customs_entry']),
});

describe('the list of missing documents and the page of each shipment', () => {
  let db: Database;
  let details: ShipmentDetail[];
  beforeAll(async () => {
    const opened = await open();
    db = opened.db;
    const given = fc.sample(arrivals, { seed: 7, numRuns: 160 });
    await storeArrivals(
      opened.sql,
      given.map((one, at) => ({ id: `S${at}`, ...one }) as ExpectedArrival),
    );
    const ids = await db.select({ id: shipments.id }).from(shipments);
    details = (await Promise.all(ids.map(({ id }) => getShipment(db, id)))).filter((one) => one !== null);
  });

  /** What the page of a shipment states as missing or pending, of what is due by the arrival. */
  async function onPage(shipment: ShipmentDetail) {
    const [timeline, documents] = await Promise.all([getTimeline(db, shipment.id), documentsOf(db, shipment.id)]);
    return lackingForArrival(checkShipment(shipment, timeline, documents).required);
  }

  it.each([1, 7, 60])('agree on what is missing for arrivals within days=%i', async (days) => {
    const end = Math.floor(Date.now() / DAY) * DAY + days * DAY;
    const expected = new Map<string, unknown>();
    for (const shipment of details) {
      const { id, mode, status, arrived, etaAt } = shipment;
      const isAwaited =
        !['delivered', 'cancelled', 'removed'].includes(status) && !arrived && !hasArrived(status, mode);
      const missing = await onPage(shipment);
      if (isAwaited && etaAt !== null && Date.parse(etaAt) < end && missing.length > 0) expected.set(id, missing);
    }
    expect(expected.size).toBeGreaterThan(10);
    const { data } = await readList(db, MISSING_DOCUMENTS, { limit: 200, days });
    expect(new Map(data.map(({ id, missing }) => [id, missing]))).toEqual(new Map(expected));
    for (const document of Object.keys(ARRIVAL_DOCUMENT_LABELS)) {
      const { data: lacking } = await readList(db, MISSING_DOCUMENTS, { limit: 200, days, document });
      const ids = data.filter(({ missing }) => missing.some(({ key }) => key === document)).map(({ id }) => id);
      expect([document, lacking.map(({ id }) => id)]).toEqual([document, ids]);
    }
  });

  it('agree on every page of the list, forwards and backwards', async () => {
    const all = (await readList(db, MISSING_DOCUMENTS, { limit: 200, days: 60 })).data.map(({ id }) => id);
    const pages: string[][] = [];
    let page = await readList(db, MISSING_DOCUMENTS, { limit: 7, days: 60 });
    pages.push(page.data.map(({ id }) => id));
    while (page.nextCursor) {
      page = await readList(db, MISSING_DOCUMENTS, { limit: 7, days: 60, cursor: page.nextCursor });
      pages.push(page.data.map(({ id }) => id));
    }
    expect(pages.flat()).toEqual(all);
    expect(pages.length).toBe(Math.ceil(all.length / 7));
    for (let at = pages.length - 2; at >= 0; at -= 1) {
      page = await readList(db, MISSING_DOCUMENTS, { limit: 7, days: 60, before: page.previousCursor ?? '' });
      expect(page.data.map(({ id }) => id)).toEqual(pages[at]);
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { parseFilter, readList } from '#db/queries/declared-list.ts';
import { suggestValues } from '#db/queries/shipment-values.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { shipmentList } from '#lib/api/resources/shipments.ts';
import type { Change } from '#lib/model/change.ts';
import { eventId } from '#lib/model/identity.ts';
import type { Stage } from '#lib/model/shipment.ts';
import { parseMoment } from '#lib/model/time.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { ownDatabase } from '#tests/support/database.ts';

let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  const url = await ownDatabase();
  sql = openSql(url, { max: 2 });
  db = openDatabase(url, { max: 4 });
  const events = [
    shipment('A', { customer: 'Acme', ports: ['CNSHA', 'USLAX'], vessel: 'EVER ALOT', carrier: 'Evergreen' }, [
      arrival('A', '2026-03-12T23:00:00-07:00'),
      { kind: 'role', shipment: 'A', role: 'shipper', name: 'Jiangnan Furniture' },
      { kind: 'container', shipment: 'A', container: 'c', fields: { lastFreeDay: '2026-03-20' } },
    ]),
    shipment('B', { customer: 'ACME', ports: ['SGSIN', 'CNSHA'], vessel: 'Ever Given', carrier: 'Maersk' }, [
      arrival('B', '2026-03-14'),
      { kind: 'role', shipment: 'B', role: 'vendor', name: 'jiangnan furniture' },
      { kind: 'role', shipment: 'B', role: 'consignee', name: 'Jiangnan Import' },
      { kind: 'container', shipment: 'B', container: 'c', fields: { lastFreeDay: '2026-03-25' } },
    ]),
    shipment('C', { customer: 'Acme Spain', ports: ['NLRTM', 'DEHAM'], vessel: 'EVER ALOT', carrier: 'Maersk' }, [
      {
        kind: 'milestone',
        shipment: 'C',
        code: 'DELIVERED',
        classifier: 'ACT',
        moment: moment('2026-03-10T10:00:00Z'),
      },
    ]),
  ].map((changes, at) => {
    const time = new Date(Date.UTC(2026, 2, 1, 0, at)).toISOString();
    return { id: eventId('test', `${at}`), key: `${at}`, provider: 'test', reportedAt: time, learnedAt: time, changes };
  });
  await sql.begin((tx) => applyEvents(tx, events));
});
afterAll(() => Promise.all([sql.end(), db.$client.end()]));

type Named = { customer: string; ports: readonly [string, string]; vessel: string; carrier: string };

function shipment(id: string, { customer, ports, vessel, carrier }: Named, more: Change[]): Change[] {
  const [origin, destination] = ports.map((unlocode) => ({
    name: unlocode,
    country: unlocode.slice(0, 2),
    unlocode,
    timeZone: null,
    latitude: null,
    longitude: null,
  }));
  const fields = { mode: 'ocean', vesselName: vessel, carrierName: carrier, origin, destination };
  return [
    { kind: 'shipment', shipment: id, fields: { mode: 'ocean', customer } },
    { kind: 'leg', shipment: id, leg: 'main', fields } as Change,
    ...more,
  ];
}

function moment(text: string) {
  const parsed = parseMoment(text);
  if (!parsed) throw new Error(text);
  return parsed;
}

const arrival = (id: string, text: string): Change => ({
  kind: 'milestone',
  shipment: id,
  code: 'ARRIVED',
  classifier: 'EST',
  leg: 'main',
  moment: moment(text),
});

async function found(texts: Record<string, string>): Promise<string> {
  const { filter } = parseFilter(SHIPMENTS, texts);
  const { data } = await readList(db, SHIPMENTS, { ...filter, limit: 10 });
  return data
    .map(({ externalId }) => externalId)
    .sort()
    .join('');
}

describe('shipments are filtered', () => {
  it.each([
    ['by customer, in any case', { customer: 'acme' }, 'AB'],
    ['by supplier, in any case', { supplier: 'Jiangnan FURNITURE' }, 'AB'],
    ['by no consignee as supplier', { supplier: 'Jiangnan Import' }, ''],
    ['by port of loading or discharge', { port: 'cnsha' }, 'AB'],
    ['by port of loading', { pol: 'CNSHA' }, 'A'],
    ['by vessel', { vessel: 'ever alot' }, 'AC'],
    ['by carrier', { carrier: 'MAERSK' }, 'BC'],
    ['by the first day of the ETA', { etaFrom: '2026-03-13' }, 'B'],
    ['by the last day of the ETA, at the place of arrival', { etaTo: '2026-03-12' }, 'A'],
    ['by a range of the ETA', { etaFrom: '2026-03-12', etaTo: '2026-03-14' }, 'AB'],
    ['by a range of the last free day', { lfdFrom: '2026-03-20', lfdTo: '2026-03-24' }, 'A'],
    ['by being active', { scope: 'active' }, 'AB'],
    ['by several at once', { customer: 'acme', port: 'SGSIN' }, 'B'],
    ['by text with characters of patterns', { customer: 'acm%' }, ''],
  ])('%s', async (_how, texts, expected) => {
    expect(await found(texts)).toBe(expected);
  });

  it('not by an invalid day or port, which the REST API rejects', () => {
    expect(parseFilter(SHIPMENTS, { etaFrom: '2026-02-31', lfdTo: '0000-01-01', port: 'Shanghai' }).known).toEqual({});
    for (const query of [{ etaFrom: '2026-02-31' }, { lfdTo: '0000-01-01' }, { port: 'Shanghai' }, { scope: 'some' }]) {
      expect(shipmentList.query.safeParse(query).success).toBe(false);
    }
  });
});

describe('the values of a filter', () => {
  it('are suggested by their beginning, each once', async () => {
    expect(await suggestValues(db, 'customer', 'ac')).toEqual([expect.stringMatching(/^acme$/i), 'Acme Spain']);
    expect(await suggestValues(db, 'customer', 'acme s')).toEqual(['Acme Spain']);
    expect(await suggestValues(db, 'supplier', 'J')).toEqual([expect.stringMatching(/^jiangnan furniture$/i)]);
    expect(await suggestValues(db, 'port', 'cn')).toEqual(['CNSHA']);
    expect(await suggestValues(db, 'vessel', 'ever')).toEqual(['EVER ALOT', 'Ever Given']);
    expect(await suggestValues(db, 'carrier', '%')).toEqual([]);
  });
});

describe('a list of shipments', () => {
  it('is sorted by how far shipments have come', async () => {
    const { data } = await readList(db, SHIPMENTS, { sort: 'status', direction: 'desc', limit: 10 });
    expect(data[0]).toMatchObject({ externalId: 'C', status: 'delivered' satisfies Stage });
  });
});

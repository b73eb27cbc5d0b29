import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bestReference } from '#components/shipments/reference.ts';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { readList } from '#db/queries/declared-list.ts';
import { changeTitleType, displaySettings } from '#db/queries/display-settings.ts';
import { readLinked } from '#db/queries/linked.ts';
import { getShipment, SHIPMENTS } from '#db/queries/shipments.ts';
import type { Change } from '#lib/model/change.ts';
import { eventId } from '#lib/model/identity.ts';
import type { ReferenceType } from '#lib/model/shipment.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { ownDatabase } from '#tests/support/database.ts';

let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  const url = await ownDatabase();
  sql = openSql(url, { max: 2 });
  db = openDatabase(url, { max: 4 });
  const refers = (type: ReferenceType, value: string): Change => ({ kind: 'reference', shipment: 'A', type, value });
  const changes = [
    refers('house_bill', 'HBL-1'),
    refers('customer', 'SPRING'),
    refers('purchase_order', 'PO-1'),
    refers('invoice', 'INV-1'),
  ];
  const time = '2026-03-01T00:00:00.000Z';
  const event = { id: eventId('test', 'a'), key: 'a', provider: 'test', reportedAt: time, learnedAt: time, changes };
  await sql.begin((tx) => applyEvents(tx, [event]));
});
afterAll(() => Promise.all([sql.end(), db.$client.end()]));

/** The title of the shipment in the list, among linked shipments, and on its page. */
async function titles(): Promise<string[]> {
  const [line] = (await readList(db, SHIPMENTS, { limit: 1 })).data;
  const id = line?.id ?? '';
  const named = [line, (await readLinked(db, [id])).get(id), await getShipment(db, id)];
  return named.map((shipment) => (shipment ? bestReference(shipment).value : ''));
}

describe('the title of a shipment', () => {
  it('is its most useful reference until an admin chooses a type, and again if it has none of that type', async () => {
    expect(await titles()).toEqual(['PO-1', 'PO-1', 'PO-1']);
    await changeTitleType(db, 'ada@example.com', 'customer');
    expect(await titles()).toEqual(['SPRING', 'SPRING', 'SPRING']);
    await changeTitleType(db, 'ada@example.com', 'shipment');
    expect(await titles()).toEqual(['A', 'A', 'A']);
    await changeTitleType(db, 'ada@example.com', 'master_bill');
    expect(await titles()).toEqual(['PO-1', 'PO-1', 'PO-1']);
    await changeTitleType(db, 'ada@example.com', null);
    expect(await titles()).toEqual(['PO-1', 'PO-1', 'PO-1']);
  });

  it('counts a reference once that two reports spell in other letters', async () => {
    const changes = ['EBKG 0099', 'ebkg-0099'].map(
      (value): Change => ({ kind: 'reference', shipment: 'B', type: 'carrier_booking', value }),
    );
    const time = '2026-03-02T00:00:00.000Z';
    const event = { id: eventId('test', 'b'), key: 'b', provider: 'test', reportedAt: time, learnedAt: time, changes };
    await sql.begin((tx) => applyEvents(tx, [event]));
    const [line] = (await readList(db, SHIPMENTS, { limit: 1 })).data;
    const id = line?.id ?? '';
    for (const shipment of [line, (await readLinked(db, [id])).get(id), await getShipment(db, id)]) {
      const bookings = shipment?.references.filter(({ type }) => type === 'carrier_booking') ?? [];
      expect(bookings.map(({ value }) => value.toUpperCase().replace(/[^A-Z0-9]/g, ''))).toEqual(['EBKG0099']);
    }
  });

  it('sorts the list by the type that titles have, each shipment once, those without it last', async () => {
    const refers = (shipment: string, type: ReferenceType, value: string): Change => ({
      ...{ kind: 'reference', shipment, type, value },
    });
    const changes = [
      ...[
        refers('S1', 'purchase_order', 'PO-3'),
        refers('S1', 'purchase_order', 'PO-7'),
        refers('S1', 'customer', 'AA'),
      ],
      ...[
        refers('S2', 'purchase_order', 'po 2'),
        refers('S2', 'purchase_order', 'PO-2'),
        refers('S3', 'customer', 'BB'),
      ],
    ];
    const time = '2026-03-03T00:00:00.000Z';
    const event = { id: eventId('test', 's'), key: 's', provider: 'test', reportedAt: time, learnedAt: time, changes };
    await sql.begin((tx) => applyEvents(tx, [event]));
    const sorted = async (direction: 'asc' | 'desc') => {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await readList(db, SHIPMENTS, { sort: 'reference', direction, limit: 2, cursor });
        found.push(...page.data.map(({ externalId }) => externalId));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return found;
    };
    const ascending = await sorted('asc');
    expect(ascending.slice(0, 3)).toEqual(['A', 'S2', 'S1']);
    expect(ascending.slice(3).sort()).toEqual(['B', 'S3']);
    expect((await sorted('desc')).slice(0, 3)).toEqual(['S1', 'S2', 'A']);
    await changeTitleType(db, 'ada@example.com', 'customer');
    expect((await sorted('asc')).slice(0, 3)).toEqual(['S1', 'S3', 'A']);
    await changeTitleType(db, 'ada@example.com', null);
  });

  it('is changed with an audit entry, and not again if it is the same', async () => {
    await changeTitleType(db, 'bob@example.com', 'house_bill');
    await changeTitleType(db, 'eve@example.com', 'house_bill');
    expect(await displaySettings(db)).toMatchObject({ titleType: 'house_bill', changed: { by: 'bob@example.com' } });
    const entries = await sql`select actor, subject from audit_entries where action = 'title-changed' order by id desc`;
    expect(entries[0]).toEqual({ actor: 'bob@example.com', subject: 'automatic to house_bill' });
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase, type Sql } from '#db/client.ts';
import { lookUp } from '#db/queries/lookup.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { recordEvents } from '#tests/support/records.ts';

let db: Database & { $client: Sql };
beforeAll(async () => {
  db = openDatabase(await ownDatabase(), { max: 1 });
  await db.$client.begin((tx) => applyEvents(tx, recordEvents));
});
afterAll(() => db.$client.end());

const named = async (text: string) => {
  const found = await lookUp(db, text);
  return found.kind === 'nothing' ? found : { kind: found.kind, count: found.hits.length };
};

it('finds the container with a number, in any spelling', async () => {
  expect(await lookUp(db, 'csqu 305438-3')).toMatchObject({ kind: 'containers', hits: [{ number: 'CSQU3054383' }] });
});

it('finds the shipment with a reference, or by a part of one', async () => {
  expect(await named('po 4410')).toEqual({ kind: 'shipments', count: 1 });
  expect(await named('CSQU30543')).toEqual({ kind: 'shipments', count: 1 });
});

it('finds a booking that has no shipment yet', async () => {
  expect(await lookUp(db, 'FLEX-8813')).toMatchObject({ kind: 'bookings', hits: [{ number: 'FLEX-8813' }] });
});

it.each(['MSKU9070324', '???', '', '\0', "'; --"])('finds nothing by %j', async (text) => {
  expect(await lookUp(db, text)).toEqual({ kind: 'nothing' });
});

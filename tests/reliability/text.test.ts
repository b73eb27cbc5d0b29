import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '#db/client.ts';
import { readList } from '#db/queries/declared-list.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { receive } from '#lib/pipeline.ts';
import { findProvider } from '#lib/providers/index.ts';
import { openRuntime, type Runtime } from '#lib/runtime.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { SECRETS } from '#tests/support/server.ts';
import { keyed, signed } from '#tests/support/signed.ts';

let runtime: Runtime;
let db: Database & { $client: { end(): Promise<void> } };
beforeAll(async () => {
  const secrets: Record<string, readonly string[]> = SECRETS;
  const url = await ownDatabase();
  runtime = await openRuntime(url, ({ name }) => secrets[name] ?? []);
  db = openDatabase(url, { max: 2 });
});
afterAll(() => Promise.all([runtime.stop(), db.$client.end()]));

async function send(name: 'flexport' | 'mvmnt', body: string) {
  const provider = findProvider(name);
  if (!provider) throw new RangeError(name);
  const headers = name === 'flexport' ? signed(body) : keyed();
  const arrival = { headers, body: Buffer.from(body), receivedAt: new Date().toISOString(), remote: '' };
  expect((await receive(provider, arrival, runtime.receiver.contextOf(provider))).status).toBe(200);
  await runtime.drain();
}

const truck = (id: string, more: object) =>
  JSON.stringify({
    sentAt: '2026-03-12T08:00:01Z',
    events: [
      {
        event: 'SHIPMENT_BOOKED',
        timestamp: '2026-03-12T08:00:00Z',
        data: { id, friendlyId: `SHP-${id}`, ...more },
        diff: null,
      },
    ],
  });

const foundBy = async (q: string) =>
  (await readList(db, SHIPMENTS, { q, limit: 5 })).data.map(({ externalId }) => externalId);

describe('a shipment', () => {
  it('whose customer name is cut in the middle of an emoji is shown', async () => {
    await send('mvmnt', truck('cut', { customer: { id: 'c1', name: 'ACME \ud83d' } }));
    const [row] = await runtime.sql`select customer from shipments where external_id = 'cut'`;
    expect(row?.customer).toBe('ACME \ufffd');
  });

  it.each([
    ['wide', 'ＰＯ－９００１', 'po-9001'],
    ['hidden', 'PO\u200b-90\u00ad02\u200e', 'PO9002'],
    ['plainly', 'PO-9003', 'ＰＯ９００３'],
    ['zeroed', 'PO-\x009004', 'PO-9004'],
  ])('whose reference is written %s is found by typed text', async (id, written, typed) => {
    await send('mvmnt', truck(id, { key: written }));
    expect(await foundBy(typed)).toEqual([id]);
  });

  it.each([';', ', ', '\n', '\t', '|', ' / ', '、'])(
    'with six hundred references between %j is found by each',
    async (separator) => {
      const id = `list${separator.codePointAt(0)}`;
      const numbers = Array.from({ length: 600 }, (_, at) => `${id}-${10_000 + at}`);
      await send('mvmnt', truck(id, { key: numbers.join(separator) }));
      for (const at of [0, 300, 599]) expect(await foundBy(numbers[at] ?? '')).toEqual([id]);
    },
  );

  it('with a reference of ten thousand characters is found by its beginning', async () => {
    await send('mvmnt', truck('long', { key: `LONGREF${'x7'.repeat(5_000)}` }));
    expect(await foundBy('longrefx7x7x7')).toEqual([`long`]);
  });

  it('in the compact format has its lists of references split too, and its bytes stored unchanged', async () => {
    const data = { shipment_id: 'short', milestone: 'departed', occurred_at: '2026-03-12T08:00:00Z' };
    const body = JSON.stringify({
      id: 't1',
      type: 'shipment.milestone',
      data: { ...data, po_number: 'ＰＯ７１；PO-72' },
    });
    await send('flexport', body);
    expect(await foundBy('PO71')).toEqual(['short']);
    expect(await foundBy('PO-72')).toEqual(['short']);
    const [row] = await runtime.sql`select body from deliveries where provider = 'flexport'`;
    expect(Buffer.from(row?.body as Uint8Array).toString()).toBe(body);
  });
});

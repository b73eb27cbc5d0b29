import { read as readWorkbook, utils } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { type ApiClient, apiClient, BEARER, signIn } from '#tests/support/api.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { INVOICE_COUNT, idOf, storeDocuments } from '#tests/support/document-fixtures.ts';
import { type Server, startServer } from '#tests/support/server.ts';

let server: Server;
let sql: Sql;
let request: ApiClient;
beforeAll(async () => {
  const databaseUrl = await ownDatabase();
  sql = openSql(databaseUrl, { max: 2 });
  await storeDocuments(sql);
  server = await startServer({ databaseUrl });
  request = apiClient(server);
});
afterAll(async () => {
  await server.stop();
  await sql.end();
});

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const RESOURCES = [
  'shipments',
  'bookings',
  'purchase-orders',
  'products',
  'invoices',
  'documents',
  'containers',
  'parties',
  'deliveries',
];

type Listed = { data: Record<string, unknown>[]; nextCursor: string | null };
const list = async (path: string) => (await (await request(path)).json()) as Listed;

describe.each(RESOURCES)('GET /%s', (resource) => {
  it('answers 401 without a token, as problem JSON', async () => {
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { cookie: 'authjs.session-token=forged' }]) {
      const answer = await request(`/${resource}`, headers as Record<string, string>);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  it.each([
    ['an unknown parameter', 'colour=red'],
    ['a made-up cursor', 'cursor=abc'],
    ['a cursor of another list', `cursor=${Buffer.from('["x",null,"y"]').toString('base64url')}`],
    ['a page size above the limit', 'limit=201'],
    ['an unknown field', 'fields=id,colour'],
    ['another format', 'format=xml'],
    ['a zero byte', 'provider=%00'],
  ])('answers 400 to %s with the parameter', async (_what, query) => {
    const answer = await request(`/${resource}?${query}`);
    expect(answer.status).toBe(400);
    const problem = (await answer.json()) as { errors: { parameter: string; detail: string }[] };
    expect(problem.errors[0]?.detail.length).toBeGreaterThan(5);
  });

  it('answers 304 to a matching If-None-Match', async () => {
    const first = await request(`/${resource}`);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    for (const known of [etag, `"other", ${etag}`, '*', etag.slice(2)]) {
      const again = await request(`/${resource}`, { ...BEARER, 'if-none-match': known });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
    }
    expect((await request(`/${resource}`, { ...BEARER, 'if-none-match': 'W/"other"' })).status).toBe(200);
  });

  it('returns CSV with a header row', async () => {
    for (const answer of [
      await request(`/${resource}?format=csv`),
      await request(`/${resource}`, { ...BEARER, accept: 'text/csv' }),
    ]) {
      expect(answer.headers.get('content-type')).toContain('text/csv');
      expect(answer.headers.get('content-disposition')).toContain(`${resource}.csv`);
      expect([...new Uint8Array(await answer.clone().arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      expect(await answer.text()).toMatch(/^id,.*\r\n/);
    }
  });

  it('returns a workbook of Excel with the columns of the CSV file', async () => {
    const csv = await (await request(`/${resource}?format=csv`)).text();
    for (const answer of [
      await request(`/${resource}?format=xlsx`),
      await request(`/${resource}`, { ...BEARER, accept: `${XLSX}, application/json;q=0.5` }),
    ]) {
      expect(answer.headers.get('content-type')).toBe(XLSX);
      expect(answer.headers.get('content-disposition')).toContain(`${resource}.xlsx`);
      const book = readWorkbook(await answer.arrayBuffer());
      const [head = []] = utils.sheet_to_json<string[]>(Object.values(book.Sheets)[0] ?? {}, { header: 1 });
      expect(csv).toContain(head.join(','));
    }
  });

  it('answers 404 for unknown ids of any form', async () => {
    for (const id of ['00000000-0000-8000-8000-000000000000', 'nonsense', '%00']) {
      if (resource !== 'deliveries') expect((await request(`/${resource}/${id}`)).status).toBe(404);
    }
  });
});

describe('a list', () => {
  it('returns every row once, page by page', async () => {
    const ids: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page: Listed = await list(`/invoices?sort=dueOn&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      ids.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(ids).size).toBe(INVOICE_COUNT);
    expect(ids).toHaveLength(INVOICE_COUNT);
  });

  it('rejects a cursor of another sort', async () => {
    const { nextCursor } = await list('/invoices?sort=dueOn&limit=2');
    expect((await request(`/invoices?sort=number&limit=2&cursor=${nextCursor}`)).status).toBe(400);
  });

  it('filters, sorts and returns the selected fields only', async () => {
    const page = await list('/invoices?overdue=true&today=2026-03-20&sort=number&fields=number,total,ageing');
    expect(page.data).toEqual([
      { number: 'inv 1', total: { amount: '1000.25', currency: 'USD' }, ageing: '1-30' },
      { number: 'INV-1', total: { amount: '1000.25', currency: 'USD' }, ageing: '1-30' },
      { number: 'INV-3', total: { amount: '0.30', currency: 'EUR' }, ageing: '61-90' },
    ]);
    expect((await list(`/bookings?shipment=${idOf('shipment', 'S1')}`)).data).toHaveLength(1);
    expect((await list('/bookings?mode=air')).data).toEqual([]);
  });
});

describe('a single record', () => {
  it('is returned with all fields or the selected ones', async () => {
    const path = `/invoices/${idOf('invoice', 'I1')}`;
    const { data } = (await (await request(path)).json()) as { data: Record<string, unknown> };
    expect(data).toMatchObject({
      steps: [{ code: 'ISSUED', occurredAt: '2026-02-01' }],
      duplicates: [{ number: 'inv 1', total: { amount: '1000.25', currency: 'USD' } }],
    });
    expect(data).not.toHaveProperty('searchable');
    expect(await (await request(`${path}?fields=number`)).json()).toEqual({ data: { number: 'INV-1' } });
    const booking = await (await request(`/bookings/${idOf('booking', 'B1')}?fields=steps`)).json();
    expect(booking).toMatchObject({ data: { steps: [{ occurredAt: '2026-03-01T09:00:00+08:00' }] } });
  });
});

describe('CSV', () => {
  it('has a column for each part of an amount, and no cell that starts a formula', async () => {
    const text = await (await request('/invoices?format=csv&sort=number&fields=number,issuer,total')).text();
    expect(text.split('\r\n')).toEqual([
      'number,issuer,total.amount,total.currency',
      "-5,'@broker,,",
      'inv 1,Forwarder,1000.25,USD',
      'INV-1,Forwarder,1000.25,USD',
      'INV-3,,0.30,EUR',
      'INV-4,,9,USD',
      '',
    ]);
    const orders = await (await request('/purchase-orders?format=csv&fields=memo,value')).text();
    expect(orders).toBe(`memo,value.amount,value.currency\r\n"'=HYPERLINK(""http://x"")",501.00,USD\r\n`);
    const documents = await (await request('/documents?format=csv&fields=number,shipments')).text();
    expect(documents).toContain('"invoice, ""final"".pdf","Lamps, spring"');
  });

  it('contains more rows than a page', async () => {
    await sql`insert into products select gen_random_uuid(), 'many', n::text, n::text, n::text, 'active', false, now(), now()
      from generate_series(1, 1201) n`;
    const text = await (await request('/products?format=csv&provider=many&sort=number')).text();
    expect(new Set(text.trim().split('\r\n')).size).toBe(1202);
  });
});

it('has amounts as numbers in a workbook, and no cell that is a formula', async () => {
  const answer = await request('/invoices?format=xlsx&sort=number&fields=number,issuer,total');
  const sheet = Object.values(readWorkbook(await answer.arrayBuffer()).Sheets)[0] ?? {};
  const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1 });
  expect(rows[1]?.slice(0, 2)).toEqual(['-5', '@broker']);
  expect(rows[3]).toEqual(['INV-1', 'Forwarder', 1000.25, 'USD']);
});

describe('a signed-in browser', () => {
  it('may read, and write only from the pages of the server', async () => {
    const cookie = await signIn(server);
    expect((await request('/invoices?format=csv', { cookie })).status).toBe(200);
    const replay = '/deliveries/00000000-0000-7000-8000-000000000000/replay';
    expect((await request(replay, { cookie }, 'POST')).status).toBe(403);
    expect((await request(replay, { cookie, origin: 'https://elsewhere.example' }, 'POST')).status).toBe(403);
    expect((await request(replay, { cookie, origin: server.url }, 'POST')).status).toBe(404);
    await sql`update users set role = 'viewer'`;
    expect((await request(replay, { cookie, origin: server.url }, 'POST')).status).toBe(403);
    expect((await request('/invoices', { cookie })).status).toBe(200);
    await sql`delete from users`;
    expect((await request('/invoices', { cookie })).status).toBe(401);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, CREDENTIALS, startApi } from '#lib/emulator/api/server.ts';
import { State } from '#lib/emulator/api/state.ts';
import { createWorld } from '#lib/emulator/world/index.ts';

type Json = Record<string, unknown>;
type Paging = { pageSize: number; hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
type Page = { data: Json[]; pagination: Paging; pageInfo?: Paging };

const stateOf = (shipments: number) =>
  new State([createWorld({ seed: 'rest', start: new Date('2025-02-01T00:00:00Z'), shipments, providers: ['mvmnt'] })]);

const state = stateOf(160);
let now = Date.UTC(2025, 5, 1, 12, 0, 20);
let api: Api;
let bearer: Record<string, string>;

async function signIn(to: Api): Promise<Record<string, string>> {
  const { clientId: client_id, clientSecret: client_secret } = CREDENTIALS.mvmnt;
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret });
  const response = await fetch(`${to.urls.mvmnt}/oauth2/token`, { method: 'POST', body });
  const token = (await response.json()) as Json;
  expect(token).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
  return { Authorization: `Bearer ${token.access_token}` };
}

beforeAll(async () => {
  state.skipTo(new Date('2025-02-27T00:00:00Z'));
  api = await startApi({ state, clock: () => now });
  bearer = await signIn(api);
});
afterAll(() => api.refuse());

async function request(path: string, init: RequestInit = {}) {
  const response = await fetch(`${api.urls.mvmnt}/v1${path}`, { headers: bearer, ...init });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
}

const post = (path: string, body: unknown) => request(path, { method: 'POST', body: JSON.stringify(body) });

async function page(name: string, body: Json = {}): Promise<Page> {
  const answer = await post(`/${name}/filter`, body);
  expect(answer.status, `${name} ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body as Page;
}

async function all(name: string, filter: Json = {}): Promise<Json[]> {
  const found: Json[] = [];
  let cursor: string | null = null;
  do {
    const { data, pagination, pageInfo }: Page = await page(name, { filter, pageSize: 7, cursor });
    const paging = pagination ?? pageInfo;
    found.push(...data);
    cursor = paging.hasNextPage ? paging.endCursor : null;
  } while (cursor);
  return found;
}

describe('lists', () => {
  test('pages have fifty records by default, and the next starts after the last id', async () => {
    const one = await page('shipments');
    expect(one.data).toHaveLength(50);
    expect(one.pagination).toMatchObject({ pageSize: 50, hasNextPage: true, hasPreviousPage: false });
    const last = one.data.at(-1)?.id;
    expect(Buffer.from(one.pagination.endCursor ?? '', 'base64').toString()).toBe(`{"id":"${last}"}`);
    const two = await page('shipments', { cursor: one.pagination.endCursor });
    expect(String(two.data[0]?.id) > String(last)).toBe(true);
    expect(two.pagination.hasPreviousPage).toBe(true);
  });

  test('following the cursor reads each record once, also if records change meanwhile', async () => {
    const world = stateOf(60);
    world.skipTo(new Date('2025-02-20T00:00:00Z'));
    const other = await startApi({ state: world });
    const headers = await signIn(other);
    const ids: unknown[] = [];
    let cursor: string | null = null;
    do {
      const body = JSON.stringify({ pageSize: 5, cursor });
      const response = await fetch(`${other.urls.mvmnt}/v1/loads/filter`, { method: 'POST', headers, body });
      const { data, pagination } = (await response.json()) as Page;
      ids.push(...data.map(({ id }) => id));
      cursor = pagination.hasNextPage ? pagination.endCursor : null;
      world.skipTo(new Date(world.now + 3_600_000));
    } while (cursor);
    await other.refuse();
    expect(ids.length).toBeGreaterThan(30);
    expect(ids).toEqual([...new Set(ids)].toSorted());
  });

  test('of carriers have pageInfo and larger pages', async () => {
    const { pageInfo, pagination } = await page('carriers', { pageSize: 250 });
    expect(pageInfo).toMatchObject({ pageSize: 250, hasNextPage: false });
    expect(pagination).toBeUndefined();
    expect((await post('/shipments/filter', { pageSize: 101 })).status).toBe(400);
  });
});

describe('filters', () => {
  test('by time, with both ends', async () => {
    const list = await all('shipments');
    const at = list.map(({ updatedAt }) => String(updatedAt)).toSorted()[40] ?? '';
    const later = await all('shipments', { updatedAt: { greaterThanOrEqualTo: at } });
    const earlier = await all('shipments', { updatedAt: { lessThan: at } });
    expect(later.length + earlier.length).toBe(list.length);
    const offset = new Date(at).toISOString().replace('Z', '+00:00');
    expect(await all('shipments', { updatedAt: { equalTo: offset } })).not.toEqual([]);
  });

  test('by lists, and, or, not', async () => {
    const list = await all('shipments');
    const over = await all('shipments', { status: { in: ['DELIVERED', 'CANCELED'] } });
    const open = await all('shipments', { not: { status: { in: ['DELIVERED', 'CANCELED'] } } });
    expect([over.length > 0, open.length > 0, over.length + open.length]).toEqual([true, true, list.length]);
    const either = { or: [{ status: { equalTo: 'DELIVERED' } }, { deliveredAt: { isNull: true } }] };
    expect(await all('shipments', either)).toHaveLength(list.length);
    const [first] = over;
    const both = {
      and: [{ id: { equalTo: first?.id } }, { customerId: { equalTo: (first?.customer as Json | undefined)?.id } }],
    };
    expect(await all('shipments', both)).toEqual([first]);
  });

  test('by text ignoring case, by number, by shipment', async () => {
    const { data } = await page('invoices', { pageSize: 100 });
    const [invoice] = data;
    const name = { fileName: { startsWith: 'INVOICE-', notEndsWith: '.PNG', includes: 'shp' } };
    for (const { type } of await all('documents', name)) expect(type).toBe('INVOICE');
    const amount = { amount: { greaterThan: 3000 } };
    expect(await all('invoices', amount)).toEqual(data.filter((one) => Number(one.amount) > 3000));
    const shipment = { shipmentId: { in: [invoice?.shipmentId] } };
    for (const kind of ['loads', 'bills', 'invoices']) expect(await all(kind, shipment), kind).not.toEqual([]);
    const overdue = await all('invoices', { overdue: { equalTo: true } });
    for (const { dueDate } of overdue) expect(Date.parse(String(dueDate))).toBeLessThan(state.now);
  });

  test('that are not documented are rejected with the field', async () => {
    const bad = [
      { colour: { equalTo: 1 } },
      { status: { like: 'x' } },
      { id: { in: 'x' } },
      { or: {} },
      { id: 'x' },
      { updatedAt: { lessThan: 'now' } },
    ];
    for (const filter of bad) {
      const { status, body } = await post('/shipments/filter', { filter });
      const details = [{ field: expect.stringMatching(/^filter\./), message: expect.any(String) }];
      expect([status, body]).toEqual([400, { error: 'validation_error', message: expect.any(String), details }]);
    }
    expect((await post('/shipments/filter', { cursor: 'x' })).body).toMatchObject({ details: [{ field: 'cursor' }] });
  });

  test('omit soft-deleted records unless they contain deletedAt', async () => {
    const gone = await all('customers', { deletedAt: { isNull: false } });
    const there = await all('customers');
    const both = await all('customers', { or: [{ deletedAt: { isNull: false } }, { deletedAt: { isNull: true } }] });
    expect(both).toHaveLength(gone.length + there.length);
    for (const { deletedAt } of there) expect(deletedAt).toBeNull();
    const canceled = (await all('shipments')).map(({ id }) => id);
    for (const { id, deletedAt } of state.loads()) expect(canceled.includes(id) && deletedAt !== null).toBe(false);
  });
});

describe('single reads', () => {
  test('by id or by key', async () => {
    const [first] = (await page('shipments', { pageSize: 1 })).data;
    const byId = await request(`/shipments/${first?.id}`);
    expect(byId.body).toEqual(first);
    expect((await request(`/shipments/${first?.key}`)).body).toEqual(first);
    expect((await request(`/shipments/${first?.key}?by=key`)).status).toBe(200);
    expect((await request(`/shipments/${first?.key}?by=id`)).status).toBe(404);
    expect((await request(`/shipments/${first?.id}?by=key`)).body).toMatchObject({ error: 'not_found' });
  });

  test('loads contain the stops of the order, and carriers', async () => {
    const [shipment] = await all('shipments', { status: { equalTo: 'DELIVERED' } });
    const [order] = (shipment?.orders ?? []) as { stops: Json[] }[];
    const [load] = await all('loads', { shipmentId: { equalTo: shipment?.id } });
    const stops = load?.stops as Json[];
    expect(stops.map(({ orderStopId }) => orderStopId)).toEqual(order?.stops.map(({ id }) => id));
    expect(stops.map(({ actualArrival }) => actualArrival)).toEqual(order?.stops.map((one) => one.actualArrival));
    expect(load).toMatchObject({ status: 'DELIVERED', deliveredAt: shipment?.deliveredAt });
    expect(load?.carriers).toMatchObject([{ status: 'ACTIVE', driverName: expect.any(String) }]);
  });

  test('the amount paid on an invoice is the sum of its payments', async () => {
    const payments = await all('payments');
    for (const invoice of await all('invoices')) {
      const own = payments
        .flatMap(({ applications }) => applications as Json[])
        .filter(({ invoiceId }) => invoiceId === invoice.id);
      const paid = own.reduce((sum, { amount }) => sum + Number(amount), 0);
      expect(invoice.amountPaid).toBeCloseTo(paid, 2);
      expect(Number(invoice.amountPaid) + Number(invoice.amountOwed)).toBeCloseTo(Number(invoice.amount), 2);
      const status = own.length === 0 ? 'AWAITING_PAYMENT' : Number(invoice.amountOwed) > 0 ? 'PARTIALLY_PAID' : 'PAID';
      expect(invoice.status).toBe(status);
      expect((await request(`/invoices/${invoice.id}/payments`)).body).toEqual({ data: invoice.payments });
    }
    expect(new Set((await all('bills')).map(({ status }) => status))).toEqual(
      new Set(['IN_REVIEW', 'APPROVED_TO_PAY', 'PAID']),
    );
  });

  test('a document has a download URL, and its shipment only in its tags', async () => {
    const [document] = (await page('documents', { pageSize: 1 })).data;
    expect(document).not.toHaveProperty('shipmentId');
    const file = await fetch(String(document?.downloadUrl));
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });
});

describe('access', () => {
  test('unknown and expired tokens are rejected', async () => {
    const unauthenticated = await request('/shipments/x', { headers: { Authorization: 'Bearer unknown' } });
    expect([unauthenticated.status, unauthenticated.body]).toEqual([
      401,
      { error: 'unauthorized', message: expect.any(String) },
    ]);
    const wrong = await fetch(`${api.urls.mvmnt}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: 'x' }),
    });
    expect(wrong.status).toBe(401);
    const old = bearer;
    now += 3_601_000;
    expect((await request('/shipments/x', { headers: old })).status).toBe(401);
    bearer = await signIn(api);
    expect((await request('/ships/x')).body).toMatchObject({ error: 'not_found' });
  });

  test('requests are limited per minute', async () => {
    const other = await startApi({ state, perMinute: 2, clock: () => now });
    const headers = await signIn(other);
    const call = () => fetch(`${other.urls.mvmnt}/v1/carriers/filter`, { method: 'POST', headers });
    const [first, second, third] = [await call(), await call(), await call()];
    const left = [first, second, third].map(({ headers: given }) => given.get('x-ratelimit-remaining'));
    expect([left, second.status, third.status]).toEqual([['1', '0', '0'], 200, 429]);
    expect(Number(third.headers.get('x-ratelimit-reset')) * 1000).toBeGreaterThan(now);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    now += 60_000;
    expect((await call()).status).toBe(200);
    await other.refuse();
  });
});

test('a webhook contains what the API returns at that moment', async () => {
  const world = stateOf(24);
  const other = await startApi({ state: world, perMinute: 1_000_000 });
  const headers = await signIn(other);
  const seen = new Set<string>();
  for (let at = world.nextAt; at !== null; at = world.nextAt) {
    for (const { body } of world.advanceTo(new Date(at))) {
      const last = (JSON.parse(body) as { events: { event: string; data: Json }[] }).events.at(-1);
      const name = last && RESOURCES.find(([pattern]) => pattern.test(last.event))?.[1];
      if (!last || !name) continue;
      const response = await fetch(`${other.urls.mvmnt}/v1/${name}/${last.data.id}`, { headers });
      if (last.event.endsWith('SHIPMENT_DELETED')) expect(response.status).toBe(404);
      if (response.status === 404 && last.event.startsWith('SHIPMENT_')) continue;
      const shown = (await response.json()) as Json;
      const { friendlyId: _, shipmentId: __, shipmentKey: ___, key: ____, corporateAddress: _5, ...sent } = last.data;
      expect(shown, last.event).toMatchObject(sent);
      seen.add(name);
    }
  }
  await other.refuse();
  expect(seen).toEqual(new Set(RESOURCES.map(([, name]) => name)));
});

const RESOURCES: readonly (readonly [RegExp, string])[] = [
  [/^SHIPMENT_/, 'shipments'],
  [/^QUOTE_/, 'quotes'],
  [/^DOCUMENT_/, 'documents'],
  [/^CUSTOMER_INVOICE_/, 'invoices'],
  [/^CUSTOMER_PAYMENT_C/, 'payments'],
  [/^(CARRIER|VENDOR)_INVOICE_/, 'bills'],
  [/^(CARRIER|VENDOR)_PAYMENT_CREATED/, 'bill-payments'],
  [/^CUSTOMER_(CREATED|UPDATED)/, 'customers'],
];

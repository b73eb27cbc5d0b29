import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, CREDENTIALS, startApi } from '#lib/emulator/api/server.ts';
import { State } from '#lib/emulator/api/state.ts';
import { createWorld } from '#lib/emulator/world/index.ts';

type Json = Record<string, unknown>;
type Page = { total_count: number; prev: string | null; next: string | null; data: Json[] };

const start = new Date('2025-02-01T00:00:00Z');
const stateOf = (shipments: number) => {
  const world = createWorld({ seed: 'rest', start, shipments, compactShare: 0, providers: ['flexport'] });
  return new State([world]);
};

let now = Date.UTC(2025, 5, 1);
const state = stateOf(60);
let api: Api;

beforeAll(async () => {
  state.skipTo(new Date('2025-03-12T00:00:00Z'));
  api = await startApi({ state, clock: () => now });
});
afterAll(() => api.refuse());

const bearer = { Authorization: `Bearer ${CREDENTIALS.flexport.apiKey}` };

async function request(path: string, init: RequestInit = {}): Promise<{ status: number; body: Json }> {
  const url = path.startsWith('http') ? path : api.urls.flexport + path;
  const response = await fetch(url, { headers: bearer, redirect: 'manual', ...init });
  return { status: response.status, body: (await response.json()) as Json };
}

async function read<T = Json>(path: string): Promise<T> {
  const { status, body } = await request(path);
  expect(status, path).toBe(200);
  return body.data as T;
}

async function first(path: string): Promise<Json> {
  const [one] = (await read<Page>(path)).data;
  if (!one) throw new Error(`nothing under ${path}`);
  return one;
}

async function post(path: string, body: unknown, method = 'POST') {
  return request(path, { method, body: JSON.stringify(body) });
}

describe('reading', () => {
  test('responses have the envelope, and lists pages of ten with absolute links', async () => {
    const { body } = await request('/shipments?page=2');
    expect(body).toMatchObject({ _object: '/api/response', version: 2, error: null });
    expect(body.self).toBe(`${api.urls.flexport}/shipments?page=2`);
    const page = body.data as Page;
    expect(page.data).toHaveLength(10);
    expect(page.total_count).toBeGreaterThan(30);
    expect(page.prev).toBe(`${api.urls.flexport}/shipments?page=1`);
    expect(page.next).toBe(`${api.urls.flexport}/shipments?page=3`);
  });

  test('following next reads each object once, in order of id', async () => {
    const ids: number[] = [];
    let url: string | null = '/shipment_legs?per=33';
    while (url) {
      const page: Page = await read<Page>(url);
      ids.push(...page.data.map(({ id }) => Number(id)));
      if (!page.next) expect(ids).toHaveLength(page.total_count);
      url = page.next;
    }
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
  });

  test('every listed object can be read, and its links resolve', async () => {
    const paths = [...LISTS, '/customs_entries', '/events'];
    for (const path of paths) {
      const one = await first(`${path}?per=1`);
      expect(await read(`${path}/${one.id}`), path).toMatchObject({ id: one.id });
      const links = [...JSON.stringify(one).matchAll(/"link":"([^"]+)"/g)].map(([, link]) => link ?? '');
      for (const link of links) expect((await request(link)).status, link).toBe(200);
    }
  });

  test('a list omits fields of a single read', async () => {
    const listed = await first('/shipments?per=1');
    const single = await read(`/shipments/${listed.id}`);
    expect(listed.metadata).toEqual({});
    expect(single.metadata).toMatchObject({ purchase_order: expect.arrayContaining([expect.stringMatching(/^PO-/)]) });
    expect({ ...listed, metadata: 0, consignees: 0 }).toEqual({ ...single, metadata: 0, consignees: 0 });
  });

  test('sorts both ways', async () => {
    const down = await read<Page>('/shipments?sort=updated_at&direction=desc&per=100');
    const times = down.data.map(({ updated_at }) => String(updated_at));
    expect(times).toEqual(times.toSorted().reverse());
    const byId = await read<Page>('/shipments?direction=desc&per=2');
    expect(Number(byId.data[0]?.id)).toBeGreaterThan(Number(byId.data[1]?.id));
  });

  test('links are expanded on request, also nested', async () => {
    const one = await first('/shipments?f.transportation_mode=ocean&per=1');
    const fields = 'legs,booking,ocean_shipment.containers.container_legs';
    const whole = await read(`/shipments/${one.id}?expand=${fields}`);
    expect(whole.booking).toMatchObject({ _object: '/booking', flex_id: `FLEX-${one.id}` });
    expect(whole.legs).toContainEqual(
      expect.objectContaining({ _object: '/shipment_leg', transportation_mode: 'ocean' }),
    );
    const [container] = (whole.ocean_shipment as { containers: Json[] }).containers;
    expect(container?.container_legs).toContainEqual(expect.objectContaining({ dates: expect.any(Object) }));
  });

  test('missing objects, undocumented parameters and unknown URLs give the documented errors', async () => {
    expect(await request('/shipments/5')).toMatchObject({
      status: 404,
      body: { _object: '/api/response', data: null, error: { _object: '/api/error', status: 404 } },
    });
    for (const bad of [
      '/shipments?f.colour=red',
      '/shipments?sort=colour',
      '/shipments?per=0',
      '/shipments?f.updated_at.gt=now',
      '/shipments?direction=up',
    ]) {
      expect(await request(bad), bad).toMatchObject({ status: 400, body: { error: { code: 'bad_request' } } });
    }
    const unauthenticated = await request('/shipments', { headers: { Authorization: 'Bearer unknown' } });
    expect(unauthenticated).toEqual({ status: 401, body: { errors: [{ code: 'bad_token', message: 'Bad Token' }] } });
    const lost = await fetch(`${api.urls.flexport}/shippments`, { headers: bearer, redirect: 'manual' });
    expect([lost.status, lost.headers.get('location'), lost.headers.get('content-type')]).toEqual([
      302,
      '/',
      'text/html',
    ]);
  });

  test('a document can be downloaded', async () => {
    const one = await first('/documents?per=1');
    // The link contains the provider's host, as in webhooks.
    const { pathname } = new URL(String(one.file_link));
    const file = await fetch(api.urls.flexport + pathname, { headers: bearer });
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });
});

const LISTS = [
  '/shipments',
  '/shipment_legs',
  '/ocean/shipment_containers',
  '/ocean/shipment_container_legs',
  '/bookings',
  '/invoices',
  '/commercial_invoices',
  '/documents',
  '/purchase_orders',
  '/purchase_order_line_items',
  '/booking_line_items',
  '/products',
];

describe('filters', () => {
  const count = async (path: string) => (await read<Page>(path)).total_count;

  test('by time exclude the instant itself', async () => {
    const middle = await first('/shipments?sort=updated_at&page=9&per=3');
    const at = encodeURIComponent(String(middle.updated_at));
    const [older, newer] = [
      await count(`/shipments?f.updated_at.lt=${at}`),
      await count(`/shipments?f.updated_at.gt=${at}`),
    ];
    expect([older > 0, newer > 0, older + newer]).toEqual([true, true, (await count('/shipments')) - 1]);
  });

  test('by status cover all shipments', async () => {
    const all = await read<Page>('/shipments?per=100');
    const known = all.data[0]?.status;
    const same = await count(`/shipments?f.status=${known}`);
    const others = [...new Set(all.data.map(({ status }) => status))].filter((status) => status !== known);
    expect(same + (await count(`/shipments?f.statuses.any=${others.join(',')}`))).toBe(all.total_count);
  });

  test('by shipment find its legs, records and orders', async () => {
    const invoice = await first('/invoices?per=1');
    const link = String((invoice.shipments as Json).link);
    const shipment = await first(link);
    for (const path of ['/shipment_legs', '/documents', '/bookings', '/purchase_orders', '/invoices', '/events']) {
      const filter = path === '/events' ? 'f.data.shipment.id' : 'f.shipment.id';
      const found = await read<Page>(`${path}?${filter}=${shipment.id}`);
      expect(found.total_count, path).toBeGreaterThan(0);
      expect(found.total_count, path).toBeLessThan(await count(path));
    }
  });

  test('by number, SKU, order and name', async () => {
    const container = await first('/ocean/shipment_containers?per=1');
    expect(await count(`/shipments?f.container_number=${container.container_number}`)).toBe(1);
    const order = await first('/purchase_orders?per=1');
    expect(await count(`/purchase_orders?f.name=${order.name}&f.role=buyer`)).toBe(1);
    const line = await first(`/purchase_order_line_items?f.purchase_order.id=${order.id}`);
    expect(await count(`/shipments?f.sku=${(line.product as Json).sku}`)).toBeGreaterThan(0);
    expect(await count(`/products?f.sku=${(line.product as Json).sku}`)).toBe(1);
  });

  test('of the event log by time of occurrence include both ends', async () => {
    const one = await first('/events?page=40');
    const at = encodeURIComponent(String(one.occurred_at));
    const found = await read<Page>(`/events?f.occurred_at.gte=${at}&f.occurred_at.lte=${at}`);
    expect(found.data).toContainEqual(one);
    const legs = await read<Page>('/events?f.data.resource._object=/shipment_leg&per=3');
    for (const { type } of legs.data) expect(type).toMatch(/leg#/);
  });
});

describe('tokens', () => {
  const { clientId: client_id, clientSecret: client_secret } = CREDENTIALS.flexport;
  const wanted = { client_id, client_secret, audience: 'https://api.flexport.com', grant_type: 'client_credentials' };

  test('ten a day, each valid for a day', async () => {
    const { body } = await post('/oauth/token', wanted);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 });
    const headers = { Authorization: `Bearer ${body.access_token}` };
    expect((await request('/shipments', { headers })).status).toBe(200);
    expect((await post('/oauth/token', { ...wanted, client_secret: 'no' })).status).toBe(401);
    for (let i = 3; i <= 10; i++) expect((await post('/oauth/token', wanted)).status).toBe(200);
    expect((await post('/oauth/token', wanted)).status).toBe(429);
    api.flexport.tokens.revoke();
    expect((await request('/shipments', { headers })).status).toBe(401);
    now += 25 * 3_600_000;
    expect((await post('/oauth/token', wanted)).status).toBe(200);
  });
});

describe('writing', () => {
  const booking = {
    name: 'PO 123',
    shipper_entity_ref: 'SUP-1001',
    consignee_entity_ref: 'AB-HOME',
    origin_address_ref: 'warehouse_cn',
    cargo_ready_date: '2025-06-30',
    wants_export_customs_service: true,
    cargo: {
      weight: { value: 100, unit: 'kg' },
      volume: { value: 1, unit: 'cbm' },
      shipping_units: [{ count: 2, unit_type: 'carton' }],
      contains_hazmat: false,
      contains_magnets: false,
      contains_other_dangerous_goods: false,
      contains_li_ion: false,
      contains_non_li_ion_battery: false,
    },
    ocean_booking: {
      is_lcl: false,
      container_counts: { twenty_ft: 1 },
      incoterm: 'FOB',
      wants_pickup_service: true,
      product_descriptions: [{ description: 'Lamps' }],
    },
    metadata: { reference: ['ours-1'] },
  };

  test('the same booking submitted twice appears twice', async () => {
    const { status, body } = await post('/bookings', booking);
    expect([status, body.data]).toMatchObject([
      200,
      { _object: '/booking', status: 'submitted', metadata: booking.metadata },
    ]);
    expect(await read(`/bookings/${(body.data as Json).id}`)).toEqual(body.data);
    await post('/bookings', booking);
    expect((await read<Page>('/bookings?f.name=PO 123&f.status=submitted')).total_count).toBe(2);
  });

  test('an incomplete booking is rejected with the missing fields', async () => {
    const { cargo: _, ...short } = booking;
    const refused = await post('/bookings', short);
    expect(refused).toMatchObject({ status: 400, body: { data: null, error: { _object: '/api/error' } } });
    expect(JSON.stringify(refused.body)).toContain('missing required fields: cargo');
    expect((await post('/bookings', { ...booking, air_booking: {} })).status).toBe(400);
    expect((await post('/bookings', { ...booking, shipper_entity_ref: 'NOBODY' })).status).toBe(400);
    const ocean = { ...booking.ocean_booking, wants_delivery_service: true };
    expect(JSON.stringify((await post('/bookings', { ...booking, ocean_booking: ocean })).body)).toContain(
      'destination_address_ref',
    );
  });

  test('an amendment changes a booking, of the client or of the world', async () => {
    const made = (await post('/bookings', { ...booking, name: 'to change' })).body.data as Json;
    const old = await first('/bookings?per=1');
    for (const booking_id of [made.id, old.id]) {
      const change = { booking_id, new_cargo_ready_date: '2025-08-01', new_name: 'changed' };
      expect((await post('/booking_amendments', change)).body.data).toMatchObject({ is_pending: false, ...change });
      expect(await read(`/bookings/${booking_id}`)).toMatchObject({ cargo_ready_date: '2025-08-01', name: 'changed' });
    }
    expect((await post('/booking_amendments', { booking_id: 1, new_name: 'x' })).status).toBe(400);
  });

  test('a SKU is unique', async () => {
    const product = { name: 'Lamp', sku: 'LAMP-1', country_of_origin: 'CN' };
    const made = (await post('/products', product)).body.data as Json;
    expect(await read(`/products/${made.id}`)).toMatchObject({ ...product, archived_at: null });
    expect((await post('/products', product)).status).toBe(400);
    const old = await first('/products?per=1');
    const revised = await post(`/products/${old.id}`, { name: 'New name' }, 'PATCH');
    expect(revised).toMatchObject({ status: 200, body: { data: { name: 'New name', sku: old.sku } } });
    expect(await read(`/products/${old.id}`)).toMatchObject({ name: 'New name' });
    expect((await post(`/products/${made.id}`, { sku: old.sku }, 'PATCH')).status).toBe(400);
    expect((await post('/products/1', { name: 'x' }, 'PATCH')).status).toBe(404);
  });
});

test('a webhook contains what the API returns at that moment', async () => {
  const world = stateOf(12);
  const other = await startApi({ state: world });
  const answerOf = async (path: string) => {
    const response = await fetch(other.urls.flexport + path, { headers: bearer });
    const text = (await response.text()).replaceAll(other.urls.flexport, 'https://api.flexport.com');
    return (JSON.parse(text) as { data: Json }).data;
  };
  const seen = new Set<string>();
  for (let at = world.nextAt; at !== null; at = world.nextAt) {
    for (const { body } of world.advanceTo(new Date(at))) {
      const event = JSON.parse(body) as { id: number; type: string; data: { resource: Json } };
      const { resource } = event.data;
      const path = PATH_OF[String(resource._object)] ?? '';
      const { metadata: _, legs: __, ...shown } = await answerOf(`${path}/${resource.id}`);
      const { metadata: ___, legs: ____, ...sent } = resource;
      expect(shown, event.type).toEqual(sent);
      if (at % 10 === 0) expect(await answerOf(`/events/${event.id}`)).toEqual(event);
      seen.add(path);
    }
  }
  await other.refuse();
  expect([...seen].toSorted()).toEqual(Object.values(PATH_OF).toSorted());
});

const PATH_OF: Readonly<Record<string, string>> = {
  '/shipment': '/shipments',
  '/shipment_leg': '/shipment_legs',
  '/ocean/shipment_container': '/ocean/shipment_containers',
  '/ocean/shipment_container_leg': '/ocean/shipment_container_legs',
  '/booking': '/bookings',
  '/purchase_order': '/purchase_orders',
  '/invoice': '/invoices',
  '/commercial_invoice': '/commercial_invoices',
  '/document': '/documents',
  '/product': '/products',
};

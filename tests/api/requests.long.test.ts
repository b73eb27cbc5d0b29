import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { State, startApi } from '#lib/emulator/index.ts';
import { apiClient, BEARER, signIn } from '#tests/support/api.ts';
import { variablesOf } from '#tests/support/api-variables.ts';
import { PATIENCE_MS } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { type Server, startServer } from '#tests/support/server.ts';

const BOOKING = {
  kind: 'booking',
  provider: 'flexport',
  input: {
    name: 'Lamps by program',
    mode: 'ocean',
    shipper: 'SUP-1001',
    consignee: 'JUN-01',
    origin: 'SUP-1001',
    originPort: 'cnsha',
    incoterm: 'FOB',
    cargoReadyOn: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10),
    containers: { forty_ft_hc: 1 },
    weightKg: 8000,
    volumeCbm: 55.5,
    pieces: 300,
    description: 'Lamps',
    exportDescription: '灯具',
  },
};

type Noted = { data: { id: string; state: string; submittedBy: string; input: { originPort: string } } };
type Wrong = { status: number; detail: string; errors: { pointer: string; detail: string }[] };

let server: Server;
let api: Awaited<ReturnType<typeof startApi>>;
beforeAll(async () => {
  const state = new State([]);
  state.skipTo(new Date());
  api = await startApi({ state });
  server = await startServer({ databaseUrl: await ownDatabase(), env: variablesOf(api) });
});
afterAll(async () => {
  await server.stop();
  await api.refuse();
});

const send = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/v1/requests`, {
    method: 'POST',
    headers: { ...BEARER, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const amiss = async (body: unknown, headers = {}) => (await (await send(body, headers)).json()) as Wrong;
const pointers = async (body: unknown) => (await amiss(body)).errors.map(({ pointer }) => pointer);

describe('POST /requests', () => {
  it('queues a booking, which is sent to the provider', async () => {
    const answer = await send(BOOKING);
    expect(answer.status).toBe(201);
    const { data } = (await answer.json()) as Noted;
    expect(data).toMatchObject({
      kind: 'booking',
      // The worker is another process and may have sent it already.
      state: expect.stringMatching(/^(queued|sent|accepted)$/),
      submittedBy: 'API_TOKEN',
      input: { originPort: 'CNSHA' },
    });
    expect(answer.headers.get('location')).toBe(`/api/v1/requests/${data.id}`);
    const request = apiClient(server);
    await vi.waitFor(
      async () => {
        const now = (await (await request(`/requests/${data.id}`)).json()) as Noted;
        expect(now.data).toMatchObject({ state: 'accepted', reason: null });
      },
      { timeout: PATIENCE_MS, interval: 200 },
    );
  });

  it('sends one request per idempotency key', async () => {
    const key = { 'idempotency-key': 'order 17' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(BOOKING, key)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as Noted).data.id));
    expect(new Set(ids).size).toBe(1);
    const other = { ...BOOKING, input: { ...BOOKING.input, name: 'Chairs' } };
    expect(await amiss(other, key)).toMatchObject({ status: 422, detail: expect.stringContaining(String(ids[0])) });
    expect((await send(BOOKING, { 'idempotency-key': 'x'.repeat(256) })).status).toBe(400);
  });

  it('rejects invalid input with each invalid field, and queues nothing', async () => {
    const { weightKg: _, ...light } = BOOKING.input;
    expect(await pointers({ ...BOOKING, input: { ...light, originPort: 'C-SHA' } })).toEqual([
      '#/input/originPort',
      '#/input/weightKg',
    ]);
    expect(await pointers({ ...BOOKING, input: { ...BOOKING.input, wieght: 3 } })).toEqual(['#/input']);
    expect(await pointers({ ...BOOKING, input: { ...BOOKING.input, name: 'a\u0000b' } })).toEqual(['#/input/name']);
    expect(await pointers({ ...BOOKING, kind: 'wish' })).toEqual(['#/kind']);
    expect(await pointers([])).toEqual(['#']);
    expect(await amiss({ ...BOOKING, provider: 'mvmnt' })).toMatchObject({
      status: 422,
      detail: '#/provider: must be a provider that accepts this kind of request: flexport',
    });
  });

  it('rejects invalid JSON, large bodies and clients without permission', async () => {
    expect((await amiss('{"kind":')).status).toBe(400);
    expect((await amiss('')).status).toBe(400);
    expect((await send(`"${'x'.repeat(1_100_000)}"`)).status).toBe(413);
    expect((await send(BOOKING, { authorization: 'Bearer wrong' })).status).toBe(401);
    const cookie = await signIn(server);
    const url = `${server.url}/api/v1/requests`;
    const foreign = { cookie, origin: 'https://elsewhere.example' };
    expect((await fetch(url, { method: 'POST', headers: foreign, body: JSON.stringify(BOOKING) })).status).toBe(403);
  });
});

describe('a booking and what is stored', () => {
  const accepted = async () => {
    const { data } = (await (
      await send({ ...BOOKING, input: { ...BOOKING.input, name: 'To amend' } })
    ).json()) as Noted;
    return vi.waitFor(
      async () => {
        const booking = await bookingOf(data.id);
        expect(booking?.cargoReadyOn).toBe(BOOKING.input.cargoReadyOn);
        return booking as NonNullable<typeof booking>;
      },
      { timeout: PATIENCE_MS, interval: 200 },
    );
  };
  const bookingOf = async (request: string) => {
    const get = apiClient(server);
    const { data } = (await (await get(`/requests/${request}`)).json()) as { data: { recordId: string | null } };
    if (data.recordId === null) return null;
    const answer = await get(`/bookings/${data.recordId}`);
    return answer.status === 200
      ? ((await answer.json()) as { data: { externalId: string; cargoReadyOn: string } }).data
      : null;
  };

  it('is amended only from the values that it has: 409 names what changed', async () => {
    const { externalId: booking, cargoReadyOn } = await accepted();
    const amendment = (input: object) => ({ kind: 'amendment', provider: 'flexport', input: { booking, ...input } });
    const stale = amendment({ cargoReadyOn: '2099-01-01', was: { cargoReadyOn: '2026-01-01' } });
    expect(await amiss(stale)).toMatchObject({
      status: 409,
      changed: [{ field: 'cargoReadyOn', was: '2026-01-01', now: cargoReadyOn }],
    });
    expect(await pointers(amendment({ cargoReadyOn: '2025-01-01' }))).toEqual(['#/input/cargoReadyOn']);
    expect(await amiss(amendment({ cargoReadyOn }))).toMatchObject({
      status: 422,
      errors: [{ pointer: '#/input', detail: expect.stringContaining('Nothing was changed') }],
    });
    const later = new Date(Date.parse(cargoReadyOn) + 86_400_000).toISOString().slice(0, 10);
    const key = { 'idempotency-key': 'amendment 1' };
    const change = amendment({ cargoReadyOn: later, was: { cargoReadyOn } });
    const first = await send(change, key);
    expect(first.status).toBe(201);
    const { data } = (await first.json()) as Noted;
    await vi.waitFor(async () => expect((await bookingOf(data.id))?.cargoReadyOn).toBe(later), {
      timeout: PATIENCE_MS,
      interval: 200,
    });
    // The booking has the new value by now; the same request again is still the same.
    const again = (await (await send(change, key)).json()) as Noted;
    expect(again.data.id).toBe(data.id);
    expect((await send(change)).status).toBe(409);
  });

  it('names an order that is known, and warns of cargo that does not fit', async () => {
    expect(await pointers({ ...BOOKING, input: { ...BOOKING.input, order: 'PO-404' } })).toEqual(['#/input/order']);
    const answer = await send({ ...BOOKING, input: { ...BOOKING.input, volumeCbm: 500 } });
    const { data } = (await answer.json()) as { data: { warnings: { field: string }[] } };
    expect([answer.status, data.warnings.map(({ field }) => field)]).toEqual([201, ['volumeCbm']]);
  });

  it('can be named by the references of its provider, and by ports', async () => {
    const get = apiClient(server);
    const found = async (path: string) => ((await (await get(path)).json()) as { data: object[] }).data;
    expect(await found('/booking-references?kind=company&q=brightwell suzhou')).toMatchObject([
      { reference: 'SUP-1001', name: 'Suzhou Brightwell Electronics', country: 'CN' },
    ]);
    expect(await found('/booking-references?q=%25')).toEqual([]);
    const first = (await (await get('/ports?q=san&limit=1')).json()) as {
      data: { code: string }[];
      nextCursor: string;
    };
    expect(first.nextCursor).toBe(first.data[0]?.code);
    const next = await found(`/ports?q=san&limit=1&cursor=${first.nextCursor}`);
    expect(next).toHaveLength(1);
    expect(next).not.toEqual(first.data);
    expect((await get('/ports?cursor=XXXXX')).status).toBe(400);
  });
});

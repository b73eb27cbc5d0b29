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

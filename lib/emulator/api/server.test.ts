import { afterEach, expect, test } from 'vitest';
import { createWorld } from '#lib/emulator/world/index.ts';
import type { Faults } from './faults.ts';
import { type Api, CREDENTIALS, startApi } from './server.ts';
import { State } from './state.ts';

type Json = Record<string, unknown>;

const headers = { Authorization: `Bearer ${CREDENTIALS.flexport.apiKey}` };
const open: Api[] = [];
afterEach(async () => {
  for (const api of open.splice(0)) await api.refuse();
});

async function serve(flexport: Partial<Faults> = {}, seed = 1): Promise<{ api: Api; state: State }> {
  const start = new Date('2025-02-01T00:00:00Z');
  const state = new State([createWorld({ seed: 3, start, shipments: 40, providers: ['flexport'] })]);
  state.skipTo(new Date('2025-02-26T00:00:00Z'));
  const api = await startApi({ state, seed, faults: { flexport } });
  open.push(api);
  return { api, state };
}

async function statuses(api: Api, count: number): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < count; i++) found.push((await fetch(`${api.urls.flexport}/shipments?per=1`, { headers })).status);
  return found;
}

async function listOf(api: Api, query: string): Promise<Json[]> {
  const response = await fetch(`${api.urls.flexport}/shipments?${query}`, { headers });
  return ((await response.json()) as { data: { data: Json[] } }).data.data;
}

test('has no faults by default', async () => {
  const { api } = await serve();
  expect(new Set(await statuses(api, 20))).toEqual(new Set([200]));
  expect(api.requests).toEqual({ flexport: 20, mvmnt: 0 });
  expect((await fetch(new URL('/elsewhere', api.urls.flexport))).status).toBe(404);
});

test('fails at random, the same for the same seed', async () => {
  const faults = { throttle: 0.3, fail: 0.3 };
  const first = await statuses((await serve(faults)).api, 40);
  expect(await statuses((await serve(faults)).api, 40)).toEqual(first);
  expect(await statuses((await serve(faults, 2)).api, 40)).not.toEqual(first);
  expect(new Set(first)).toEqual(new Set([200, 429, 500, 502, 503]));
});

test('429 contains Retry-After', async () => {
  const { api } = await serve({ throttle: 1, retryAfter: 7 });
  const answer = await fetch(`${api.urls.flexport}/shipments`, { headers });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
});

test('is unavailable, then slow', async () => {
  const { api } = await serve({ unavailable: true });
  expect(await statuses(api, 2)).toEqual([503, 503]);
  Object.assign(api.faults.flexport, { unavailable: false, slow: 1, slowMs: 120 });
  const began = performance.now();
  expect(await statuses(api, 1)).toEqual([200]);
  expect(performance.now() - began).toBeGreaterThan(110);
  expect((await fetch(`${api.urls.mvmnt}/v1/shipments/x`)).status).toBe(401);
});

test('refuses connections and listens again on the same port', async () => {
  const { api } = await serve();
  await api.refuse();
  await expect(statuses(api, 1)).rejects.toThrow();
  await api.resume();
  expect(await statuses(api, 1)).toEqual([200]);
});

test('movingRows moves rows between pages', async () => {
  const { api, state } = await serve();
  const query = 'sort=updated_at&direction=desc&per=5';
  const pages = async () =>
    [...(await listOf(api, query)), ...(await listOf(api, `${query}&page=2`))].map(({ id }) => id);
  const unchanged = await pages();
  expect(await pages()).toEqual(unchanged);
  api.faults.flexport.movingRows = 1;
  const now = new Date(state.now).toISOString();
  expect(await pages()).not.toEqual(unchanged);
  expect((await listOf(api, query))[0]?.updated_at).toBe(now);
});

test('another notation has the same content', async () => {
  const { api } = await serve();
  const plain = await listOf(api, 'per=20');
  api.faults.flexport.notation = 1;
  const other = await listOf(api, 'per=20');
  expect(other).not.toEqual(plain);
  const instants = (list: Json[]) => list.map(({ arrival_date }) => arrival_date && Date.parse(String(arrival_date)));
  expect(instants(other)).toEqual(instants(plain));
  expect(JSON.stringify(other)).not.toMatch(/[+-]\d\d:00"/);
});

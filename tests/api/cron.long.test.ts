import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWorld, State, startApi } from '#lib/emulator/index.ts';
import { variablesOf } from '#tests/support/api-variables.ts';
import { PATIENCE_MS } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { API_TOKEN, type Entry, type Server, startServer } from '#tests/support/server.ts';

const start = new Date('2025-01-01T00:00:00Z');
const CRON = { authorization: 'Bearer cron-secret-0123456789' };
type Runs = { runs: { provider: string; run: { at: object | null } | null }[] };

describe.each<Entry>(['route', 'gateway'])('the cron route behind the %s', (entry) => {
  let server: Server;
  let api: Awaited<ReturnType<typeof startApi>>;
  beforeAll(async () => {
    const state = new State([createWorld({ seed: 'cron', start, shipments: 10, shipmentIntervalMs: 3_600_000 })]);
    state.skipTo(new Date('2025-01-20T00:00:00Z'));
    api = await startApi({ state });
    server = await startServer({ databaseUrl: await ownDatabase(), entry, env: variablesOf(api) });
  });
  afterAll(async () => {
    await server.stop();
    await api.refuse();
  });

  const call = (method: string, headers = {}, job = 'reconcile') =>
    fetch(`${server.url}/api/cron/${job}`, { method, headers });

  it('requires its secret', async () => {
    expect((await call('GET')).status).toBe(401);
    expect((await call('GET', {}, 'drain')).status).toBe(401);
    expect((await call('POST', { authorization: 'Bearer api-token-0123456789abcdef' })).status).toBe(401);
  });

  it('reconciles with every due provider, once an hour regardless of the number of calls', async () => {
    const first = (await (await call('GET', CRON)).json()) as Runs;
    const again = (await (await call('POST', CRON)).json()) as Runs;
    // If a worker runs, it may have done this already.
    const { reconciliation } = (await (await fetch(`${server.url}/api/health`)).json()) as { reconciliation: object };
    if (entry === 'route') expect(first.runs.map(({ run }) => run?.at)).toEqual([null, null]);
    expect(again, server.output()).toEqual({ runs: [] });
    expect(Object.keys(reconciliation).sort()).toEqual(['flexport', 'mvmnt']);
  });

  it('sends provider requests and applies their results without a worker', async () => {
    const input = { sku: `LAMP-${entry}`, name: 'Lamp' };
    const headers = { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ kind: 'product', provider: 'flexport', input });
    const submitted = await fetch(`${server.url}/api/v1/requests`, { method: 'POST', headers, body });
    const { data } = (await submitted.json()) as { data: { id: string } };
    const drained = await (await call('GET', CRON, 'drain')).json();
    if (entry === 'route') expect(drained).toMatchObject({ deadLetters: 0, sent: 1 });
    await vi.waitFor(async () => {
      const one = await fetch(`${server.url}/api/v1/requests/${data.id}`, { headers });
      expect(((await one.json()) as { data: object }).data).toMatchObject({ state: 'accepted' });
      const found = await fetch(`${server.url}/api/v1/products?q=${input.sku}`, { headers });
      expect(((await found.json()) as { data: object[] }).data).toMatchObject([{ name: 'Lamp' }]);
    }, PATIENCE_MS);
  });
});

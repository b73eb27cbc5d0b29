import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, State, startApi } from '#lib/emulator/index.ts';
import { variablesOf } from '#tests/support/api-variables.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { type Door, type Server, startServer } from '#tests/support/server.ts';

const start = new Date('2025-01-01T00:00:00Z');
const CRON = { authorization: 'Bearer cron-secret-0123456789' };
type Runs = { runs: { provider: string; run: { at: object | null } | null }[] };

describe.each<Door>(['route', 'lane'])('the hourly address behind the %s', (door) => {
  let server: Server;
  let api: Awaited<ReturnType<typeof startApi>>;
  beforeAll(async () => {
    const state = new State([createWorld({ seed: 'cron', start, shipments: 10, bornEveryMs: 3_600_000 })]);
    state.skipTo(new Date('2025-01-20T00:00:00Z'));
    api = await startApi({ state });
    server = await startServer({ databaseUrl: await ownDatabase(), door, env: variablesOf(api) });
  });
  afterAll(async () => {
    await server.stop();
    await api.refuse();
  });

  const call = (method: string, headers = {}) => fetch(`${server.url}/api/cron/reconcile`, { method, headers });

  it('wants its secret', async () => {
    expect((await call('GET')).status).toBe(401);
    expect((await call('POST', { authorization: 'Bearer api-token-0123456789abcdef' })).status).toBe(401);
  });

  it('reconciles with every provider that is due, once an hour however often it is called', async () => {
    const first = (await (await call('GET', CRON)).json()) as Runs;
    const again = (await (await call('POST', CRON)).json()) as Runs;
    // Where a worker runs it may have been there before.
    const { reconciliation } = (await (await fetch(`${server.url}/api/health`)).json()) as { reconciliation: object };
    if (door === 'route') expect(first.runs.map(({ run }) => run?.at)).toEqual([null, null]);
    expect(again.runs).toEqual([]);
    expect(Object.keys(reconciliation).sort()).toEqual(['flexport', 'mvmnt']);
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { freePort } from '#db/embedded.ts';
import { createWorld, State } from '#lib/emulator/index.ts';
import { Unavailable } from '#lib/errors.ts';
import type { ReconcileContext } from '#lib/reconcile/context.ts';
import { openReconciler } from '#lib/reconcile/reconciler.ts';
import { reconcile } from '#lib/reconcile/run.ts';
import { PATIENCE_MS } from '#tests/support/await.ts';
import { startEmulated } from '#tests/support/emulated.ts';
import { disagreements } from '#tests/support/expected-state.ts';

const HOUR = 3_600_000;
const start = new Date('2025-01-01T00:00:00Z');
const day = (days: number, hours = 0) => new Date(start.getTime() + (days * 24 + hours) * HOUR);

const emulated = await startEmulated(
  new State([createWorld({ seed: 'api', start, shipments: 20, shipmentIntervalMs: 6 * HOUR })]),
);
const { api, state, runtime } = emulated;
/** An address at which nothing listens. */
const NOBODY = `http://127.0.0.1:${await freePort()}`;
await emulated.receive(state.advanceTo(day(10)));
await emulated.reconcile();

afterEach(() => {
  vi.useRealTimers();
});

describe('a day of hourly runs', () => {
  it('requests at most two of ten tokens a day', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    for (let hour = 1; hour <= 24; hour += 1) {
      vi.setSystemTime(Date.now() + HOUR);
      await emulated.receive(state.advanceTo(day(10, hour)));
      const runs = await emulated.reconcile();
      expect(runs.map(({ at }) => at)).toEqual([null, null]);
    }
    // Counting the tokens counts as a request.
    expect(api.flexport.tokens.count() - 1).toBeLessThanOrEqual(2);
    expect(await disagreements(api, runtime.sql)).toEqual([]);
  });
});

describe('an API that throttles', () => {
  it('gets the next request after Retry-After, not before', async () => {
    const { faults, requests } = api;
    const requestsBefore = requests.flexport;
    const begun = performance.now();
    Object.assign(faults.flexport, { throttle: 1, retryAfter: 2 });
    const running = reconcile(emulated.work('flexport'), 'incremental');
    await vi.waitUntil(() => requests.flexport > requestsBefore, { interval: 5, timeout: PATIENCE_MS });
    faults.flexport.throttle = 0;
    const second = vi.waitUntil(() => requests.flexport > requestsBefore + 1, { interval: 5, timeout: PATIENCE_MS });
    await Promise.all([running, second.then(() => expect(performance.now() - begun).toBeGreaterThanOrEqual(2_000))]);
  });
});

describe('an API that forbids some paths', () => {
  it('is read except for these paths, which are reported, and no object of them counts as deleted', async () => {
    api.faults.flexport.forbid = '/purchase_orders';
    await emulated.receive(state.advanceTo(day(11, 6)));
    const [flexport] = await emulated.reconcile('full');
    api.faults.flexport.forbid = '';
    expect(flexport).toMatchObject({
      at: null,
      refused: [{ phase: 'list', kind: 'purchase_order', reason: expect.stringContaining('Try again later') }],
    });
    expect(await disagreements(api, runtime.sql)).toEqual([]);
    const [gone] = await runtime.sql`select count(*)::int as count from purchase_orders where removed`;
    expect(gone?.count).toBe(0);
    const [next] = await emulated.reconcile('full');
    expect(next?.refused).toEqual([]);
  });

  it('with a wrong URL does not count as empty', async () => {
    const variables = {
      FLEXPORT_API_URL: `${emulated.variables.FLEXPORT_API_URL}/elsewhere`,
      FLEXPORT_API_TOKEN: 'emulated-key',
    };
    const run = await withVariables(variables, (work) => reconcile(work, 'full'));
    expect(run?.gone).toBe(0);
    expect(run?.refused.length).toBeGreaterThan(5);
  });
});

describe('a check of an API', () => {
  const check = async (variables: Record<string, string> = {}) => {
    const { store } = emulated.work('flexport');
    const other = openReconciler(emulated.databaseUrl, runtime.sql, store, { ...emulated.variables, ...variables });
    try {
      return await other.check('flexport');
    } finally {
      await other.stop();
      await runtime.sql`update api_links set failures = 0, open_until = null, token_asked_at = null`;
    }
  };

  it('names the lists that can be read, or that the keys may not read', async () => {
    const connected = await check();
    expect(connected).toMatchObject({ outcome: 'connected', lists: expect.arrayContaining(['Shipments', 'Invoices']) });
    api.faults.flexport.forbid = '/purchase_orders';
    const forbidden = await check();
    api.faults.flexport.forbid = '';
    expect(forbidden).toMatchObject({ outcome: 'forbidden', lists: ['Purchase orders'] });
  });

  it.each([
    ['refused', 'a key that it does not accept', { FLEXPORT_API_TOKEN: 'wrong' }],
    ['unreachable', 'a port at which nothing listens', { FLEXPORT_API_URL: NOBODY }],
    ['unexpected', 'an address that is not its API', { FLEXPORT_API_URL: `${emulated.variables.FLEXPORT_API_URL}/x` }],
  ])('says that it is %s by %s', async (outcome, _what, variables) => {
    expect(await check({ FLEXPORT_API_TOKEN: 'emulated-key', ...variables })).toMatchObject({ outcome });
  });

  it('with a client that gets no token says that the keys are refused, the second time too', async () => {
    await runtime.sql`update api_links set token = null, token_asked_at = null`;
    const { store } = emulated.work('flexport');
    const wrong = { ...emulated.variables, FLEXPORT_CLIENT_SECRET: 'wrong' };
    const other = openReconciler(emulated.databaseUrl, runtime.sql, store, wrong);
    expect(await other.check('flexport')).toMatchObject({ outcome: 'refused' });
    expect(await other.check('flexport')).toMatchObject({ outcome: 'refused' });
    await other.stop();
    await runtime.sql`update api_links set token_asked_at = null`;
  });

  it('is null for a provider that is not configured', async () => {
    const { store } = emulated.work('flexport');
    const other = openReconciler(emulated.databaseUrl, runtime.sql, store, {});
    expect(await other.check('flexport')).toBeNull();
    await other.stop();
  });
});

describe('an API without a token', () => {
  it('gets no repeated token requests', async () => {
    await runtime.sql`update api_links set token = null, token_asked_at = null`;
    const requestsBefore = api.requests.flexport;
    await withVariables({ FLEXPORT_CLIENT_SECRET: 'wrong' }, async (work) => {
      await expect(reconcile(work, 'full')).rejects.toThrow(/^no token/);
      await expect(reconcile(work)).rejects.toThrow(/issued no token; retry paused/);
    });
    expect(api.requests.flexport - requestsBefore).toBe(1);
    await runtime.sql`update api_links set token_asked_at = null`;
    await emulated.reconcile('full');
    expect(await disagreements(api, runtime.sql)).toEqual([]);
  });
});

describe('an API that is unavailable', () => {
  it('gets no more requests after some failures, while webhooks are applied', async () => {
    api.faults.flexport.unavailable = true;
    await expect(reconcile(emulated.work('flexport'))).rejects.toThrow(Unavailable);
    const requestsBefore = api.requests.flexport;
    await expect(reconcile(emulated.work('flexport'))).rejects.toThrow(/Requests paused until .* answered 503/);
    expect(api.requests.flexport).toBe(requestsBefore);
    const before = await applied();
    await emulated.receive(state.advanceTo(day(12)));
    expect(await applied()).toBeGreaterThan(before);
    const [link] =
      await runtime.sql`select failures, open_until > now() as "isOpen" from api_links where provider = 'flexport'`;
    expect(link).toEqual({ failures: 5, isOpen: true });
  });

  it('gets requests again later, and the run resumes where it stopped', async () => {
    api.faults.flexport.unavailable = false;
    await runtime.sql`update api_links set open_until = now()`;
    await emulated.reconcile();
    expect(await disagreements(api, runtime.sql)).toEqual([]);
    const [open] = await runtime.sql`select count(*)::int as count from reconcile_runs where finished_at is null`;
    expect(open?.count).toBe(0);
  });
});

async function applied(): Promise<number> {
  const [row] = await runtime.sql<
    { count: number }[]
  >`select count(*)::int as count from events where state = 'processed'`;
  return row?.count ?? 0;
}

/** Reconciles with Flexport with other variables, at the world's time. */
async function withVariables<T>(
  variables: Record<string, string>,
  act: (work: ReconcileContext) => Promise<T>,
): Promise<T> {
  const { store, clock } = emulated.work('flexport');
  const other = openReconciler(emulated.databaseUrl, runtime.sql, store, { ...emulated.variables, ...variables });
  const [work] = other.contexts;
  try {
    if (work?.provider !== 'flexport') throw new RangeError('flexport is not connected');
    return await act({ ...work, ...(clock && { clock }) });
  } finally {
    await other.stop();
  }
}

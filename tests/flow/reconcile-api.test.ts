import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWorld, State } from '#lib/emulator/index.ts';
import { Unavailable } from '#lib/errors.ts';
import type { ReconcileContext } from '#lib/reconcile/context.ts';
import { openReconciler } from '#lib/reconcile/reconciler.ts';
import { reconcile } from '#lib/reconcile/run.ts';
import { PATIENCE_MS } from '#tests/support/await.ts';
import { emulated } from '#tests/support/emulated.ts';
import { disagreements } from '#tests/support/expected-state.ts';

const HOUR = 3_600_000;
const start = new Date('2025-01-01T00:00:00Z');
const day = (days: number, hours = 0) => new Date(start.getTime() + (days * 24 + hours) * HOUR);

const tower = await emulated(new State([createWorld({ seed: 'api', start, shipments: 20, bornEveryMs: 6 * HOUR })]));
const { api, state, engine } = tower;
await tower.hear(state.advanceTo(day(10)));
await tower.reconcile();

afterEach(() => {
  vi.useRealTimers();
});

describe('a day of hourly runs', () => {
  it('asks for no more than two tokens where ten a day are given', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    for (let hour = 1; hour <= 24; hour += 1) {
      vi.setSystemTime(Date.now() + HOUR);
      await tower.hear(state.advanceTo(day(10, hour)));
      const runs = await tower.reconcile();
      expect(runs.map(({ at }) => at)).toEqual([null, null]);
    }
    // Counting counts as asking.
    expect(api.flexport.tokens.count() - 1).toBeLessThanOrEqual(2);
    expect(await disagreements(api, engine.sql)).toEqual([]);
  });
});

describe('an API that asks to be left alone', () => {
  it('is asked again after the seconds that it named, and not before', async () => {
    const { faults, requests } = api;
    const asked = requests.flexport;
    const begun = performance.now();
    Object.assign(faults.flexport, { throttle: 1, retryAfter: 2 });
    const running = reconcile(tower.work('flexport'), 'incremental');
    await vi.waitUntil(() => requests.flexport > asked, { interval: 5, timeout: PATIENCE_MS });
    faults.flexport.throttle = 0;
    const second = vi.waitUntil(() => requests.flexport > asked + 1, { interval: 5, timeout: PATIENCE_MS });
    await Promise.all([running, second.then(() => expect(performance.now() - begun).toBeGreaterThanOrEqual(2_000))]);
  });
});

describe('an API that does not show everything', () => {
  it('is asked for the rest, says what it kept back, and nothing of that counts as gone', async () => {
    api.faults.flexport.forbid = '/purchase_orders';
    await tower.hear(state.advanceTo(day(11, 6)));
    const [flexport] = await tower.reconcile('full');
    api.faults.flexport.forbid = '';
    expect(flexport).toMatchObject({
      at: null,
      refused: [{ phase: 'list', kind: 'purchase_order', reason: expect.stringContaining('Try again later') }],
    });
    expect(await disagreements(api, engine.sql)).toEqual([]);
    const [gone] = await engine.sql`select count(*)::int as count from purchase_orders where removed`;
    expect(gone?.count).toBe(0);
    const [next] = await tower.reconcile('full');
    expect(next?.refused).toEqual([]);
  });

  it('does not seem empty where its address leads nowhere', async () => {
    const variables = {
      FLEXPORT_API_URL: `${tower.variables.FLEXPORT_API_URL}/elsewhere`,
      FLEXPORT_API_TOKEN: 'emulated-key',
    };
    const run = await withVariables(variables, (work) => reconcile(work, 'full'));
    expect(run?.gone).toBe(0);
    expect(run?.refused.length).toBeGreaterThan(5);
  });
});

describe('an API that gives no token', () => {
  it('is not asked for one again and again', async () => {
    await engine.sql`update api_links set token = null, token_asked_at = null`;
    const asked = api.requests.flexport;
    await withVariables({ FLEXPORT_CLIENT_SECRET: 'wrong' }, async (work) => {
      await expect(reconcile(work, 'full')).rejects.toThrow(/^no token/);
      await expect(reconcile(work)).rejects.toThrow(/issued no token; retry paused/);
    });
    expect(api.requests.flexport - asked).toBe(1);
    await engine.sql`update api_links set token_asked_at = null`;
    await tower.reconcile('full');
    expect(await disagreements(api, engine.sql)).toEqual([]);
  });
});

describe('an API that is unavailable', () => {
  it('is left alone after some failures, while webhooks go on being applied', async () => {
    api.faults.flexport.dead = true;
    await expect(reconcile(tower.work('flexport'))).rejects.toThrow(Unavailable);
    const asked = api.requests.flexport;
    await expect(reconcile(tower.work('flexport'))).rejects.toThrow(/Requests paused until .* answered 503/);
    expect(api.requests.flexport).toBe(asked);
    const before = await applied();
    await tower.hear(state.advanceTo(day(12)));
    expect(await applied()).toBeGreaterThan(before);
    const [link] =
      await engine.sql`select failures, open_until > now() as "isOpen" from api_links where provider = 'flexport'`;
    expect(link).toEqual({ failures: 5, isOpen: true });
  });

  it('is asked again in time, and the run goes on where it stopped', async () => {
    api.faults.flexport.dead = false;
    await engine.sql`update api_links set open_until = now()`;
    await tower.reconcile();
    expect(await disagreements(api, engine.sql)).toEqual([]);
    const [open] = await engine.sql`select count(*)::int as count from reconcile_runs where finished_at is null`;
    expect(open?.count).toBe(0);
  });
});

async function applied(): Promise<number> {
  const [row] = await engine.sql<
    { count: number }[]
  >`select count(*)::int as count from events where state = 'processed'`;
  return row?.count ?? 0;
}

/** Works with Flexport by other variables than the tower's, by the world's clock. */
async function withVariables<T>(
  variables: Record<string, string>,
  act: (work: ReconcileContext) => Promise<T>,
): Promise<T> {
  const { store, clock } = tower.work('flexport');
  const other = openReconciler(tower.databaseUrl, engine.sql, store, { ...tower.variables, ...variables });
  const [work] = other.contexts;
  try {
    if (work?.provider !== 'flexport') throw new RangeError('flexport is not connected');
    return await act({ ...work, ...(clock && { clock }) });
  } finally {
    await other.stop();
  }
}

import { describe, expect, it } from 'vitest';
import { createWorld, State, type StateOptions } from '#lib/emulator/index.ts';
import { compareValues } from '#lib/reconcile/compare-values.ts';
import { type Emulated, startEmulated } from '#tests/support/emulated.ts';
import { disagreements } from '#tests/support/expected-state.ts';

const HOUR = 3_600_000;
const start = new Date('2025-01-01T00:00:00Z');
const day = (days: number, hours = 0) => new Date(start.getTime() + (days * 24 + hours) * HOUR);

function state(options: StateOptions = {}, shipments = 60, every = 6): State {
  return new State([createWorld({ seed: 'reconcile', start, shipments, shipmentIntervalMs: every * HOUR })], options);
}

const differences = ({ api, runtime }: Emulated) => disagreements(api, runtime.sql);

type Drift = { provider: string; cause: string; field: string; run: string; since: Date | null };

const driftOf = ({ runtime }: Emulated) =>
  runtime.sql<Drift[]>`select provider, cause, field, run_id as run, wrong_since as since from drift`;

async function eventsIn({ runtime }: Emulated): Promise<number> {
  const [row] = await runtime.sql<{ count: number }[]>`select count(*)::int as count from events`;
  return row?.count ?? 0;
}

describe('an empty database', async () => {
  const emulated = await startEmulated(state());
  emulated.state.skipTo(day(50));

  it('is filled until it equals the world, and an initial sync records no drift', async () => {
    const runs = await emulated.reconcile();
    expect(runs.map(({ scope, at }) => ({ scope, at }))).toEqual(Array(2).fill({ scope: 'initial', at: null }));
    expect(await differences(emulated)).toEqual([]);
    expect(await driftOf(emulated)).toHaveLength(0);
  });

  it('is not written again by an incremental or full sync', async () => {
    const before = await eventsIn(emulated);
    const runs = [...(await emulated.reconcile('incremental')), ...(await emulated.reconcile('full'))];
    expect(runs.map(({ changed, missed, gone }) => changed + missed + gone)).toEqual([0, 0, 0, 0]);
    expect(await eventsIn(emulated)).toBe(before);
    expect(await driftOf(emulated)).toHaveLength(0);
  });
});

describe('six hours of lost webhooks', async () => {
  const emulated = await startEmulated(state({}, 1_600, 0.08));
  await emulated.receive(emulated.state.advanceTo(day(3)));
  await emulated.reconcile();
  const lost = emulated.state.advanceTo(day(3, 6));
  // Events of the last minutes may still be in transit.
  await emulated.receive(emulated.state.advanceTo(day(3, 6.2)));

  it('are hundreds of webhooks', async () => {
    expect(lost.length).toBeGreaterThan(500);
    expect((await differences(emulated)).length).toBeGreaterThan(100);
  });

  it('are corrected by the next run, and each event in the event log counts as missed', async () => {
    const [flexport] = await emulated.reconcile();
    expect(await differences(emulated)).toEqual([]);
    const listed = lost.filter(({ provider, body }) => provider === 'flexport' && body.includes('"/event"'));
    expect(flexport?.scope).toBe('full');
    const [run] = await emulated.runtime.sql<{ missed: number }[]>`select missed from reconcile_runs where missed > 0`;
    expect(run?.missed).toBe(listed.length);
  });

  it('are recorded as drift: the values, the cause, and since when they were wrong', async () => {
    const drift = await driftOf(emulated);
    for (const provider of ['flexport', 'mvmnt']) {
      const missed = drift.filter((one) => one.provider === provider && one.cause === 'missed_webhook');
      expect(missed.length).toBeGreaterThan(50);
      expect(missed.every(({ since }) => since === null || since <= day(3, 6))).toBe(true);
    }
  });

  it('have the cause late_webhook if their webhooks arrive afterwards', async () => {
    const late = lost.filter(({ provider }) => provider === 'flexport').slice(0, 60);
    await emulated.receive(late);
    await emulated.reconcile('incremental');
    const causes = (await driftOf(emulated)).filter(({ cause }) => cause === 'late_webhook');
    expect(causes.length).toBeGreaterThan(20);
    expect(await differences(emulated)).toEqual([]);
  });

  it('are followed by webhooks that are applied, and no later event counts as missed', async () => {
    await emulated.receive(emulated.state.advanceTo(day(3, 12)));
    const isMissed = ({ cause }: Drift) => cause === 'missed_webhook';
    const before = (await driftOf(emulated)).filter(isMissed).length;
    await emulated.reconcile();
    expect(await differences(emulated)).toEqual([]);
    expect((await driftOf(emulated)).filter(isMissed)).toHaveLength(before);
  });
});

describe('a world with unannounced changes', async () => {
  const unannounced = { silent: 0.4, sameTimestamp: 0.3, gone: 0.2 };
  const emulated = await startEmulated(state({ unannounced }), {
    faults: {
      flexport: { fail: 0.05, movingRows: 0.3, notation: 1 },
      mvmnt: { fail: 0.05, movingRows: 0.3, notation: 1 },
    },
  });
  for (let at = 10; at <= 90; at += 20) {
    await emulated.receive(emulated.state.advanceTo(day(at)));
    await emulated.reconcile('full');
  }

  it('is equal to the world in the end, although rows moved between pages and requests failed', async () => {
    // Rows that moved during the last run are read by the next one.
    for (const provider of ['flexport', 'mvmnt'] as const) emulated.api.faults[provider].movingRows = 0;
    await emulated.reconcile('full');
    expect(await differences(emulated)).toEqual([]);
  });

  it('records unannounced changes with their cause', async () => {
    const causes = new Map((await driftOf(emulated)).map(({ provider, cause }) => [`${provider} ${cause}`, true]));
    expect([...causes.keys()]).toEqual(expect.arrayContaining(['flexport silent_change', 'mvmnt missed_webhook']));
  });

  it('records only real drift: an approved bill is completed, not wrong', async () => {
    const { sql } = emulated.runtime;
    const wrong = await sql<{ field: string; previous: unknown; source: unknown }[]>`
      select field, previous_value as previous, source_value as source from drift where cause <> 'completed'`;
    expect(wrong.filter(({ previous, source }) => compareValues(previous, source) === 'same')).toEqual([]);
    expect(wrong.filter(({ previous, source }) => previous === 'outstanding' && source === 'payment_pending')).toEqual(
      [],
    );
    const approved =
      await sql`select from drift where cause = 'completed' and source_value #>> '{}' = 'payment_pending'`;
    expect(approved.length).toBeGreaterThan(0);
  });

  it('records no conflict for values that were not shown: another item is not another value of this one', async () => {
    const conflicts = await emulated.runtime.sql`select from drift where cause = 'conflict' and field = 'added'`;
    expect(conflicts).toHaveLength(0);
  });

  it('records no change for another notation', async () => {
    const before = await eventsIn(emulated);
    const runs = await emulated.reconcile('full');
    expect(runs.map(({ changed, gone }) => changed + gone)).toEqual([0, 0]);
    expect(await eventsIn(emulated)).toBe(before);
  });

  it('marks deleted objects as removed, and keeps their rows', async () => {
    const [row] = await emulated.runtime.sql<{ removed: number; all: number }[]>`
      select count(*) filter (where status = 'removed')::int as removed, count(*)::int as all from shipments`;
    const left =
      [...emulated.api.flexport.allObjects('/shipments')].length +
      [...emulated.api.mvmnt.allObjects('shipments')].length;
    expect(row?.removed).toBeGreaterThan(3);
    expect(row?.all).toBe(left + (row?.removed ?? 0));
  });
});

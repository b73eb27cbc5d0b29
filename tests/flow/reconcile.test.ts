import { describe, expect, it } from 'vitest';
import { createWorld, State, type StateOptions } from '#lib/emulator/index.ts';
import { compareValues } from '#lib/reconcile/compare-values.ts';
import { type Emulated, emulated } from '#tests/support/emulated.ts';
import { disagreements } from '#tests/support/expected-state.ts';

const HOUR = 3_600_000;
const start = new Date('2025-01-01T00:00:00Z');
const day = (days: number, hours = 0) => new Date(start.getTime() + (days * 24 + hours) * HOUR);

function state(options: StateOptions = {}, shipments = 60, every = 6): State {
  return new State([createWorld({ seed: 'reconcile', start, shipments, bornEveryMs: every * HOUR })], options);
}

const differences = ({ api, engine }: Emulated) => disagreements(api, engine.sql);

type Drift = { provider: string; cause: string; field: string; run: string; since: Date | null };

const driftOf = ({ engine }: Emulated) =>
  engine.sql<Drift[]>`select provider, cause, field, run_id as run, wrong_since as since from drift`;

async function eventsIn({ engine }: Emulated): Promise<number> {
  const [row] = await engine.sql<{ count: number }[]>`select count(*)::int as count from events`;
  return row?.count ?? 0;
}

describe('an empty database', async () => {
  const tower = await emulated(state());
  tower.state.skipTo(day(50));

  it('is filled until it is equal to the world, and an initial sync is no drift', async () => {
    const runs = await tower.reconcile();
    expect(runs.map(({ scope, at }) => ({ scope, at }))).toEqual(Array(2).fill({ scope: 'initial', at: null }));
    expect(await differences(tower)).toEqual([]);
    expect(await driftOf(tower)).toHaveLength(0);
  });

  it('is not written again: neither by an incremental nor by a full sync', async () => {
    const before = await eventsIn(tower);
    const runs = [...(await tower.reconcile('incremental')), ...(await tower.reconcile('full'))];
    expect(runs.map(({ changed, missed, gone }) => changed + missed + gone)).toEqual([0, 0, 0, 0]);
    expect(await eventsIn(tower)).toBe(before);
    expect(await driftOf(tower)).toHaveLength(0);
  });
});

describe('a blackout of six hours', async () => {
  const tower = await emulated(state({}, 1_600, 0.08));
  await tower.hear(tower.state.advanceTo(day(3)));
  await tower.reconcile();
  const lost = tower.state.advanceTo(day(3, 6));
  // What is younger than some minutes may still be on its way.
  await tower.hear(tower.state.advanceTo(day(3, 6.2)));

  it('costs hundreds of webhooks', async () => {
    expect(lost.length).toBeGreaterThan(500);
    expect((await differences(tower)).length).toBeGreaterThan(100);
  });

  it('is corrected by the next run, value by value, and each event in the event log counts as missed', async () => {
    const [flexport] = await tower.reconcile();
    expect(await differences(tower)).toEqual([]);
    const listed = lost.filter(({ provider, body }) => provider === 'flexport' && body.includes('"/event"'));
    expect(flexport?.scope).toBe('full');
    const [run] = await tower.engine.sql<{ missed: number }[]>`select missed from reconcile_runs where missed > 0`;
    expect(run?.missed).toBe(listed.length);
  });

  it('is told as what it was: what changed, why we did not know, and since when', async () => {
    const drift = await driftOf(tower);
    for (const provider of ['flexport', 'mvmnt']) {
      const missed = drift.filter((one) => one.provider === provider && one.cause === 'missed_webhook');
      expect(missed.length).toBeGreaterThan(50);
      expect(missed.every(({ since }) => since === null || since <= day(3, 6))).toBe(true);
    }
  });

  it('was only late where its webhooks come after all', async () => {
    const late = lost.filter(({ provider }) => provider === 'flexport').slice(0, 60);
    await tower.hear(late);
    await tower.reconcile('incremental');
    const causes = (await driftOf(tower)).filter(({ cause }) => cause === 'late_webhook');
    expect(causes.length).toBeGreaterThan(20);
    expect(await differences(tower)).toEqual([]);
  });

  it('ends with it: what comes afterwards is applied on top, and no later event is missed', async () => {
    await tower.hear(tower.state.advanceTo(day(3, 12)));
    const isMissed = ({ cause }: Drift) => cause === 'missed_webhook';
    const before = (await driftOf(tower)).filter(isMissed).length;
    await tower.reconcile();
    expect(await differences(tower)).toEqual([]);
    expect((await driftOf(tower)).filter(isMissed)).toHaveLength(before);
  });
});

describe('a world of which no webhook tells all', async () => {
  const unsaid = { silent: 0.4, sly: 0.3, gone: 0.2 };
  const tower = await emulated(state({ unsaid }), {
    faults: {
      flexport: { fail: 0.05, restless: 0.3, notation: 1 },
      mvmnt: { fail: 0.05, restless: 0.3, notation: 1 },
    },
  });
  for (let at = 10; at <= 90; at += 20) {
    await tower.hear(tower.state.advanceTo(day(at)));
    await tower.reconcile('full');
  }

  it('is equal to the world in the end, though rows moved between pages and requests failed', async () => {
    // Rows that moved under the last run are met by the one after it.
    for (const provider of ['flexport', 'mvmnt'] as const) tower.api.faults[provider].restless = 0;
    await tower.reconcile('full');
    expect(await differences(tower)).toEqual([]);
  });

  it('says of what changed in silence that it did', async () => {
    const causes = new Map((await driftOf(tower)).map(({ provider, cause }) => [`${provider} ${cause}`, true]));
    expect([...causes.keys()]).toEqual(expect.arrayContaining(['flexport silent_change', 'mvmnt missed_webhook']));
  });

  it('lists as wrong only what was: no progress of a bill that is owed as before, no two notes of one minute', async () => {
    const { sql } = tower.engine;
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

  it('calls nothing a conflict of which nothing was shown: another item is no other word on this one', async () => {
    const conflicts = await tower.engine.sql`select from drift where cause = 'conflict' and field = 'added'`;
    expect(conflicts).toHaveLength(0);
  });

  it('takes no other notation for a change', async () => {
    const before = await eventsIn(tower);
    const runs = await tower.reconcile('full');
    expect(runs.map(({ changed, gone }) => changed + gone)).toEqual([0, 0]);
    expect(await eventsIn(tower)).toBe(before);
  });

  it('shows what disappeared as removed, and deletes none of it', async () => {
    const [row] = await tower.engine.sql<{ removed: number; all: number }[]>`
      select count(*) filter (where status = 'removed')::int as removed, count(*)::int as all from shipments`;
    const left = [...tower.api.flexport.truth('/shipments')].length + [...tower.api.mvmnt.truth('shipments')].length;
    expect(row?.removed).toBeGreaterThan(3);
    expect(row?.all).toBe(left + (row?.removed ?? 0));
  });
});

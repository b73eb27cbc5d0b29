import { expect, it } from 'vitest';
import { createWorld, State } from '#lib/emulator/index.ts';
import { reconcile } from '#lib/reconcile/run.ts';
import { eventually } from '#tests/support/await.ts';
import { emulated } from '#tests/support/emulated.ts';
import { disagreements } from '#tests/support/expected-state.ts';

const start = new Date('2025-01-01T00:00:00Z');
const state = new State([createWorld({ seed: 'worker', start, shipments: 20, bornEveryMs: 6 * 3_600_000 })]);
const tower = await emulated(state);

it('a worker reconciles by itself, reads again what webhooks only name, and sends what is asked, all at once', async () => {
  const { engine } = tower;
  // As many at once as a start after a night away: runs, readings and webhooks, with no token known yet.
  const webhooks = state.advanceTo(new Date('2025-01-20T00:00:00Z'));
  await engine.work();
  await tower.hear(webhooks);
  const open = () => engine.sql`
    select 1 from reconcile_runs where finished_at is null union all select 1 from refreshes union all
    select 1 from events where state = 'pending'`;
  await eventually(open, (rows) => rows.length === 0);
  const runs = await engine.sql`select provider from reconcile_runs order by 1`;
  expect(runs.map(({ provider }) => provider)).toEqual(['flexport', 'mvmnt']);
  await tower.reconcile('full');
  expect(await disagreements(tower.api, engine.sql)).toEqual([]);
});

it('the audit log names who started a run by hand, and nobody where it was due by itself', async () => {
  const entries = () => tower.engine.sql`select actor, action, subject from audit_entries`;
  expect([...(await entries())]).toEqual([]);
  await reconcile({ ...tower.work('flexport'), by: 'ops@example.com' }, 'full');
  expect([...(await entries())]).toEqual([{ actor: 'ops@example.com', action: 'reconciled', subject: 'flexport' }]);
});

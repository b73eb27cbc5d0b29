import { expect, it } from 'vitest';
import { createWorld, State } from '#lib/emulator/index.ts';
import { reconcile } from '#lib/reconcile/run.ts';
import { eventually } from '#tests/support/await.ts';
import { startEmulated } from '#tests/support/emulated.ts';
import { disagreements } from '#tests/support/expected-state.ts';

const start = new Date('2025-01-01T00:00:00Z');
const state = new State([createWorld({ seed: 'worker', start, shipments: 20, shipmentIntervalMs: 6 * 3_600_000 })]);
const emulated = await startEmulated(state);

it('a worker reconciles, fetches referenced objects and sends provider requests, all at once', async () => {
  const { runtime } = emulated;
  // As many at once as at a start after a night: runs, refreshes and webhooks, without a token.
  const webhooks = state.advanceTo(new Date('2025-01-20T00:00:00Z'));
  await runtime.work();
  await emulated.receive(webhooks);
  const open = () => runtime.sql`
    select 1 from reconcile_runs where finished_at is null union all select 1 from refreshes union all
    select 1 from events where state = 'pending'`;
  await eventually(open, (rows) => rows.length === 0);
  const runs = await runtime.sql`select provider from reconcile_runs order by 1`;
  expect(runs.map(({ provider }) => provider)).toEqual(['flexport', 'mvmnt']);
  await emulated.reconcile('full');
  expect(await disagreements(emulated.api, runtime.sql)).toEqual([]);
});

it('the audit log contains the user who started a run, and no entry for a scheduled run', async () => {
  const entries = () => emulated.runtime.sql`select actor, action, subject from audit_entries`;
  expect([...(await entries())]).toEqual([]);
  await reconcile({ ...emulated.work('flexport'), by: 'ops@example.com' }, 'full');
  expect([...(await entries())]).toEqual([{ actor: 'ops@example.com', action: 'reconciled', subject: 'flexport' }]);
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { openSql } from '#db/client.ts';
import { createWorld, type ProviderName, State } from '#lib/emulator/index.ts';
import { reconcile } from '#lib/reconcile/run.ts';
import { PATIENCE_MS } from '#tests/support/await.ts';
import { GONE } from '#tests/support/database.ts';
import { emulated } from '#tests/support/emulated.ts';
import { disagreements } from '#tests/support/expected-state.ts';

const start = new Date('2025-01-01T00:00:00Z');
const state = new State([createWorld({ seed: 'killed', start, shipments: 40, bornEveryMs: 9 * 3_600_000 })]);
state.skipTo(new Date('2025-02-20T00:00:00Z'));
const slow = { slow: 1, slowMs: 15 };
const tower = await emulated(state, { faults: { flexport: slow, mvmnt: slow } });

function reconciler(provider: ProviderName): ChildProcess {
  const program = join(import.meta.dirname, '../support/reconciler.ts');
  return spawn(process.execPath, [program, tower.databaseUrl, provider], {
    env: { ...process.env, ...tower.variables, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Kills a run after so many requests and milliseconds. Whether that was before it was done. */
async function killed(provider: ProviderName, requests: number, ms: number): Promise<boolean> {
  const { api } = tower;
  const enough = api.requests[provider] + requests;
  const child = reconciler(provider);
  const exit = once(child, 'exit');
  while (api.requests[provider] < enough && child.exitCode === null) await sleep(1);
  await sleep(ms);
  child.kill('SIGKILL');
  const [, signal] = await exit;
  return signal === 'SIGKILL';
}

it('a run that is killed twenty times goes on where it was, and ends equal to the world', {
  timeout: 600_000,
}, async () => {
  let random = 7;
  for (let kills = 0; kills < 20; ) {
    random = (random * 48_271) % 2_147_483_647;
    if (await killed(random % 3 === 0 ? 'mvmnt' : 'flexport', 1 + (random % 6), random % 41)) kills += 1;
  }
  const [runs] = await tower.engine.sql<{ all: number; done: number; pages: number }[]>`
    select count(*)::int as all, count(finished_at)::int as done, sum(pages)::int as pages from reconcile_runs`;
  expect(runs?.pages).toBeGreaterThan(10);
  await tower.reconcile();
  expect(await disagreements(tower.api, tower.engine.sql)).toEqual([]);
  const [left] = await tower.engine.sql<{ open: number }[]>`
    select count(*)::int as open from reconcile_runs where finished_at is null`;
  expect(left?.open).toBe(0);
});

it('a database that cuts all connections stops a run, not the process, and the next run goes on', async () => {
  const own = openSql(tower.databaseUrl, { max: 1 });
  const work = tower.work('flexport');
  tower.api.faults.flexport.lagMs = 20;
  const cut = async () => {
    await sleep(150);
    await own`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
  };
  const [tried] = await Promise.all([reconcile(work, 'full').then(String, String), cut()]);
  tower.api.faults.flexport.lagMs = 0;
  expect(tried).toMatch(new RegExp(`${GONE.source}|object`));
  const run = await vi.waitFor(() => reconcile(work, 'full'), PATIENCE_MS);
  expect(run).toMatchObject({ at: null });
  await own.end();
});

it('two at once are one: the second finds the first at it and does nothing', async () => {
  const work = tower.work('flexport');
  const runs = await Promise.all([reconcile(work, 'full'), reconcile(work, 'full')]);
  expect(runs.filter((run) => run === null)).toHaveLength(1);
});

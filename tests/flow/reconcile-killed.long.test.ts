import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { openSql } from '#db/client.ts';
import { createWorld, type ProviderName, State } from '#lib/emulator/index.ts';
import { reconcile } from '#lib/reconcile/run.ts';
import { PATIENCE_MS } from '#tests/support/await.ts';
import { CONNECTION_LOST } from '#tests/support/database.ts';
import { startEmulated } from '#tests/support/emulated.ts';
import { disagreements } from '#tests/support/expected-state.ts';
import { repetitions } from '#tests/support/repetitions.ts';

const start = new Date('2025-01-01T00:00:00Z');
const state = new State([createWorld({ seed: 'killed', start, shipments: 40, shipmentIntervalMs: 9 * 3_600_000 })]);
state.skipTo(new Date('2025-02-20T00:00:00Z'));
const slow = { slow: 1, slowMs: 15 };
const emulated = await startEmulated(state, { faults: { flexport: slow, mvmnt: slow } });

function reconciler(provider: ProviderName): ChildProcess {
  const program = join(import.meta.dirname, '../support/reconciler.ts');
  return spawn(process.execPath, [program, emulated.databaseUrl, provider], {
    env: { ...process.env, ...emulated.variables, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Kills a run after some requests and milliseconds. Returns whether it was still running. */
async function killed(provider: ProviderName, requests: number, ms: number): Promise<boolean> {
  const { api } = emulated;
  const enough = api.requests[provider] + requests;
  const child = reconciler(provider);
  const exit = once(child, 'exit');
  while (api.requests[provider] < enough && child.exitCode === null) await sleep(1);
  await sleep(ms);
  child.kill('SIGKILL');
  const [, signal] = await exit;
  return signal === 'SIGKILL';
}

it('a run that is killed again and again resumes each time, and ends equal to the world', {
  timeout: 600_000,
}, async () => {
  let random = 7;
  for (let kills = 0; kills < repetitions(20, 6); ) {
    random = (random * 48_271) % 2_147_483_647;
    if (await killed(random % 3 === 0 ? 'mvmnt' : 'flexport', 1 + (random % 6), random % 41)) kills += 1;
  }
  const [runs] = await emulated.runtime.sql<{ all: number; done: number; pages: number }[]>`
    select count(*)::int as all, count(finished_at)::int as done, sum(pages)::int as pages from reconcile_runs`;
  expect(runs?.pages).toBeGreaterThan(repetitions(10, 3));
  await emulated.reconcile();
  expect(await disagreements(emulated.api, emulated.runtime.sql)).toEqual([]);
  const [left] = await emulated.runtime.sql<{ open: number }[]>`
    select count(*)::int as open from reconcile_runs where finished_at is null`;
  expect(left?.open).toBe(0);
});

it('a database that closes all connections stops the run, not the process, and the next run resumes', async () => {
  const own = openSql(emulated.databaseUrl, { max: 1 });
  const work = emulated.work('flexport');
  emulated.api.faults.flexport.lagMs = 20;
  const cut = async () => {
    await sleep(150);
    await own`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
  };
  const [tried] = await Promise.all([reconcile(work, 'full').then(String, String), cut()]);
  emulated.api.faults.flexport.lagMs = 0;
  expect(tried).toMatch(new RegExp(`${CONNECTION_LOST.source}|object`));
  const run = await vi.waitFor(() => reconcile(work, 'full'), PATIENCE_MS);
  expect(run).toMatchObject({ at: null });
  await own.end();
});

it('of two runs at once the second does nothing', async () => {
  const work = emulated.work('flexport');
  const runs = await Promise.all([reconcile(work, 'full'), reconcile(work, 'full')]);
  expect(runs.filter((run) => run === null)).toHaveLength(1);
});

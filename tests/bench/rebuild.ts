/**
 * `npm run bench:rebuild`: how long a rebuild of 100,000 compact events takes while the server receives 50 webhooks a second, how long
 * its steps are, and how fast webhooks are answered with and without it. Exits with 1 if a step takes longer than five seconds.
 * `-- 1000000` stores that many instead, which takes longer than the rebuild: `BENCH_DATA_DIR` keeps them for the next runs. Nothing
 * differs, so every entity is derived and compared and none is written.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { orExit, readNumbers } from '#lib/flags.ts';
import { buildPages, needsBuild } from '#lib/host/next-app.ts';
import { databaseOf } from '#tests/support/cluster.ts';
import { SECRETS, startServer } from '#tests/support/server.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { sendGood } from './good-senders.ts';
import { databaseFor, fillDatabase } from './rebuild-data.ts';

const USAGE = 'Usage: npm run bench:rebuild -- [events]';
const [EVENTS = 100_000] = orExit(() => readNumbers(USAGE, ['events']));
const WEBHOOKS_PER_SECOND = 50;
/** How long responses are measured without a rebuild, milliseconds. */
const BASELINE_MS = 30_000;
/** The longest that a step may take, milliseconds. */
const STEP_BAR_MS = 5_000;
const [secret = ''] = SECRETS.flexport;
const [token = ''] = SECRETS.mvmnt;

const print = (line: string) => process.stdout.write(`${line}\n`);
const root = join(import.meta.dirname, '../..');
if (needsBuild(root)) await buildPages(root);
const kept = process.env.BENCH_DATA_DIR;
const dataDir = kept ?? temporaryFolder();
await fillDatabase(dataDir, EVENTS, print);
print(`${EVENTS.toLocaleString('en-US')} events are stored and processed`);
const cluster = await startEmbedded({ dataDir });
const url = databaseOf(cluster.url, databaseFor(EVENTS));
const sql = openSql(url, { max: 6 });

function p99Of(latencies: readonly number[]): number {
  const sorted = latencies.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.99)] ?? 0;
}

async function processed(): Promise<void> {
  while ((await sql`select from events where state = 'pending' limit 1`).length > 0) await sleep(100);
}

type Line = { phase?: string; ms?: number; compared?: number; changed?: number; peak?: number };

/** Rebuilds in another process. Returns the milliseconds of its steps by phase, and its result. */
async function rebuild() {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'rebuild-process.ts'), url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const steps = new Map<string, number[]>();
  let result = { compared: 0, changed: 0, peak: 0 };
  for await (const text of createInterface(child.stdout)) {
    const { phase, ms = 0, ...rest }: Line = JSON.parse(text);
    if (phase) steps.set(phase, [...(steps.get(phase) ?? []), ms]);
    else result = { ...result, ...rest };
  }
  const [code] = await exit;
  if (code !== 0) throw new Error(`The rebuild ended with ${code}`);
  return { steps, ...result };
}

const rebuilds = async () => (await sql`select from rebuilds where total_events > 0`).length;
const earlier = await rebuilds();
const server = await startServer({ databaseUrl: url });
const webhooks = (signal: AbortSignal) =>
  sendGood({ url: server.url, perSecond: WEBHOOKS_PER_SECOND, secret, token, signal });
const alone = await webhooks(AbortSignal.timeout(BASELINE_MS));
const isDisturbed = (await rebuilds()) > earlier;
const ending = new AbortController();
const beside = webhooks(ending.signal);
// A kept database has the webhooks of earlier runs too.
const [{ stored } = { stored: EVENTS }] = await sql<{ stored: number }[]>`select count(*)::int as stored from events`;
const begun = performance.now();
const { steps, compared, changed, peak } = await rebuild();
const seconds = (performance.now() - begun) / 1_000;
ending.abort();
const { sent, latencies, failures } = await beside;
await processed();
for (const [phase, took] of steps) {
  const total = took.reduce((sum, ms) => sum + ms, 0) / 1_000;
  print(
    `${phase.padEnd(9)} ${total.toFixed(1)} s, ${took.length} steps, the slowest ${Math.round(Math.max(...took))} ms (bar ${STEP_BAR_MS})`,
  );
}
print(`${compared} entities, ${changed} differ`);
print(`${sent} webhooks meanwhile, not answered 200: ${JSON.stringify([...failures])}`);
const [without, meanwhile] = [p99Of(alone.latencies), p99Of(latencies)];
print(
  `p99 of the answers ${without.toFixed(1)} ms without, ${meanwhile.toFixed(1)} ms meanwhile: ${(meanwhile / without).toFixed(2)} × (bar 2.00)`,
);
print(
  `${stored.toLocaleString('en-US')} events in ${seconds.toFixed(1)} s, ${Math.round(stored / seconds).toLocaleString('en-US')} a second, peak ${Math.round(peak / 1024)} MB`,
);
await server.stop();
await sql.end();
await cluster.stop();
if (kept === undefined) rmSync(dataDir, { recursive: true, force: true });
const slow = [...steps].filter(([, took]) => Math.max(...took) > STEP_BAR_MS).map(([phase]) => phase);
if (slow.length > 0) print(`Steps took longer than ${STEP_BAR_MS} ms in: ${slow.join(', ')}`);
if (isDisturbed) print('The server rebuilt by itself, so the answers without a rebuild were not measured');
process.exitCode = slow.length > 0 || isDisturbed ? 1 : 0;

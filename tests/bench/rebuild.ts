/**
 * `npm run bench:rebuild`: how long a rebuild of 100,000 compact events takes while the server receives 50 webhooks a second, how long
 * its steps are, and how fast webhooks are answered with and without it. Exits with 1 if a step takes longer than five seconds.
 * `-- 1000000` stores that many instead. Nothing differs, so every entity is derived and compared and none is written.
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
import { openStore } from '#lib/inbox/store.ts';
import { startWorker } from '#lib/jobs/worker.ts';
import { contentDigests } from '#lib/pipeline/content-digests.ts';
import { flexport } from '#lib/providers/flexport/index.ts';
import { openQueue } from '#lib/queue/index.ts';
import { RULES } from '#lib/rebuild/rules.ts';
import { noteRulesOfEmpty } from '#lib/rebuild/state.ts';
import { databaseOf, prepare } from '#tests/support/cluster.ts';
import { SECRETS, startServer } from '#tests/support/server.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { sendGood } from './good-senders.ts';
import { compactEvent } from './load.ts';

const USAGE = 'Usage: npm run bench:rebuild -- [events]';
const [EVENTS = 100_000] = orExit(() => readNumbers(USAGE, ['events']));
const EVENTS_PER_SHIPMENT = 5;
const WEBHOOKS_PER_SECOND = 50;
/** How long responses are measured without a rebuild, milliseconds. */
const BASELINE_MS = 30_000;
/** The longest that a step may take, milliseconds. */
const STEP_BAR_MS = 5_000;
const [secret = ''] = SECRETS.flexport;
const [token = ''] = SECRETS.mvmnt;
const TYPES = ['departed', 'arrived', 'customs_cleared', 'delivered', 'estimated_arrival'];

const print = (line: string) => process.stdout.write(`${line}\n`);
const root = join(import.meta.dirname, '../..');
if (needsBuild(root)) await buildPages(root);
const dataDir = temporaryFolder();
const cluster = await startEmbedded({ dataDir });
const admin = openSql(cluster.url, { max: 1 });
await admin`create database rebuilding`;
await admin.end();
const url = databaseOf(cluster.url, 'rebuilding');
await prepare(url);
const sql = openSql(url, { max: 6 });
// As at the first start of a server: otherwise the server's worker would rebuild too, also during the baseline.
await noteRulesOfEmpty(sql, RULES.version);
const queue = await openQueue(url, { supervise: false });
const store = openStore(sql, queue, contentDigests);
const worker = await startWorker(sql, queue);

function send(id: number): Promise<unknown> {
  const shipments = EVENTS / EVENTS_PER_SHIPMENT;
  const body = Buffer.from(
    compactEvent(id, { shipment: id % shipments, type: TYPES[Math.floor(id / shipments)] ?? 'delivered' }),
  );
  const receivedAt = new Date().toISOString();
  const events = flexport.open(body);
  return store({ provider: 'flexport', source: 'webhook', receivedAt, remote: '', headers: {}, body, events });
}

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

for (let from = 0; from < EVENTS; from += 2_000) {
  await Promise.all(Array.from({ length: Math.min(2_000, EVENTS - from) }, (_, at) => send(from + at)));
}
await processed();
await sql`vacuum analyze`;
print(`${EVENTS.toLocaleString('en-US')} events are stored and processed`);

await worker.stop();

const server = await startServer({ databaseUrl: url });
const webhooks = (signal: AbortSignal) =>
  sendGood({ url: server.url, perSecond: WEBHOOKS_PER_SECOND, secret, token, signal });
const alone = await webhooks(AbortSignal.timeout(BASELINE_MS));
const earlier = await sql`select from rebuilds where total_events > 0`;
const ending = new AbortController();
const beside = webhooks(ending.signal);
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
  `${seconds.toFixed(1)} s, ${Math.round(EVENTS / seconds).toLocaleString('en-US')} events a second, peak ${Math.round(peak / 1024)} MB`,
);
await server.stop();
await queue.stop();
await sql.end();
await cluster.stop();
rmSync(dataDir, { recursive: true, force: true });
const slow = [...steps].filter(([, took]) => Math.max(...took) > STEP_BAR_MS).map(([phase]) => phase);
if (slow.length > 0) print(`Steps took longer than ${STEP_BAR_MS} ms in: ${slow.join(', ')}`);
if (earlier.length > 0) print('The server rebuilt by itself, so the answers without a rebuild were not measured');
process.exitCode = slow.length > 0 || earlier.length > 0 ? 1 : 0;

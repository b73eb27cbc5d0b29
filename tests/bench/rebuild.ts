/**
 * `npm run bench:rebuild`: how long a rebuild of 100,000 short events takes beside 50 webhooks a second, in steps of how long.
 * `-- 1000000` stores that many instead. Nothing differs, so every entity is derived and compared and none is written.
 */
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { openStore } from '#lib/inbox/store.ts';
import { startWorker } from '#lib/jobs/worker.ts';
import { contentDigests } from '#lib/pipeline/content-digests.ts';
import { flexport } from '#lib/providers/flexport/index.ts';
import { openQueue } from '#lib/queue/index.ts';
import { rebuild } from '#lib/rebuild/run.ts';
import { databaseOf, prepare } from '#tests/support/cluster.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { briefEvent } from './load.ts';

const EVENTS = Number(process.argv[2] ?? 100_000);
const EVENTS_PER_SHIPMENT = 5;
const WEBHOOKS_PER_SECOND = 50;
const TYPES = ['departed', 'arrived', 'customs_cleared', 'delivered', 'estimated_arrival'];

const say = (line: string) => process.stdout.write(`${line}\n`);
const dataDir = temporaryFolder();
const cluster = await startEmbedded({ dataDir });
const admin = openSql(cluster.url, { max: 1 });
await admin`create database rebuilding`;
await admin.end();
const url = databaseOf(cluster.url, 'rebuilding');
await prepare(url);
const sql = openSql(url, { max: 6 });
const queue = await openQueue(url, { supervise: false });
const store = openStore(sql, queue, contentDigests);
const worker = await startWorker(sql, queue);

function send(id: number): Promise<unknown> {
  const shipments = EVENTS / EVENTS_PER_SHIPMENT;
  const body = Buffer.from(
    briefEvent(id, { shipment: id % shipments, type: TYPES[Math.floor(id / shipments)] ?? 'delivered' }),
  );
  const receivedAt = new Date().toISOString();
  const events = flexport.open(body);
  return store({ provider: 'flexport', source: 'webhook', receivedAt, remote: '', headers: {}, body, events });
}

async function processed(): Promise<void> {
  while ((await sql`select from events where state = 'pending' limit 1`).length > 0) await sleep(100);
}

for (let from = 0; from < EVENTS; from += 2_000) {
  await Promise.all(Array.from({ length: Math.min(2_000, EVENTS - from) }, (_, at) => send(from + at)));
}
await processed();
await sql`vacuum analyze`;
say(`${EVENTS.toLocaleString('en-US')} events are stored and processed`);

let running = true;
let sent = 0;
const webhooks = (async () => {
  for (; running; sent += 1) {
    void send(EVENTS + sent);
    await sleep(1_000 / WEBHOOKS_PER_SECOND);
  }
})();
const begun = performance.now();
let stepBegun = begun;
const longest = new Map<string, number>();
const total = new Map<string, number>();
const report = await rebuild(sql, {
  onStep({ phase }) {
    const took = performance.now() - stepBegun;
    longest.set(phase, Math.max(took, longest.get(phase) ?? 0));
    total.set(phase, took + (total.get(phase) ?? 0));
    stepBegun = performance.now();
  },
});
const seconds = (performance.now() - begun) / 1_000;
running = false;
await webhooks;
await processed();
for (const [phase, ms] of total)
  say(`${phase.padEnd(9)} ${(ms / 1_000).toFixed(1)} s, longest step ${Math.round(longest.get(phase) ?? 0)} ms`);
say(`${report?.compared} entities, ${report?.changed} differ; ${sent} webhooks meanwhile`);
say(
  `${seconds.toFixed(1)} s, ${Math.round(EVENTS / seconds).toLocaleString('en-US')} events a second, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
);
await worker.stop();
await queue.stop();
await sql.end();
await cluster.stop();
rmSync(dataDir, { recursive: true, force: true });

/**
 * `npm run bench:deadlocks`: how often workers deadlock when all events are about few shipments and some were sent again with other
 * content, and what one, two and three workers process. Each number of workers gets a copy of the same database.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { orExit, readFlags, readNumber } from '#lib/flags.ts';
import { openStore } from '#lib/inbox/store.ts';
import { contentDigests } from '#lib/pipeline/content-digests.ts';
import { openQueue } from '#lib/queue/index.ts';
import { databaseOf, prepare } from '#tests/support/cluster.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { fill } from './apply.ts';
import { compactEvent } from './load.ts';

const USAGE = 'Usage: npm run bench:deadlocks -- [--events 100000] [--shipments 100] [--again 0.05] [--minutes 4]';
const flags = orExit(() => {
  const text = { type: 'string' } as const;
  const { values } = readFlags(USAGE, { options: { events: text, shipments: text, again: text, minutes: text } });
  const number = (name: keyof typeof values, usual: string) => readNumber(USAGE, name, values[name] ?? usual);
  return {
    events: number('events', '100000'),
    shipments: number('shipments', '100'),
    again: number('again', '0.05'),
    minutes: number('minutes', '4'),
  };
});

const print = (line: string) => process.stdout.write(`${line}\n`);
const TYPES = ['departed', 'arrived', 'customs_cleared', 'delivered'];

/** Events of one shipment do not follow each other, so that each batch is about many. */
const bodyOf = (at: number, type: number) =>
  compactEvent(at, {
    shipment: at % flags.shipments,
    type: TYPES[(Math.floor(at / flags.shipments) + type) % TYPES.length] ?? '',
  });

function* bodies(): Generator<string> {
  for (let at = 0; at < flags.events; at += 1) yield bodyOf(at, 0);
}

function* others(): Generator<string> {
  const each = Math.round(1 / flags.again);
  for (let at = 0; at < flags.events; at += each) yield bodyOf(at, 1);
}

async function fillDatabase(url: string): Promise<void> {
  await prepare(url);
  const sql = openSql(url, { max: 6 });
  const queue = await openQueue(url, { supervise: false });
  const store = openStore(sql, queue, contentDigests);
  await fill(store, bodies());
  if (flags.again > 0) await fill(store, others(), 20);
  await sql`vacuum analyze`;
  await queue.stop();
  await sql.end();
}

/** Starts so many workers, and ends them when all events are settled or the time is over. */
async function processWith(url: string, workers: number) {
  const sql = openSql(url, { max: 1 });
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1_000;
  const children: ChildProcess[] = [];
  for (let at = 0; at < workers; at += 1) children.push(fork(join(import.meta.dirname, 'deadlock-worker.ts'), [url]));
  await Promise.all(children.map((child) => once(child, 'message')));
  const bootS = seconds();
  const pending = async () => {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from events where state = 'pending'`;
    return row?.count ?? 0;
  };
  let left = await pending();
  while (left > 0 && seconds() < flags.minutes * 60) {
    await sleep(200);
    left = await pending();
  }
  const tookS = seconds() - bootS;
  for (const child of children) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  // The processes of the killed connections report what they counted when they end.
  await sleep(1_500);
  const [counts] = await sql<{ deadlocks: number; failed: number; all: number }[]>`
    select deadlocks::int, (select count(*)::int from events where attempts > 1 or state = 'dead_letter') as failed,
      (select count(*)::int from events) as all
    from pg_stat_database where datname = current_database()`;
  await sql.end();
  return { tookS, left, deadlocks: counts?.deadlocks ?? 0, failed: counts?.failed ?? 0, all: counts?.all ?? 0 };
}

const dataDir = temporaryFolder();
const cluster = await startEmbedded({ dataDir });
const admin = openSql(cluster.url, { max: 1 });
try {
  await admin.unsafe('create database filled');
  await fillDatabase(databaseOf(cluster.url, 'filled'));
  print(
    '| workers | events | left | seconds | events a second | deadlocks | tried again or dead letters |\n|---|---|---|---|---|---|---|',
  );
  for (const workers of [1, 2, 3]) {
    const name = `with_${workers}`;
    await admin.unsafe(`create database ${name} template filled`);
    const { tookS, left, deadlocks, failed, all } = await processWith(databaseOf(cluster.url, name), workers);
    const perSecond = ((all - left) / tookS).toFixed(0);
    print(`| ${workers} | ${all} | ${left} | ${tookS.toFixed(1)} | ${perSecond} | ${deadlocks} | ${failed} |`);
    await admin.unsafe(`drop database ${name} with (force)`);
  }
} finally {
  await admin.end();
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);

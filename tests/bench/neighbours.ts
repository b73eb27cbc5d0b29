/**
 * `npm run bench:neighbours`: how other load slows valid webhooks, on the whole server with its processes. Measures how fast they are
 * answered and processed alone, during a bulk replay of 10,000 events, twice, and with 1 % among them that the
 * database rejects. Finally 1,000 a second for a minute. `npm run bench:neighbours -- [rounds] [events] [per second]`
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSql, type Sql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { orExit, readNumbers } from '#lib/flags.ts';
import { buildPages, needsBuild } from '#lib/host/next-app.ts';
import { replayEvents } from '#lib/inbox/replay.ts';
import { openQueue, type Queue } from '#lib/queue/index.ts';
import { databaseOf, prepare } from '#tests/support/cluster.ts';
import { mvmntBatch } from '#tests/support/inbox.ts';
import { SECRETS, startServer } from '#tests/support/server.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { type GoodResult, sendGood } from './good-senders.ts';

const USAGE = 'Usage: npm run bench:neighbours -- [rounds] [events] [per second]';
const [rounds = 3, events = 10_000, perSecond = 200] = orExit(() =>
  readNumbers(USAGE, ['rounds', 'events', 'per second']),
);
const [secret = ''] = SECRETS.flexport;
const [token = ''] = SECRETS.mvmnt;
const REPLAYED = 10_000;
const BATCH = 1_000;
/** One in this many Flexport shipments, which are half of all shipments. */
const POISON_EACH = 50;
const RUSH = { perSecond: 1_000, seconds: 60 };

const REFUSE = `
  create function refuse() returns trigger language plpgsql as $$
  begin
    if new.external_id like 'poison%' then raise exception 'this one is poison'; end if;
    return new;
  end $$;
  create trigger refuse before insert or update on shipments for each row execute function refuse()`;

const NEIGHBOURS = ['none', 'replay', 'poison'] as const;
type Neighbour = (typeof NEIGHBOURS)[number];
const NAMES: Record<Neighbour, string> = {
  none: 'by themselves',
  replay: `beside ${REPLAYED.toLocaleString('en-GB')} events replayed twice`,
  poison: 'with 1 % poison among them',
};

/** Milliseconds. */
type Times = { answered: { p50: number; p99: number }; processed: { p50: number; p99: number } };
/** A running server, and a connection of the owner to its database. */
type Stand = { url: string; sql: Sql; queue: Queue };

const progress = (line: string) => process.stderr.write(`${line}\n`);
const print = (line: string) => process.stdout.write(`${line}\n`);

async function openStand(name: string): Promise<Stand & { stop(): Promise<void> }> {
  const admin = openSql(cluster.url, { max: 1 });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const databaseUrl = databaseOf(cluster.url, name);
  await prepare(databaseUrl);
  const sql = openSql(databaseUrl, { max: 2 });
  const queue = await openQueue(databaseUrl, { supervise: false });
  await sql.unsafe(REFUSE);
  const server = await startServer({ databaseUrl });
  return {
    url: server.url,
    sql,
    queue,
    async stop() {
      await server.stop();
      await queue.stop();
      await sql.end();
    },
  };
}

/** Stores the events that will be replayed. Every case starts with them. */
async function storeReplayed({ url, sql }: Stand): Promise<void> {
  for (let at = 0; at < REPLAYED; at += BATCH) {
    const headers = { 'content-type': 'application/json', 'x-api-key': token };
    const body = mvmntBatch(BATCH, 0, `stored-${at}`);
    const { status } = await fetch(`${url}/api/webhooks/mvmnt`, { method: 'POST', headers, body });
    if (status !== 200) throw new Error(`Answered ${status}`);
  }
  await whenProcessed(sql);
}

async function replayTwice({ sql, queue }: Stand): Promise<void> {
  const stored = { provider: 'mvmnt', type: 'SHIPMENT_BOOKED', until: new Date().toISOString() };
  for (let times = 0; times < 2; times += 1) {
    const { replayed } = await replayEvents(sql, queue, stored, { by: 'bench' });
    if (replayed < REPLAYED) throw new Error(`${replayed} events were replayed instead of ${REPLAYED}`);
    while (await anyPending(sql, new Date(0), stored.until)) await sleep(100);
  }
}

async function measure(stand: Stand, neighbour: Neighbour): Promise<Times> {
  const ending = new AbortController();
  const since = new Date();
  const sending = sendGood({
    url: stand.url,
    perSecond,
    secret,
    token,
    signal: ending.signal,
    ...(neighbour === 'poison' && { poisonEach: POISON_EACH }),
  });
  if (neighbour === 'replay') await replayTwice(stand);
  else await sleep((events / perSecond) * 1_000);
  ending.abort();
  return timesOf(stand.sql, await sending, since);
}

async function timesOf(sql: Sql, { latencies, failures }: GoodResult, since: Date): Promise<Times> {
  if (failures.size > 0) throw new Error(`Not answered 200: ${JSON.stringify([...failures])}`);
  await whenProcessed(sql);
  const [processed] = await sql<Times['processed'][]>`
    with good as (
      select extract(epoch from settled_at - received_at) * 1000 as lag from events
      where received_at >= ${since} and state = 'processed')
    select percentile_cont(0.5) within group (order by lag)::float8 as p50, percentile_cont(0.99) within group (order by lag)::float8 as p99
    from good`;
  if (!processed) throw new Error('Nothing was processed');
  return { answered: { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) }, processed };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Failing events wait for their next attempt; they are not counted. */
async function anyPending(sql: Sql, since: Date, until = new Date().toISOString()): Promise<boolean> {
  const rows = await sql`
    select from events where state = 'pending' and key not like '%poison%' and received_at between ${since} and ${until} limit 1`;
  return rows.length > 0;
}

async function whenProcessed(sql: Sql): Promise<void> {
  while (await anyPending(sql, new Date(0))) await sleep(100);
}

/** The rate that a small machine must sustain for a minute: all answered, and processed soon after. */
async function rush(stand: Stand): Promise<string> {
  const result = await sendGood({
    url: stand.url,
    perSecond: RUSH.perSecond,
    secret,
    token,
    signal: AbortSignal.timeout(RUSH.seconds * 1_000),
  });
  const ended = performance.now();
  await whenProcessed(stand.sql);
  const drained = (performance.now() - ended) / 1_000;
  const refused = [...result.failures].map(([why, count]) => `${count} × ${why}`).join(', ') || 'none';
  return `${result.sent} webhooks at ${RUSH.perSecond}/s: answered 200 ${result.keys.length}, others ${refused}, p99 ${quantile(result.latencies, 0.99).toFixed(0)} ms, processed ${drained.toFixed(1)} s after the last`;
}

const root = join(import.meta.dirname, '../..');
if (needsBuild(root)) await buildPages(root);
const dataDir = temporaryFolder();
const cluster = await startEmbedded({ dataDir });
const measured: Record<Neighbour, Times[]> = { none: [], replay: [], poison: [] };
for (let round = 1; round <= rounds; round += 1) {
  const stand = await openStand(`round_${round}`);
  await storeReplayed(stand);
  for (const neighbour of NEIGHBOURS) {
    const times = await measure(stand, neighbour);
    measured[neighbour].push(times);
    const text = Object.entries(times).map(
      ([name, { p50, p99 }]) => `${name} p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms`,
    );
    progress(`round ${round}: ${NAMES[neighbour]}: ${text.join('; ')}`);
  }
  await stand.stop();
}

const mean = (of: Neighbour, what: keyof Times, figure: 'p50' | 'p99') =>
  measured[of].reduce((sum, times) => sum + times[what][figure], 0) / rounds;
print(`${events} webhooks at ${perSecond}/s, mean of ${rounds} rounds\n`);
for (const what of ['answered', 'processed'] as const) {
  print(`| ${what} | p50 | p99 | p99 relative to alone |\n|---|---|---|---|`);
  for (const neighbour of NEIGHBOURS) {
    const [p50, p99] = [mean(neighbour, what, 'p50'), mean(neighbour, what, 'p99')];
    print(
      `| ${NAMES[neighbour]} | ${p50.toFixed(1)} ms | ${p99.toFixed(1)} ms | ${(p99 / mean('none', what, 'p99')).toFixed(2)} |`,
    );
  }
  print('');
}
print('limits: 1.10 with failing events, 2.00 during a replay\n');
const last = await openStand('rush');
print(await rush(last));
await last.stop();
await cluster.stop();
rmSync(dataDir, { recursive: true, force: true });

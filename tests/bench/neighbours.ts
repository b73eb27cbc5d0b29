/**
 * `npm run bench:neighbours`: what good events pay for their neighbours. How long they take from arrival until applied by
 * themselves, with 1 % among them that the database refuses to apply, and beside a bulk replay of 10,000 events, twice.
 * `node tests/bench/neighbours.ts [events] [per second]`
 */
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { orExit, readNumbers } from '#lib/flags.ts';
import { replayEvents } from '#lib/inbox/replay.ts';
import { receive } from '#lib/pipeline.ts';
import type { Provider } from '#lib/providers/contract.ts';
import { flexport } from '#lib/providers/flexport/index.ts';
import { mvmnt } from '#lib/providers/mvmnt/index.ts';
import { openRuntime, type Runtime } from '#lib/runtime.ts';
import { databaseOf, prepare } from '../support/cluster.ts';
import { mvmntBatch } from '../support/inbox.ts';
import { departure, signed } from '../support/signed.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const USAGE = 'Usage: npm run bench:neighbours -- [events] [per second]';
const [events = 10_000, perSecond = 200] = orExit(() => readNumbers(USAGE, ['events', 'per second']));
const SECRET = 'whsec-current-0123';
const ROUNDS = 3;
/** Every so many events are sent together. */
const TICK = 20;
const REPLAYED = 10_000;
const BATCH = 1_000;

const REFUSE = `
  create function refuse() returns trigger language plpgsql as $$
  begin
    if new.external_id like 'poison%' then raise exception 'this one is poison'; end if;
    return new;
  end $$;
  create trigger refuse before insert or update on shipments for each row execute function refuse()`;

const NEIGHBOURS = ['none', 'poison', 'replay'] as const;
type Neighbour = (typeof NEIGHBOURS)[number];
const NAMES: Record<Neighbour, string> = {
  none: 'by themselves',
  poison: 'with 1 % poison among them',
  replay: `beside ${REPLAYED.toLocaleString('en-GB')} events replayed twice`,
};

type Lag = { p50: number; p99: number; worst: number };

async function measure(url: string, neighbour: Neighbour): Promise<Lag> {
  await prepare(url);
  const engine = await openRuntime(url, () => [SECRET]);
  await engine.sql.unsafe(REFUSE);
  await engine.work();
  await store(engine);
  const replaying = neighbour === 'replay' ? replayTwice(engine) : undefined;
  await sendEvenly(engine, neighbour === 'poison' ? 100 : Number.POSITIVE_INFINITY);
  await replaying;
  const [lag] = await engine.sql<Lag[]>`
    with good as (
      select extract(epoch from settled_at - received_at) * 1000 as lag from events where provider = 'flexport' and state = 'processed')
    select percentile_cont(0.5) within group (order by lag)::float8 as p50, percentile_cont(0.99) within group (order by lag)::float8 as p99,
      max(lag)::float8 as worst from good`;
  await engine.stop();
  if (!lag) throw new Error('Nothing was applied');
  return lag;
}

/** What will be replayed, and what the tables hold in each case. */
async function store(engine: Runtime): Promise<void> {
  for (let at = 0; at < REPLAYED; at += BATCH) await deliver(engine, mvmnt, mvmntBatch(BATCH, 0, `stored-${at}`));
  await applied(engine);
}

async function replayTwice(engine: Runtime): Promise<void> {
  for (let times = 0; times < 2; times += 1) {
    const { replayed } = await replayEvents(engine.sql, engine.queue, { provider: 'mvmnt' }, { by: 'bench' });
    if (replayed !== REPLAYED) throw new Error(`${replayed} events were replayed instead of ${REPLAYED}`);
    while ((await waiting(engine, 'mvmnt')) > 0) await sleep(100);
  }
}

/** Delivers at an even pace; one of so many is poison. */
async function sendEvenly(engine: Runtime, poisonEach: number): Promise<void> {
  const begun = performance.now();
  for (let sent = 0; sent < events; sent += TICK) {
    const names = Array.from(
      { length: TICK },
      (_, at) => `${(sent + at) % poisonEach === 1 ? 'poison' : 'good'}-${sent + at}`,
    );
    await Promise.all(names.map((name) => deliver(engine, flexport, departure(name, name))));
    await sleep(Math.max(0, begun + ((sent + TICK) * 1000) / perSecond - performance.now()));
  }
  await applied(engine);
}

async function deliver(engine: Runtime, provider: Provider, text: string): Promise<void> {
  const body = Buffer.from(text);
  const headers = { ...signed(body, SECRET), 'x-api-key': SECRET };
  const arrival = { headers, body, receivedAt: new Date().toISOString(), remote: '' };
  const { status } = await receive(provider, arrival, engine.receiver.contextOf(provider));
  if (status !== 200) throw new Error(`Answered ${status}`);
}

const waiting = async ({ sql }: Runtime, provider: string) =>
  // Poison waits for its next attempt, which does not concern the others.
  (await sql`select from events where provider = ${provider} and state = 'pending' and key not like '%poison%' limit 1`)
    .length;

async function applied(engine: Runtime): Promise<void> {
  while ((await waiting(engine, 'mvmnt')) + (await waiting(engine, 'flexport')) > 0) await sleep(100);
}

const dataDir = temporaryFolder();
const cluster = await startEmbedded({ dataDir });
const rounds: Record<Neighbour, Lag>[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const lags: Partial<Record<Neighbour, Lag>> = {};
  for (const neighbour of NEIGHBOURS) {
    const name = `${neighbour}_${round}`;
    const admin = openSql(cluster.url, { max: 1 });
    await admin.unsafe(`create database ${name}`);
    await admin.end();
    const lag = await measure(databaseOf(cluster.url, name), neighbour);
    lags[neighbour] = lag;
    const { p50, p99, worst } = lag;
    process.stderr.write(
      `round ${round + 1}: ${NAMES[neighbour]}: p50 ${p50.toFixed(0)}, p99 ${p99.toFixed(0)}, worst ${worst.toFixed(0)} ms\n`,
    );
  }
  rounds.push(lags as Record<Neighbour, Lag>);
}
const mean = (of: Neighbour, figure: keyof Lag) => rounds.reduce((sum, round) => sum + round[of][figure], 0) / ROUNDS;
process.stdout.write(
  `${events} events at ${perSecond}/s, mean of ${ROUNDS} rounds\n\n| good events | p50 | p99 | p99 to that by themselves |\n|---|---|---|---|\n`,
);
for (const neighbour of NEIGHBOURS) {
  const [p50, p99] = [mean(neighbour, 'p50'), mean(neighbour, 'p99')];
  process.stdout.write(
    `| ${NAMES[neighbour]} | ${p50.toFixed(1)} ms | ${p99.toFixed(1)} ms | ${(p99 / mean('none', 'p99')).toFixed(2)} |\n`,
  );
}
process.stdout.write(
  '\nbars: 1.10 with poison, 3.00 beside a replay (answers come from another process and do not wait for either)\n',
);
await cluster.stop();
rmSync(dataDir, { recursive: true, force: true });

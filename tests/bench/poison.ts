/**
 * What poisonous events cost the others: the lag of 10,000 good events with and without 1 % among them that the database
 * refuses to apply. `node tests/bench/poison.ts [events] [per second]`
 */
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { openEngine } from '#lib/engine.ts';
import { receive } from '#lib/pipeline.ts';
import { flexport } from '#lib/providers/flexport/index.ts';
import { databaseOf, prepare } from '../support/cluster.ts';
import { departure, signed } from '../support/signed.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const [events = 10_000, perSecond = 200] = process.argv.slice(2).map(Number);
const SECRET = 'whsec-current-0123';
/** Every so many events are sent together. */
const TICK = 20;

const REFUSE = `
  create function refuse() returns trigger language plpgsql as $$
  begin
    if new.external_id like 'poison%' then raise exception 'this one is poison'; end if;
    return new;
  end $$;
  create trigger refuse before insert or update on shipments for each row execute function refuse()`;

type Lag = { p50: number; p99: number; worst: number; dead: number };

/** Delivers at an even pace with a share of poison and says how long the good ones took from arrival until applied. */
async function measure(url: string, share: number): Promise<Lag> {
  await prepare(url);
  const engine = await openEngine(url, () => [SECRET]);
  await engine.sql.unsafe(REFUSE);
  await engine.work();
  const begun = performance.now();
  for (let sent = 0; sent < events; sent += TICK) {
    const bodies = Array.from({ length: TICK }, (_, at) => {
      const name = (sent + at) % 100 < share * 100 ? `poison-${sent + at}` : `good-${sent + at}`;
      return departure(name, name);
    });
    await Promise.all(
      bodies.map((text) => {
        const body = Buffer.from(text);
        const arrival = { headers: signed(body, SECRET), body, receivedAt: new Date().toISOString(), remote: '' };
        return receive(flexport, arrival, engine.receiver.contextOf(flexport));
      }),
    );
    await sleep(Math.max(0, begun + ((sent + TICK) * 1000) / perSecond - performance.now()));
  }
  const left = () => engine.sql`select from events where state = 'pending' limit 1`;
  while ((await left()).length > 0) await sleep(500);
  const [lag] = await engine.sql<Lag[]>`
    with good as (select extract(epoch from settled_at - received_at) * 1000 as lag from events where state = 'applied')
    select percentile_cont(0.5) within group (order by lag)::float8 as p50, percentile_cont(0.99) within group (order by lag)::float8 as p99,
      max(lag)::float8 as worst, (select count(*)::int from events where state = 'buried') as dead from good`;
  await engine.stop();
  if (!lag) throw new Error('Nothing was applied');
  return lag;
}

const dataDir = temporaryFolder();
const cluster = await startEmbedded({ dataDir });
const rounds: { alone: Lag; beside: Lag }[] = [];
for (let round = 0; round < 2; round += 1) {
  const lags: Lag[] = [];
  for (const share of [0, 0.01]) {
    const name = `poison_${round}_${share * 100}`;
    const admin = openSql(cluster.url, { max: 1 });
    await admin.unsafe(`create database ${name}`);
    await admin.end();
    lags.push(await measure(databaseOf(cluster.url, name), share));
  }
  const [alone, beside] = lags as [Lag, Lag];
  rounds.push({ alone, beside });
  const text = ({ p50, p99, worst, dead }: Lag) =>
    `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, worst ${worst.toFixed(0)} ms, ${dead} dead letters`;
  process.stdout.write(`without: ${text(alone)}\n1 %:     ${text(beside)}\n`);
}
const mean = (of: 'alone' | 'beside') => rounds.reduce((sum, round) => sum + round[of].p99, 0) / rounds.length;
process.stdout.write(`p99 beside 1 % of poison: ${(mean('beside') / mean('alone')).toFixed(2)} of that without\n`);
await cluster.stop();
rmSync(dataDir, { recursive: true, force: true });

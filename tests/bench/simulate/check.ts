import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { MAKERS, spreadOver } from '#tests/bench/apply.ts';
import { type Measured, measureForm } from '#tests/bench/costs/measure.ts';
import { othersBetween } from '#tests/bench/costs/scheduled.ts';
import { sendAt } from '#tests/bench/costs/send.ts';
import { openStands, type Stand } from '#tests/bench/costs/stand.ts';
import type { Config } from './config.ts';
import { openDurations } from './measures.ts';
import { PRODUCT_POLICY } from './policy.ts';
import { simulate } from './simulate.ts';

const SIZES = { shipments: 2_000, grouped: 4_000, single: 400 };
const FORM = 'documented';
/** A burst, during which the worker is killed; it is started again later. Seconds from the start. */
const LOAD = { seconds: 90, burst: { at: 10, seconds: 15, factor: 3 }, killAt: 15, startAt: 35 };
/** Webhooks a second, of what the worker processed a second from a backlog. */
const SHARE = 0.3;
const SAMPLE_S = 0.5;
/** How often the other work on the machine is measured. */
const OTHERS_S = 4;

type Sample = { time: number; backlog: number };
type Others = { from: number; count: number }[];
type Driven = { real: Seen; workerAwayUntil: number; others: Others };
type Seen = { samples: Sample[]; arrived: number; p50: number; p99: number; max: number };

const print = (line: string) => process.stdout.write(`${line}\n`);

/**
 * `npm run simulate -- --check`: measures the costs of an event on a real server, drives it through a burst and the death of its worker,
 * and prints backlog and delays beside those of a simulation with the costs of the same run. Takes some three minutes, and more on a
 * busy machine. What else runs on the machine is measured, and simulated as threads that always run.
 */
export async function check(): Promise<void> {
  const stands = await openStands();
  try {
    const stand = await stands.open('driven');
    const measured = await measureForm(stand, FORM, SIZES);
    const perSecond = Math.max(1, Math.round(measured.perSecond * SHARE));
    const { real, workerAwayUntil, others } = await drive(stand, perSecond);
    await stand.stop();
    print(`${measured.perSecond.toFixed(0)} events a second from a backlog; sent ${perSecond} a second`);
    print(`threads of other processes, every ${OTHERS_S} s: ${others.map(({ count }) => count.toFixed(1)).join(' ')}`);
    print(JSON.stringify(measured.costs));
    compare(perSecond, real, seenIn(configOf(measured, perSecond, workerAwayUntil, others)));
  } finally {
    await stands.stop();
  }
}

/** Drives the server, and samples what it has not yet processed. */
async function drive(stand: Stand, perSecond: number): Promise<Driven> {
  const { sql } = stand;
  const [{ from } = { from: '' }] = await sql<{ from: string }[]>`select now()::text as from`;
  const begun = performance.now();
  const elapsed = () => (performance.now() - begun) / 1_000;
  const sampling = sampleUntilStopped(stand, elapsed);
  const watching = watchOthers(stand, elapsed);
  const spread = spreadOver(SIZES.shipments);
  const { at, seconds, factor } = LOAD.burst;
  const sending = sendAt(stand.url, (number) => MAKERS[FORM].later(1_000_000 + number, spread(number)), {
    rateAt: (time) => perSecond * (time >= at && time < at + seconds ? factor : 1),
    seconds: LOAD.seconds,
  });
  await sleep(LOAD.killAt * 1_000);
  await stand.killWorker();
  await sleep(Math.max(0, LOAD.startAt - elapsed()) * 1_000);
  await stand.startWorker();
  const workerAwayUntil = elapsed();
  const arrived = await sending;
  await stand.whenProcessed();
  const samples = await sampling.stop();
  const others = await watching.stop();
  return { real: { samples, arrived, ...(await delaysOf(stand, from)) }, workerAwayUntil, others };
}

function sampleUntilStopped({ sql }: Stand, elapsed: () => number): { stop(): Promise<Sample[]> } {
  let isOver = false;
  const samples: Sample[] = [];
  const sampling = (async () => {
    for (; !isOver; await sleep(SAMPLE_S * 1_000)) {
      const [row] = await sql<{ count: number }[]>`select count(*)::int as count from events where state = 'pending'`;
      samples.push({ time: elapsed(), backlog: row?.count ?? 0 });
    }
    return samples;
  })();
  return {
    stop() {
      isOver = true;
      return sampling;
    },
  };
}

/** Measures how many threads of other processes ran, until it is stopped. */
function watchOthers(stand: Stand, elapsed: () => number): { stop(): Promise<Others> } {
  const ending = new AbortController();
  const others: Others = [];
  const watching = (async () => {
    while (!ending.signal.aborted) {
      const [before, from] = [stand.scheduled(), elapsed()];
      await sleep(OTHERS_S * 1_000, undefined, { signal: ending.signal }).catch(() => {});
      const count = othersBetween(before, stand.scheduled(), elapsed() - from);
      if (elapsed() - from > OTHERS_S / 2) others.push({ from, count });
    }
    return others;
  })();
  return {
    stop() {
      ending.abort();
      return watching;
    },
  };
}

async function delaysOf({ sql }: Stand, from: string): Promise<Omit<Seen, 'samples' | 'arrived'>> {
  const rows = await sql<{ delay: number }[]>`
    select extract(epoch from settled_at - received_at)::float8 as delay from events where received_at >= ${from}::timestamptz`;
  const delays = openDurations();
  for (const { delay } of rows) delays.note(delay, 1);
  return delays.read();
}

function configOf(
  { costs, commitS, senderCpuS }: Measured,
  perSecond: number,
  workerAwayUntil: number,
  others: Others,
): Config {
  return {
    seed: 1,
    seconds: LOAD.seconds + 300,
    policy: PRODUCT_POLICY,
    costs,
    shards: 1,
    gateways: 1,
    workers: 1,
    databaseCores: 1,
    machine: { cores: availableParallelism(), others },
    commitS,
    grain: 1,
    senderCpuS,
    load: { perSecond, peak: 1, peakAt: 0, bursts: [LOAD.burst], skew: 0, until: LOAD.seconds },
    backlog: 0,
    outages: [{ at: LOAD.killAt, seconds: workerAwayUntil - LOAD.killAt, workers: 1 }],
    failovers: [],
    replays: [],
    retriesS: [],
    sampleS: SAMPLE_S,
  };
}

function seenIn(config: Config): Seen {
  const { samples, arrived, delay } = simulate(config);
  return { samples, arrived, ...delay };
}

/** The peak of the backlog, and how long after it at most what arrives in two seconds waits; null if it always is more. */
function peakOf(samples: readonly Sample[], perSecond: number): { peak: number; drain: number | null } {
  const highest = samples.reduce((most, one) => (one.backlog > most.backlog ? one : most), { time: 0, backlog: 0 });
  const drained = samples.find(({ time, backlog }) => time > highest.time && backlog <= 2 * perSecond);
  return { peak: highest.backlog, drain: drained ? drained.time - highest.time : null };
}

function compare(perSecond: number, real: Seen, simulated: Seen): void {
  print('\n| | real | simulated | simulated by real |\n|---|---|---|---|');
  const line = (name: string, one: number | null, other: number | null, digits: number) => {
    const ratio = one && other ? (other / one).toFixed(2) : '-';
    print(`| ${name} | ${one?.toFixed(digits) ?? '-'} | ${other?.toFixed(digits) ?? '-'} | ${ratio} |`);
  };
  const [seen, expected] = [peakOf(real.samples, perSecond), peakOf(simulated.samples, perSecond)];
  line('webhooks', real.arrived, simulated.arrived, 0);
  line('peak of the backlog', seen.peak, expected.peak, 0);
  line('drained after, s', seen.drain, expected.drain, 1);
  for (const name of ['p50', 'p99', 'max'] as const) line(`${name} until processed, s`, real[name], simulated[name], 3);
  print('\n| second | real backlog | simulated |\n|---|---|---|');
  for (let time = 0; time <= LOAD.seconds; time += 5) {
    const near = ({ samples }: Seen) => samples.find((one) => one.time >= time)?.backlog ?? 0;
    print(`| ${time} | ${near(real)} | ${near(simulated)} |`);
  }
}

import { rateAt } from './arrivals.ts';
import type { Config } from './config.ts';
import { MEASURED } from './measured-costs.ts';
import type { Plan } from './plan.ts';
import { SCENARIOS, type ScenarioName } from './scenarios.ts';
import type { Result } from './simulate.ts';

const whole = (value: number) => Math.round(value).toLocaleString('en-GB');
const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(bytes < 1e10 ? 2 : 0)} GB`;

/** A duration as text. */
export function duration(seconds: number): string {
  if (seconds < 0.01) return `${(seconds * 1_000).toFixed(1)} ms`;
  if (seconds < 1) return `${(seconds * 1_000).toFixed(0)} ms`;
  if (seconds < 100) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** After its peak, when the backlog was first at most what arrives in two seconds; null if it never was. Seconds from the peak. */
export function drainOf({ backlog, samples }: Result, config: Config): number | null {
  const after = samples.find(
    ({ time, backlog: left }) => time >= backlog.peakAt && left <= 2 * rateAt(config, time) + 1,
  );
  return after ? Math.max(0, after.time - backlog.peakAt) : null;
}

/** When the backlog was drained; nothing if it was never more than arrives in two seconds. */
function drainWords(result: Result, config: Config): string {
  if (result.backlog.peak <= 2 * rateAt(config, result.backlog.peakAt) + 1) return '';
  const drain = drainOf(result, config);
  return drain === null ? ', not drained before the end' : `, drained ${duration(drain)} later`;
}

const range = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return `${percent(mean)}, the busiest ${percent(Math.max(...values))}`;
};

/** What was simulated and what came of it, as lines of text. */
export function reportOf(config: Config, scenarios: readonly ScenarioName[], result: Result, plan: Plan): string {
  const { load } = config;
  return [
    `${whole(load.perSecond * 86_400)} events a day: ${whole(load.perSecond)} a second, ${whole(load.perSecond * load.peak)} at the peak`,
    `${config.shards} PostgreSQL of ${config.databaseCores} cores, ${config.gateways} gateways, ${config.workers} workers`,
    `${duration(config.seconds)} around the peak, seed ${config.seed}, ${config.grain} webhooks at a time`,
    ...scenarios.map((name) => `scenario ${name}: ${SCENARIOS[name].words}`),
    `costs: ${MEASURED.machine}, ${MEASURED.date}, ${whole(MEASURED.shipments)} shipments`,
    '',
    `arrived               ${whole(result.arrived)}`,
    `processed             ${whole(result.processed)}, at the end ${whole(result.backlog.atEnd)} wait`,
    `answered 503          ${whole(result.refused)}, sent again and stored before ${whole(result.duplicates)}, given up ${whole(result.givenUp)}`,
    `replayed              ${whole(result.replayed)}`,
    `backlog               mean ${whole(result.backlog.mean)}, peak ${whole(result.backlog.peak)} after ${duration(result.backlog.peakAt)}${drainWords(result, config)}`,
    `until 200             p50 ${duration(result.answer.p50)}, p99 ${duration(result.answer.p99)}, at most ${duration(result.answer.max)}`,
    `until processed       p50 ${duration(result.delay.p50)}, p99 ${duration(result.delay.p99)}, at most ${duration(result.delay.max)}`,
    `gateways busy         ${range(result.utilisation.gateways)}`,
    `workers busy          ${range(result.utilisation.workers)}`,
    `PostgreSQL busy       ${range(result.utilisation.databases)}`,
    `in a commit, a batch  ${(result.stored / result.commits).toFixed(1)} webhooks, ${((result.processed + result.replayed) / result.batches).toFixed(1)} events`,
    '',
    `a day                 ${gigabytes(plan.day.stored)} stored, ${gigabytes(plan.day.wal)} of WAL, ${gigabytes(plan.day.webhooks)} of webhooks, ${whole(plan.day.rows / 1e6)} million rows written`,
    `a shard in 30 days    ${gigabytes((plan.day.stored * 30) / config.shards)} stored`,
    `connections           ${plan.connections} to each PostgreSQL at most`,
    ...plan.capacities.map(
      ({ part, perSecond }) => `${`${part} at most`.padEnd(21)} ${whole(perSecond)} events a second in each shard`,
    ),
    `saturates first       ${plan.first.part}, at ${whole(plan.first.eventsPerDay / 1e6)} million events a day`,
    '',
  ].join('\n');
}

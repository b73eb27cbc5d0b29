import { Misuse, readFlags, readNumber } from '#lib/flags.ts';
import type { Config } from './config.ts';
import { scaleCosts } from './costs.ts';
import { COMMIT_S, measuredCosts } from './measured-costs.ts';
import { PRODUCT_POLICY } from './policy.ts';
import { SCENARIO_NAMES, SCENARIOS, type ScenarioName, withScenarios } from './scenarios.ts';

/** What is asked for. `asJson`: the result as JSON. */
export type Options = { config: Config; scenarios: ScenarioName[]; asJson: boolean };

/** By flag: default, least, most, and what it is. */
const NUMBERS = {
  'events-per-day': [10_000_000, 1, 1e10, 'webhooks of one event each'],
  documented: [0.5, 0, 1, 'share of them with full snapshots; the others are short'],
  shards: [1, 1, 1_000, 'PostgreSQL servers; entities are divided among them by a hash'],
  gateways: [2, 1, 10_000, 'web processes, at least one for each shard'],
  workers: [2, 1, 10_000, 'worker processes, at least one for each shard'],
  'database-cores': [8, 1, 1_000, 'cores of each PostgreSQL'],
  'cpu-factor': [1, 0.01, 100, 'CPU time by that of the measured machine'],
  'commit-ms': [Number((COMMIT_S * 1_000).toPrecision(2)), 0, 1_000, 'wait of a commit for the disk'],
  peak: [2, 1, 2, 'highest rate of the day by its mean'],
  skew: [0.1, 0, 10, 'by how much the largest shard exceeds the mean'],
  hours: [2, 0.1, 48, 'how long is simulated, with the peak in the middle'],
  'incident-hours': [0.5, 0, 48, 'when scenarios begin'],
  'incident-seconds': [null, 1, 86_400, 'how long they last, instead of their own time'],
  grain: [null, 1, 256, 'webhooks that arrive together; by default as many as keep the run short'],
  seed: [1, 0, 2 ** 32 - 1, 'of the random numbers'],
} as const satisfies Record<string, readonly [number | null, number, number, string]>;

type NumberName = keyof typeof NUMBERS;

/** The numbers that must be whole. */
const WHOLE: readonly NumberName[] = ['shards', 'gateways', 'workers', 'database-cores', 'grain', 'seed'];

/** Arrivals of a run, at which it takes some ten seconds of CPU. */
const ARRIVALS = 1_000_000;

/** Seconds after which a provider sends again: first what `Retry-After` says, then twice as long each time, up to an hour. */
const RETRIES_S = Array.from({ length: 12 }, (_, at) => Math.min(3_600, 5 * 2 ** at));

export const USAGE = [
  'Usage: npm run simulate -- [options]',
  '',
  ...Object.entries(NUMBERS).map(([name, [usual, , , words]]) => {
    const usually = usual === null ? '' : ` (${usual})`;
    return `  --${`${name} <number>`.padEnd(26)} ${words}${usually}`;
  }),
  `  --${'scenario <name>'.padEnd(26)} may be repeated:`,
  ...Object.entries(SCENARIOS).map(([name, { words }]) => `    ${name.padEnd(26)} ${words}`),
  `  --${'json'.padEnd(26)} prints the result as JSON`,
  `  --${'check'.padEnd(26)} drives a real server on this machine instead, and prints it beside a simulation of it`,
].join('\n');

/** Reads the command line. Throws `Misuse` for unknown flags, names and values that are out of range. */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const numbers = Object.fromEntries(Object.keys(NUMBERS).map((name) => [name, text]));
  const { values } = readFlags(USAGE, {
    args: [...args],
    options: { ...numbers, scenario: { type: 'string', multiple: true }, json: { type: 'boolean' } },
  });
  const given = values as Record<string, string | undefined>;
  const number = (name: NumberName) => numberOf(name, given[name]) ?? Number(NUMBERS[name][0]);
  const scenarios = ((values.scenario as string[] | undefined) ?? ['steady']).map(scenarioOf);
  const config = configOf(number, numberOf('grain', given.grain));
  for (const part of ['gateways', 'workers'] as const)
    if (config[part] < config.shards) throw new Misuse(`${part} must be at least one for each shard\n\n${USAGE}`);
  const incident = {
    at: number('incident-hours') * 3_600,
    seconds: numberOf('incident-seconds', given['incident-seconds']),
  };
  return { config: withScenarios(config, scenarios, incident), scenarios, asJson: values.json === true };
}

function numberOf(name: NumberName, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = readNumber(USAGE, name, text);
  const [, least, most] = NUMBERS[name];
  if (value < least || value > most)
    throw new Misuse(`${name} must be from ${least} to ${most}, not "${text}"\n\n${USAGE}`);
  if (WHOLE.includes(name) && !Number.isInteger(value))
    throw new Misuse(`${name} must be whole, not "${text}"\n\n${USAGE}`);
  return value;
}

function scenarioOf(name: string): ScenarioName {
  const known = SCENARIO_NAMES.find((one) => one === name);
  if (!known) throw new Misuse(`scenario must be one of ${SCENARIO_NAMES.join(', ')}, not "${name}"\n\n${USAGE}`);
  return known;
}

function configOf(number: (name: NumberName) => number, grain: number | null): Config {
  const perSecond = number('events-per-day') / 86_400;
  const seconds = Math.round(number('hours') * 3_600);
  return {
    seed: number('seed'),
    seconds,
    policy: PRODUCT_POLICY,
    costs: scaleCosts(measuredCosts(number('documented')), number('cpu-factor')),
    shards: number('shards'),
    gateways: number('gateways'),
    workers: number('workers'),
    databaseCores: number('database-cores'),
    machine: null,
    commitS: number('commit-ms') / 1_000,
    grain: grain ?? Math.max(1, Math.min(256, Math.round((perSecond * seconds * number('peak')) / ARRIVALS))),
    senderCpuS: 0,
    load: {
      perSecond,
      peak: number('peak'),
      peakAt: seconds / 2,
      bursts: [],
      skew: number('skew'),
      until: seconds,
    },
    backlog: 0,
    outages: [],
    failovers: [],
    replays: [],
    retriesS: RETRIES_S,
    sampleS: 10,
  };
}

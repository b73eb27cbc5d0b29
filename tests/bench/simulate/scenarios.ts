import type { Config } from './config.ts';

type Incidents = Partial<Pick<Config, 'outages' | 'failovers' | 'replays'>> & { bursts?: Config['load']['bursts'] };

/** What can happen, from `at` for `seconds`. `load` is used to say how much it is. */
type Scenario = { words: string; incidents: (at: number, seconds: number) => Incidents; seconds: number };

const ALL_WORKERS = Number.POSITIVE_INFINITY;

export const SCENARIOS = {
  steady: { words: 'the daily curve alone', seconds: 0, incidents: () => ({}) },
  burst: {
    words: 'five times as many webhooks for ten minutes',
    seconds: 600,
    incidents: (at, seconds) => ({ bursts: [{ at, seconds, factor: 5 }] }),
  },
  'dead-worker': {
    words: 'one worker of each shard is dead for ten minutes',
    seconds: 600,
    incidents: (at, seconds) => ({ outages: [{ at, seconds, workers: 1 }] }),
  },
  failover: {
    words: 'the database of the largest shard is away for 30 seconds; providers send refused webhooks again',
    seconds: 30,
    incidents: (at, seconds) => ({ failovers: [{ at, seconds, shard: 0 }] }),
  },
  backlog: {
    words: 'no worker runs for an hour',
    seconds: 3_600,
    incidents: (at, seconds) => ({ outages: [{ at, seconds, workers: ALL_WORKERS }] }),
  },
  replay: {
    words: '100,000 events are replayed in the background',
    seconds: 0,
    incidents: (at) => ({ replays: [{ at, events: 100_000 }] }),
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;
export const SCENARIO_NAMES = Object.keys(SCENARIOS) as ScenarioName[];

/** Adds what happens to a configuration, all from `at`; `seconds` instead of those of each scenario if it is not null. */
export function withScenarios(
  config: Config,
  names: readonly ScenarioName[],
  { at, seconds }: { at: number; seconds: number | null },
): Config {
  let changed = config;
  for (const name of names) {
    const scenario: Scenario = SCENARIOS[name];
    const {
      bursts = [],
      outages = [],
      failovers = [],
      replays = [],
    } = scenario.incidents(at, seconds ?? scenario.seconds);
    changed = {
      ...changed,
      load: { ...changed.load, bursts: [...changed.load.bursts, ...bursts] },
      outages: [...changed.outages, ...outages],
      failovers: [...changed.failovers, ...failovers],
      replays: [...changed.replays, ...replays],
    };
  }
  return changed;
}

import { describe, expect, it } from 'vitest';
import type { Config } from './config.ts';
import { readOptions } from './options.ts';
import { planOf } from './plan.ts';
import { reportOf } from './report.ts';
import { simulate } from './simulate.ts';
import { at, FREE } from './test-config.ts';

const COSTS = {
  ...FREE,
  gateway: { each: 0.000_1, group: 0.000_2 },
  storing: { each: 0.000_1, group: 0.000_5 },
  worker: { each: 0.000_5, group: 0.002 },
  applying: { each: 0.000_5, group: 0.002 },
};

/** Webhooks for the first 200 of 600 seconds, while everything goes wrong. */
const TROUBLED: Config = at(150, {
  costs: COSTS,
  seconds: 600,
  commitS: 0.002,
  shards: 2,
  gateways: 2,
  workers: 3,
  databaseCores: 2,
  load: { ...at(0).load, until: 200, skew: 0.1, bursts: [{ at: 20, seconds: 10, factor: 5 }] },
  outages: [{ at: 25, seconds: 30, workers: 1 }],
  failovers: [{ at: 60, seconds: 12, shard: 0 }],
  replays: [{ at: 100, events: 2_000 }],
});

const printed = (...args: string[]) => {
  const { config, scenarios } = readOptions(args);
  return reportOf(config, scenarios, simulate(config), planOf(config));
};

describe('a simulation', () => {
  it('loses no webhook: through bursts, kills and a failover each is processed once', () => {
    const result = simulate(TROUBLED);
    expect(result.arrived).toBeGreaterThan(30_000);
    expect(result.refused).toBeGreaterThan(0);
    expect(result).toMatchObject({
      processed: result.arrived,
      stored: result.arrived,
      givenUp: 0,
      retrying: 0,
      replayed: 2_000,
    });
    expect(result.backlog.atEnd).toBe(0);
  });

  it('answers 503 only when the database is away for longer than a write is repeated', () => {
    const away = (seconds: number) => simulate({ ...TROUBLED, failovers: [{ at: 60, seconds, shard: 0 }] });
    expect(away(3).refused).toBe(0);
    expect(away(3).answer.max).toBeGreaterThan(2.5);
    expect(away(12).refused).toBeGreaterThan(150);
  });

  it('gives up webhooks that are refused more often than their provider tries', () => {
    const { arrived, givenUp, processed, backlog } = simulate({ ...TROUBLED, retriesS: [] });
    expect(givenUp).toBeGreaterThan(0);
    expect(processed + givenUp + backlog.atEnd).toBe(arrived);
  });

  it('is the same for the same seed, byte for byte, and another for another', () => {
    const args = [
      '--events-per-day',
      '500000',
      '--hours',
      '0.5',
      '--incident-hours',
      '0.2',
      '--scenario',
      'dead-worker',
    ];
    const first = printed(...args, '--seed', '7');
    expect(printed(...args, '--seed', '7')).toBe(first);
    expect(printed(...args, '--seed', '8')).not.toBe(first);
  });

  it('leaves the work of a dead worker to the others', () => {
    const all = { outages: [{ at: 10, seconds: 50, workers: 2 }] };
    const one = { outages: [{ at: 10, seconds: 50, workers: 1 }] };
    const of = (changed: Partial<Config>) => simulate(at(300, { costs: COSTS, workers: 2, seconds: 100, ...changed }));
    expect(of(all).backlog.peak).toBeGreaterThan(300 * 45);
    expect(of(one).backlog.peak).toBeLessThan(300 * 2);
  });

  it('replays beside live webhooks in a quarter of the time of a worker', () => {
    const costs = { ...FREE, worker: { each: 0.001, group: 0 } };
    const replay = (perSecond: number) =>
      simulate(at(perSecond, { costs, seconds: 60, replays: [{ at: 0, events: 200_000 }] }));
    expect(replay(0).replayed).toBeGreaterThan(0.95 * 60_000);
    // Ten live events a second take next to nothing, and their batches keep the background ones slow.
    expect(replay(10).replayed).toBeGreaterThan(0.2 * 60_000);
    expect(replay(10).replayed).toBeLessThan(0.3 * 60_000);
  });
});

describe('a plan', () => {
  it('names the part that is busy first, and the bytes of a day', () => {
    const config = at(100, {
      costs: { ...COSTS, body: 1_000, stored: 3_000, wal: { storing: 1_000, applying: 2_000 }, rows: 4 },
    });
    const plan = planOf(config);
    expect(plan.day).toEqual({
      stored: 8_640_000 * 3_000,
      wal: 8_640_000 * 3_000,
      webhooks: 8_640_000 * 1_500,
      rows: 8_640_000 * 4,
    });
    expect(plan.first.part).toBe('PostgreSQL');
    // A worker needs 0.5 ms of CPU and waits for 0.5 ms of PostgreSQL, and has two batches at once.
    const each = 0.000_5 + 0.002 / 1_200;
    expect(plan.capacities.find(({ part }) => part === 'workers')?.perSecond).toBeCloseTo(1 / each, 3);
  });
});

describe('the command line', () => {
  it.each([
    [['--wroker', '2'], "'--wroker'"],
    [['--scenario', 'flood'], 'scenario must be one of steady, burst'],
    [['--events-per-day', 'many'], 'events-per-day must be a number, not "many"'],
    [['--peak', '3'], 'peak must be from 1 to 2'],
    [['--shards', '1.5'], 'shards must be whole'],
    [['--shards', '4', '--gateways', '4', '--workers', '3'], 'workers must be at least one for each shard'],
    [['100'], "Unexpected argument '100'"],
  ])('%j is refused', (args, words) => {
    expect(() => readOptions(args)).toThrow(words);
    expect(() => readOptions(args)).toThrow('Usage: npm run simulate');
  });
});

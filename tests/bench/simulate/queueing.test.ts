import { describe, expect, it } from 'vitest';
import type { Config } from './config.ts';
import { PRODUCT_POLICY } from './policy.ts';
import { simulate } from './simulate.ts';
import { at, FREE } from './test-config.ts';

/** One event in each transaction and no waiting for notifications: a single server. */
const SINGLE: Config['policy'] = {
  ...PRODUCT_POLICY,
  batches: { ...PRODUCT_POLICY.batches, live: { events: 1, bodyBytes: Number.MAX_SAFE_INTEGER, jobs: 1 } },
  concurrentBatches: 1,
  notifyS: 0,
  store: { batch: 1, writers: 1, waiting: Number.MAX_SAFE_INTEGER },
};

const S = 0.01;
const each = (seconds: number) => ({ each: seconds, group: 0 });

/** How far a result is from what theory says, as a share of it. */
const error = (actual: number, expected: number) => Math.abs(actual / expected - 1);

describe('a simulation agrees with queueing theory on', () => {
  it.each([0.3, 0.8])('the mean time in an M/D/1 queue that is busy %d of the time', (busy) => {
    const config = at(busy / S, {
      seconds: busy > 0.5 ? 1_500 : 600,
      policy: SINGLE,
      costs: { ...FREE, worker: each(S) },
    });
    const { delay } = simulate(config);
    // Pollaczek and Khinchine: the wait is ρ S / 2 (1 - ρ) where each service takes S.
    expect(error(delay.mean, S + (busy * S) / (2 * (1 - busy)))).toBeLessThan(0.05);
  });

  it.each([0.3, 0.8])('the mean time in an M/G/1 queue with a shared processor that is busy %d of the time', (busy) => {
    const policy = { ...SINGLE, store: { ...SINGLE.store, writers: 10_000 } };
    const { answer } = simulate(
      at(busy / S, { seconds: busy > 0.5 ? 1_500 : 600, policy, costs: { ...FREE, storing: each(S) } }),
    );
    // The same as M/M/1, whatever the distribution of the work: S / (1 - ρ).
    expect(error(answer.mean, S / (1 - busy))).toBeLessThan(0.05);
  });

  it('the utilisation law: a part is busy for its throughput times what each event costs it', () => {
    const costs = {
      ...FREE,
      gateway: each(0.000_5),
      storing: each(0.000_4),
      worker: each(0.001),
      applying: each(0.002),
    };
    const { utilisation, processed } = simulate(at(250, { costs, databaseCores: 2, seconds: 200 }));
    const perSecond = processed / 200;
    expect(error(perSecond, 250)).toBeLessThan(0.02);
    expect(error(utilisation.gateways[0] ?? 0, perSecond * 0.000_5)).toBeLessThan(0.01);
    expect(error(utilisation.workers[0] ?? 0, perSecond * 0.001)).toBeLessThan(0.01);
    expect(error(utilisation.databases[0] ?? 0, (perSecond * 0.002_4) / 2)).toBeLessThan(0.01);
  });

  it("Little's law: as many events wait as arrive in the time that one waits", () => {
    const costs = { ...FREE, storing: { each: 0.000_1, group: 0.001 }, worker: { each: 0.001, group: 0.005 } };
    const result = simulate(at(700, { costs, workers: 1, seconds: 300, commitS: 0.002 }));
    // The backlog counts stored events, so their wait begins with the answer.
    const waited = result.delay.mean - result.answer.mean;
    expect(waited).toBeGreaterThan(0.005);
    expect(error(result.backlog.mean, (result.processed / 300) * waited)).toBeLessThan(0.02);
  });

  it('the time in which a backlog is drained: its size by what is processed more than arrives', () => {
    const costs = { ...FREE, worker: each(0.001), applying: each(0.000_2) };
    const { samples } = simulate(at(300, { costs, backlog: 100_000, seconds: 300 }));
    const drained = samples.find(({ backlog }) => backlog < 300)?.time ?? 0;
    expect(error(drained, 100_000 / (1_000 - 300))).toBeLessThan(0.03);
  });

  it('the growth of a backlog: what arrives more than is processed', () => {
    const { backlog } = simulate(at(1_500, { costs: { ...FREE, worker: each(0.001) }, seconds: 200 }));
    expect(error(backlog.atEnd, (1_500 - 1_000) * 200)).toBeLessThan(0.02);
  });

  it('the pace on a machine that others use: with seven of their threads on two cores, one of ours has a quarter of a core', () => {
    const machine = { cores: 2, others: [{ from: 0, count: 7 }] };
    const { samples } = simulate(
      at(0, { costs: { ...FREE, worker: each(0.001) }, machine, backlog: 10_000, seconds: 100 }),
    );
    // 10 s of work on one thread, of eight that share two cores.
    const drained = samples.find(({ backlog }) => backlog === 0)?.time ?? 0;
    expect(error(drained, 10 / (2 / 8))).toBeLessThan(0.03);
  });

  it('the webhooks of a day whose rate is a cosine: as many as at its mean', () => {
    const load = { ...at(0).load, peak: 1.8, peakAt: 43_200 };
    const { arrived } = simulate(at(1, { seconds: 86_400, load, policy: { ...PRODUCT_POLICY, pollS: 3_600 } }));
    expect(error(arrived, 86_400)).toBeLessThan(0.015);
  });
});

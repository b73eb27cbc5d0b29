import { expect, it } from 'vitest';
import { LIMITS, type Limits, nextLimits } from './limits.ts';

function after(limits: Limits, ...durations: number[]): Limits {
  return durations.reduce((current, ms) => nextLimits(current, LIMITS, ms), limits);
}

it('halves the limits after a slow step, and doubles them after a fast one up to the largest', () => {
  expect(after(LIMITS, 2_500)).toEqual({ events: 500, bodyBytes: 2 * 1024 * 1024, entities: 150 });
  expect(after(LIMITS, 2_500, 9_000)).toEqual({ events: 250, bodyBytes: 1024 * 1024, entities: 75 });
  expect(after(LIMITS, 2_500, 1_000)).toEqual(after(LIMITS, 2_500));
  expect(after(LIMITS, 2_500, 100)).toEqual(LIMITS);
  expect(after(LIMITS, 100)).toEqual(LIMITS);
});

it('keeps a sixteenth, so that a pass ends while webhooks arrive', () => {
  const least = after(LIMITS, ...Array<number>(20).fill(10_000));
  expect(least).toEqual({ events: 63, bodyBytes: 256 * 1024, entities: 19 });
  expect(after(least, ...Array<number>(5).fill(100))).toEqual(LIMITS);
  const one = { events: 1, bodyBytes: 1, entities: 1 };
  expect(nextLimits(one, one, 10_000)).toEqual(one);
});

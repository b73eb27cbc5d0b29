import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { fitCost } from './fit.ts';
import { othersBetween, type Scheduled } from './scheduled.ts';

describe('the cost of an event and of a group', () => {
  it('follow from a run in large groups and one in small ones', () => {
    // 2 for each and 50 for each group.
    const large = { things: 1_000, groups: 10, seconds: 2_500 };
    const small = { things: 100, groups: 100, seconds: 5_200 };
    expect(fitCost(large, small)).toEqual({ each: 2, group: 50 });
  });

  it('are never negative', () => {
    const large = { things: 1_000, groups: 10, seconds: 2_000 };
    expect(fitCost(large, { things: 100, groups: 100, seconds: 100 })).toEqual({ each: 2, group: 0 });
    expect(fitCost(large, { things: 100, groups: 100, seconds: 50_000 })).toEqual({ each: 0, group: 500 });
  });
});

it('other work is what keeps our threads from a core more than they keep each other', () => {
  const at = (ran: number, waited: number): Scheduled => new Map([[1, { ran, waited }]]);
  const cores = availableParallelism();
  // A single thread that always can run, and runs half of the time: twice as many threads as cores, itself among them.
  expect(othersBetween(at(10, 10), at(15, 15), 10)).toBe(2 * cores - 1);
  expect(othersBetween(at(10, 10), at(10, 10), 10)).toBe(0);
});

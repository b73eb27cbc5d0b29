import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unavailable } from '#lib/errors.ts';
import { type GroupCommitOptions, groupCommit } from './group-commit.ts';

class Refusal extends Error {}

const options = (given: Partial<GroupCommitOptions<number>> = {}): GroupCommitOptions<number> => ({
  batch: 4,
  writers: 2,
  waiting: 1_000,
  weigh: () => 1,
  batchWeight: 100,
  waitingWeight: 1_000,
  isRefusal: (thrown) => thrown instanceof Refusal,
  ...given,
});

describe('a shared write', () => {
  it('returns to each caller its own result, in batches within the limits, with at most the allowed writers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 60 }), async (weights) => {
        let writing = 0;
        const commit = groupCommit<number, string>(
          async (items) => {
            writing += 1;
            expect(writing).toBeLessThanOrEqual(2);
            expect(items.length).toBeLessThanOrEqual(4);
            const heavy = items.reduce((sum, at) => sum + (weights[at] ?? 0), 0);
            expect(items.length === 1 || heavy <= 100).toBe(true);
            await sleep(0);
            writing -= 1;
            return items.map((at) => `stored ${at}`);
          },
          options({ weigh: (at) => weights[at] ?? 0, waitingWeight: 10_000 }),
        );
        const results = await Promise.all(weights.map((_, at) => commit(at)));
        expect(results).toEqual(weights.map((_, at) => `stored ${at}`));
      }),
    );
  });

  it('starts at once when a writer is free, together with items of the same tick', async () => {
    const batches: number[][] = [];
    const commit = groupCommit<number, number>(async (items) => {
      batches.push([...items]);
      return items;
    }, options());
    await commit(1);
    await Promise.all([commit(2), commit(3), commit(4)]);
    expect(batches).toEqual([[1], [2, 3, 4]]);
  });
});

describe('a rejected item', () => {
  it('fails alone; every other item of the batch is written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(39), { maxLength: 10 }), async (guilty) => {
        const written: number[] = [];
        const commit = groupCommit<number, number>(
          async (items) => {
            if (items.some((at) => guilty.includes(at))) throw new Refusal();
            written.push(...items);
            return items;
          },
          options({ batch: 16 }),
        );
        const settled = await Promise.allSettled(Array.from({ length: 40 }, (_, at) => commit(at)));
        expect(settled.flatMap(({ status }, at) => (status === 'rejected' ? [at] : []))).toEqual(
          guilty.toSorted((a, b) => a - b),
        );
        expect(written.toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: 40 }, (_, at) => at).filter((at) => !guilty.includes(at)),
        );
      }),
    );
  });
});

describe('a write that fails for another reason', () => {
  it('fails all of its callers, is not retried, and leaves room for later ones', async () => {
    let writes = 0;
    const commit = groupCommit<number, number>(
      async (items) => {
        writes += 1;
        if (writes === 1) throw new Error('the database is unavailable');
        return items;
      },
      options({ waitingWeight: 3 }),
    );
    const settled = await Promise.allSettled([commit(1), commit(2), commit(3)]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(writes).toBe(1);
    expect(await Promise.all([commit(4), commit(5), commit(6)])).toEqual([4, 5, 6]);
  });
});

describe('a caller beyond a limit', () => {
  const held = () => Promise.withResolvers<void>();

  it('is rejected at once', async () => {
    const gate = held();
    const write = async (items: readonly number[]) => {
      await gate.promise;
      return items;
    };
    const commit = groupCommit<number, number>(write, options({ batch: 1, writers: 1, waiting: 2 }));
    const first = commit(1);
    await sleep(0);
    const waiting = [commit(2), commit(3)];
    await expect(commit(4)).rejects.toThrow(Unavailable);
    gate.resolve();
    expect(await Promise.all([first, ...waiting])).toEqual([1, 2, 3]);
  });

  it('is rejected for its size, unless nothing else is waiting', async () => {
    const gate = held();
    const write = async (items: readonly number[]) => {
      await gate.promise;
      return items;
    };
    const commit = groupCommit<number, number>(write, options({ weigh: (weight) => weight, waitingWeight: 10 }));
    const heavy = commit(50);
    await expect(commit(1)).rejects.toThrow(Unavailable);
    gate.resolve();
    expect(await heavy).toBe(50);
    await sleep(0);
    expect(await commit(1)).toBe(1);
  });
});

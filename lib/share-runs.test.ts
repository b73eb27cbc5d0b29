import { expect, it } from 'vitest';
import { shareRuns, whenAllAbort } from './share-runs.ts';

/** Work whose runs the test ends itself, in order. */
function controlled() {
  const runs: { of: readonly string[]; end: PromiseWithResolvers<string> }[] = [];
  const call = shareRuns((of: readonly string[]) => {
    const end = Promise.withResolvers<string>();
    runs.push({ of, end });
    return end.promise;
  });
  return { runs, call };
}

it('calls during a run share one more, which begins when that has ended', async () => {
  const { runs, call } = controlled();
  const first = call('first');
  const during = [call('second'), call('third')];
  expect(runs).toHaveLength(1);
  runs[0]?.end.resolve('one');
  expect(await first).toBe('one');
  await expect.poll(() => runs.map(({ of }) => of)).toEqual([['first'], ['second', 'third']]);
  const later = call('fourth');
  runs[1]?.end.resolve('two');
  expect(await Promise.all(during)).toEqual(['two', 'two']);
  await expect.poll(() => runs.length).toBe(3);
  runs[2]?.end.resolve('three');
  expect(await later).toBe('three');
});

it('a call after the last run begins a new one', async () => {
  const { runs, call } = controlled();
  for (const result of ['one', 'two']) {
    const called = call(result);
    runs.at(-1)?.end.resolve(result);
    expect(await called).toBe(result);
  }
  expect(runs).toHaveLength(2);
});

it('a run that fails is followed by the next one', async () => {
  const { runs, call } = controlled();
  const first = call('first');
  const second = call('second');
  runs[0]?.end.reject(new Error('no connection'));
  await expect(first).rejects.toThrow('no connection');
  await expect.poll(() => runs.length).toBe(2);
  runs[1]?.end.resolve('two');
  expect(await second).toBe('two');
});

it('a call at the very end of a run shares the next one', async () => {
  const { runs, call } = controlled();
  const again = call('first').then(() => call('again'));
  const second = call('second');
  runs[0]?.end.resolve('one');
  await expect.poll(() => runs.length).toBe(2);
  runs[1]?.end.resolve('two');
  expect(await Promise.all([second, again])).toEqual(['two', 'two']);
  expect(runs).toHaveLength(2);
});

it('a run that several share is given up when all of them gave up', () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const both = whenAllAbort([one.signal, other.signal]);
  one.abort();
  expect(both?.aborted).toBe(false);
  other.abort();
  expect(both?.aborted).toBe(true);
  expect(whenAllAbort([one.signal, other.signal])?.aborted).toBe(true);
  expect(whenAllAbort([one.signal, undefined])).toBeUndefined();
});

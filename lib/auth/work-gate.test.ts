import { expect, it } from 'vitest';
import { Overloaded, WorkGate } from './work-gate.ts';

/** Work that lasts until the test ends it, and how much of it ran at once. */
function slowWork() {
  const ends: (() => void)[] = [];
  let running = 0;
  const seen = { most: 0, order: [] as string[] };
  const work = (name: string) => () => {
    seen.order.push(name);
    running += 1;
    seen.most = Math.max(seen.most, running);
    return new Promise<void>((resolve) =>
      ends.push(() => {
        running -= 1;
        resolve();
      }),
    );
  };
  return { work, seen, endOne: () => ends.shift()?.() };
}

it('two passwords are checked at a time, a few wait, and the rest is rejected at once', async () => {
  const gate = new WorkGate({ working: 2, waiting: 3 });
  const { work, seen, endOne } = slowWork();
  const all = Array.from({ length: 600 }, (_, at) => gate.run(work(`${at}`), false));
  const settled = Promise.allSettled(all);
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise(setImmediate);
    endOne();
  }
  const results = await settled;
  expect(seen.most).toBe(2);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  expect(results.slice(5).every((one) => one.status === 'rejected' && one.reason instanceof Overloaded)).toBe(true);
});

it('known clients go before unknown ones, and are accepted when the queue of unknown ones is full', async () => {
  const gate = new WorkGate({ working: 1, waiting: 1 });
  const { work, seen, endOne } = slowWork();
  const unknown = [gate.run(work('first'), false), gate.run(work('second'), false)];
  await expect(gate.run(work('third'), false)).rejects.toThrow(Overloaded);
  const known = gate.run(work('known'), true);
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise(setImmediate);
    endOne();
  }
  await Promise.all([...unknown, known]);
  expect(seen.order).toEqual(['first', 'known', 'second']);
});

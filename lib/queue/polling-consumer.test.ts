import { expect, it } from 'vitest';
import { pollingConsumer } from './polling-consumer.ts';

it('works twice at once again as soon as it is woken, though one of the two always finds something', {
  timeout: 10_000,
}, async () => {
  let due = 1;
  let running = 0;
  const both = Promise.withResolvers<void>();
  const consumer = pollingConsumer(2, async (signal) => {
    if (due === 0) return 0;
    due -= 1;
    running += 1;
    if (running === 2) both.resolve();
    // It goes on for as long as the other has not begun.
    await Promise.race([both.promise, new Promise((resolve) => signal.addEventListener('abort', resolve))]);
    return 1;
  });
  // One of the two has found the only job, the other nothing.
  await Promise.resolve();
  expect(running).toBe(1);
  due = 1;
  consumer.wake();
  await both.promise;
  expect(running).toBe(2);
  await consumer.stop();
});

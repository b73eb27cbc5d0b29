import { expect, it, vi } from 'vitest';
import { coalesce } from './coalesce.ts';

it('a burst of changes causes one refetch at once and one after the last change', async () => {
  vi.useFakeTimers();
  const task = vi.fn(async () => {});
  const { run } = coalesce(task, 300);
  for (let change = 0; change < 50; change += 1) run();
  await vi.advanceTimersByTimeAsync(0);
  run();
  run();
  expect(task).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(task).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});

it('a failed refetch does not prevent later ones', async () => {
  vi.useFakeTimers();
  const task = vi.fn(async () => {
    throw new Error('offline');
  });
  const { run } = coalesce(task, 300);
  run();
  await vi.advanceTimersByTimeAsync(400);
  run();
  await vi.advanceTimersByTimeAsync(400);
  expect(task).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});

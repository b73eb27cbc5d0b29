import { expect, it } from 'vitest';
import { ownDatabase } from '#tests/support/database.ts';
import { openAdvisoryLocks } from './advisory-lock.ts';

const withLock = openAdvisoryLocks(await ownDatabase());

it('allows one holder at a time', async () => {
  const inside = await withLock('test', 'one', () => withLock('test', 'one', async () => 'both'));
  expect(inside).toBeNull();
  expect(await withLock('test', 'one', () => withLock('test', 'another', async () => 'both'))).toBe('both');
});

it('allows the next holder at once after release', async () => {
  for (let turn = 0; turn < 50; turn += 1) {
    expect(await withLock('test', 'one', async () => turn)).toBe(turn);
  }
  await expect(withLock('test', 'one', () => Promise.reject(new Error('left in anger')))).rejects.toThrow(
    'left in anger',
  );
  expect(await withLock('test', 'one', async () => 'in')).toBe('in');
});

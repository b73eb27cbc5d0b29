import { expect, it } from 'vitest';
import { ownDatabase } from '#tests/support/database.ts';
import { openAdvisoryLocks } from './advisory-lock.ts';

const alone = openAdvisoryLocks(await ownDatabase());

it('lets one in at a time', async () => {
  const inside = await alone('test', 'one', () => alone('test', 'one', async () => 'both'));
  expect(inside).toBeNull();
  expect(await alone('test', 'one', () => alone('test', 'another', async () => 'both'))).toBe('both');
});

it('lets the next one in the moment it is left', async () => {
  for (let turn = 0; turn < 50; turn += 1) {
    expect(await alone('test', 'one', async () => turn)).toBe(turn);
  }
  await expect(alone('test', 'one', () => Promise.reject(new Error('left in anger')))).rejects.toThrow('left in anger');
  expect(await alone('test', 'one', async () => 'in')).toBe('in');
});

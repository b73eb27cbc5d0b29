import { expect, it, vi } from 'vitest';
import { log } from '#lib/log.ts';
import { openRuntime } from '#lib/runtime.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { startServer } from '#tests/support/server.ts';

it('a part of the runtime that does not stop does not prevent others from stopping', async () => {
  const error = vi.spyOn(log, 'error').mockImplementation(() => {});
  const running = await openRuntime(await ownDatabase(), () => []);
  await running.work();
  const { stop } = running.queue;
  vi.spyOn(running.queue, 'stop').mockImplementation(async () => {
    await stop();
    throw new Error('the queue does not stop');
  });
  await expect(running.stop()).rejects.toThrow('the queue does not stop');
  expect(error).toHaveBeenCalledWith({ part: 'queue', reason: 'the queue does not stop' }, expect.any(String));
  await expect(running.sql`select 1`).rejects.toThrow('CONNECTION_ENDED');
});

it('a server whose parts all stop exits with 0', async () => {
  const server = await startServer({ databaseUrl: await ownDatabase(), flags: ['--worker'], until: 'worker' });
  await server.stop();
  expect(server.exitCode()).toBe(0);
});

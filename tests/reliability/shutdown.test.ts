import { expect, it, vi } from 'vitest';
import { freePort } from '#db/embedded.ts';
import { log } from '#lib/log.ts';
import { openRuntime } from '#lib/runtime.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { API_TOKEN, startServer } from '#tests/support/server.ts';

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

it('a worker with a port answers health and metrics there, and exits with 0 when it is stopped', async () => {
  const port = await freePort();
  const databaseUrl = await ownDatabase();
  const worker = await startServer({
    databaseUrl,
    flags: ['--worker'],
    until: 'worker',
    env: { WORKER_PORT: String(port) },
  });
  const at = (path: string, headers = {}) => fetch(`http://127.0.0.1:${port}${path}`, { headers });
  expect((await at('/api/health/live')).status).toBe(200);
  expect((await at('/api/health/ready?from=probe')).status).toBe(200);
  expect(await (await at('/api/health')).json()).toMatchObject({ status: 'ok', worker: 'here' });
  expect((await at('/shipments')).status).toBe(404);
  expect((await at('/api/metrics')).status).toBe(401);
  const metrics = await (await at('/api/metrics', { authorization: `Bearer ${API_TOKEN}` })).text();
  expect(metrics).toMatch(/^fairlead_process_memory_bytes\{process="worker"\} [1-9]\d*$/m);
  await worker.stop();
  expect(worker.exitCode()).toBe(0);
});

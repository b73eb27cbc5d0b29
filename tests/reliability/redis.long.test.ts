import { describe, expect, it, onTestFinished } from 'vitest';
import { openSql } from '#db/client.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { startRedis } from '#tests/support/redis.ts';
import { endureFaults, endureLoss } from '#tests/support/redis-faults.ts';
import { startServer } from '#tests/support/server.ts';

describe('with hints in Redis', () => {
  it('every acknowledged webhook is applied once, whatever happens to Redis and the worker', async () => {
    const databaseUrl = await ownDatabase();
    const sql = openSql(databaseUrl, { max: 2 });
    const first = await startRedis();
    const env = { QUEUE: 'bullmq', REDIS_URL: first.url };
    const server = await startServer({ databaseUrl, env, until: 'gateway' });
    onTestFinished(async () => {
      await server.kill();
      await first.kill();
      await sql.end();
    });
    const faults = { perSecond: 40, pauseMs: 3_000, workerKills: 2, betweenMs: 1_000 };
    const { redis, ...endured } = await endureFaults({ server, sql, faults }, first);
    onTestFinished(() => redis.kill());
    expect(endured.acknowledged).toBeGreaterThan(300);
    expect(endured).toMatchObject({ refused: 0, missing: 0, doubled: 0, said: ['ok', 'ok'] });
    expect(endured.drainedSeconds).toBeLessThan(60);
    // Nothing is left that could be done twice, and nothing that nobody would do.
    expect(await sql`select from queue_jobs`).toHaveLength(0);

    const alone = await endureLoss({ server, sql, faults }, redis, 5);
    expect(alone.acknowledged).toBeGreaterThan(100);
    expect(alone).toMatchObject({ refused: 0, missing: 0, doubled: 0, said: ['slow', 'slow'] });
    expect(server.output()).toMatch(/Redis cannot be used; workers look for work in PostgreSQL, which is slower/);
    await server.stop();
    expect(server.exitCode()).toBe(0);
  }, 600_000);
});

import { afterAll, describe, expect, it } from 'vitest';
import { openSql } from '#db/client.ts';
import { Unavailable } from '#lib/errors.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { openRateLimiter } from './rate-limiter.ts';

const sql = openSql(await ownDatabase(), { max: 4 });
afterAll(() => sql.end());

/** When each request was allowed, milliseconds after the first. */
async function turns(count: number, wait: () => Promise<void>): Promise<number[]> {
  const at: number[] = [];
  await Promise.all(Array.from({ length: count }, () => wait().then(() => at.push(performance.now()))));
  return at.map((one) => one - (at[0] ?? 0));
}

describe('the rate limiter of a provider', () => {
  it.each([
    ['slow', 5, 8],
    ['fast', 100, 120],
  ])('keeps a %s rate for concurrent requests', async (name, perSecond, count) => {
    const { wait } = openRateLimiter(sql, name, { perSecond, burst: 1 });
    const at = await turns(count, wait);
    // The first request, and one that was saved up, need not wait.
    expect(at.at(-1)).toBeGreaterThan(((count - 3 - perSecond / 10) / perSecond) * 1_000);
    expect(at.at(-1)).toBeLessThan(((count + 3 + perSecond / 10) / perSecond) * 1_000 + 2_000);
  });

  it('shares the rate between processes', async () => {
    const one = openRateLimiter(sql, 'shared', { perSecond: 10, burst: 1 });
    const other = openRateLimiter(sql, 'shared', { perSecond: 10, burst: 1 });
    let turn = 0;
    const at = await turns(14, () => (turn++ % 2 === 0 ? one : other).wait());
    expect(at.at(-1)).toBeGreaterThan(1_000);
  });

  it('keeps what was used before a restart', async () => {
    const pace = { perSecond: 2, burst: 1 };
    await turns(3, openRateLimiter(sql, 'restarted', pace).wait);
    const begun = performance.now();
    await openRateLimiter(sql, 'restarted', pace).wait();
    expect(performance.now() - begun).toBeGreaterThan(300);
  });

  it('postpones all requests when the provider requires a pause, scheduled ones included', async () => {
    const pace = { perSecond: 50, burst: 50 };
    const one = openRateLimiter(sql, 'paused', pace);
    const other = openRateLimiter(sql, 'paused', pace);
    await one.wait();
    const begun = performance.now();
    await one.pause(700);
    await Promise.all([one.wait(), other.wait()]);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(690);
  });

  it('never shortens a pause', async () => {
    const { pause, wait } = openRateLimiter(sql, 'twice', { perSecond: 10, burst: 1 });
    const begun = performance.now();
    await pause(600);
    await pause(1);
    await wait();
    expect(performance.now() - begun).toBeGreaterThanOrEqual(590);
  });

  it('leaves a wait of more than two minutes to the next run', async () => {
    const { pause, wait } = openRateLimiter(sql, 'long', { perSecond: 10, burst: 1 });
    await pause(300_000);
    await expect(wait()).rejects.toThrow(Unavailable);
    await expect(wait()).rejects.toThrow(/next request in 300 s/);
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PATIENCE_MS } from '#tests/support/await.ts';
import { type RedisServer, startRedis } from '#tests/support/redis.ts';
import { cacheOver } from './index.ts';
import { redisStore } from './redis-store.ts';
import { memoryStore, type Store } from './store.ts';

let redis: RedisServer;
let url = '';

beforeAll(async () => {
  redis = await startRedis();
  url = redis.url;
}, 120_000);
afterAll(() => redis.kill());

const stores: Record<string, () => Store> = { memory: memoryStore, redis: () => redisStore(url, 'here') };

describe.each(Object.keys(stores))('values cached in %s', (name) => {
  let store: Store;
  let now = 1_000_000;
  const clock = () => now;
  beforeAll(async () => {
    store = stores[name]?.() ?? memoryStore();
    await vi.waitFor(async () => {
      await store.write('ready', { value: 1, madeAt: 0, cost: 0 }, 10);
      expect(await store.read('ready')).not.toBeNull();
    }, PATIENCE_MS);
  });
  afterAll(() => store.stop());

  it('are computed once, until something changes', async () => {
    const cache = cacheOver(store, clock);
    const work = vi.fn(async () => ({ late: 3 }));
    expect(await cache.get('counts', work)).toEqual({ late: 3 });
    now += 60_000;
    expect(await cache.get('counts', work)).toEqual({ late: 3 });
    expect(work).toHaveBeenCalledTimes(1);
    now += 1;
    cache.outdate();
    now += 1;
    await cache.get('counts', work);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('are stale for at most 20 times their computing time after a change', async () => {
    const cache = cacheOver(store, clock);
    const work = vi.fn(async () => {
      now += 100;
      return 'dear';
    });
    await cache.get('dear', work);
    now += 100;
    cache.outdate();
    await cache.get('dear', work);
    expect(work).toHaveBeenCalledTimes(1);
    now += 2_000;
    await cache.get('dear', work);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('are computed once for concurrent requests', async () => {
    const cache = cacheOver(store, clock);
    const work = vi.fn(async () => 7);
    expect(await Promise.all([1, 2, 3].map(() => cache.get('shared', work)))).toEqual([7, 7, 7]);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('are not cached if computing them fails', async () => {
    const cache = cacheOver(store, clock);
    await expect(cache.get('broken', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await cache.get('broken', async () => 'well')).toBe('well');
  });
});

it('in memory are bounded: the least recently used ones are evicted', async () => {
  const store = memoryStore();
  const entry = { value: 1, madeAt: 0, cost: 0 };
  await store.write('in use', entry, 300);
  for (let other = 0; other < 2_000; other += 1) {
    await store.write(`other ${other}`, entry, 300);
    await store.read('in use');
  }
  expect(await store.read('in use')).toEqual(entry);
  expect(await store.read('other 1999')).toEqual(entry);
  expect(await store.read('other 0')).toBeNull();
});

it('in memory expire', async () => {
  const store = memoryStore();
  await store.write('short', { value: 1, madeAt: 0, cost: 0 }, 0.05);
  expect(await store.read('short')).not.toBeNull();
  await expect.poll(() => store.read('short'), { timeout: 2_000 }).toBeNull();
});

it('two installations on one Redis never share values', async () => {
  const [one, other] = [redisStore(url, 'one'), redisStore(url, 'other')];
  await vi.waitFor(async () => {
    await one.write('counts', { value: 1, madeAt: 0, cost: 0 }, 10);
    expect(await one.read('counts')).toMatchObject({ value: 1 });
  }, PATIENCE_MS);
  expect(await other.read('counts')).toBeNull();
  await Promise.all([one.stop(), other.stop()]);
});

it('while Redis is unavailable, the value is computed', async () => {
  const store = redisStore('redis://127.0.0.1:1', 'here');
  expect(await cacheOver(store).get('anything', async () => 42)).toBe(42);
  await store.stop();
});

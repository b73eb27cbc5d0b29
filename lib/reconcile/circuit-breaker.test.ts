import { afterAll, describe, expect, it } from 'vitest';
import { openSql } from '#db/client.ts';
import { Unavailable } from '#lib/errors.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { openCircuitBreaker } from './circuit-breaker.ts';

const sql = openSql(await ownDatabase(), { max: 2 });
afterAll(() => sql.end());

async function fail(provider: string, times: number): Promise<void> {
  const { record } = openCircuitBreaker(sql, provider);
  for (let time = 0; time < times; time += 1) await record('answered 503');
}

/** How long the circuit stays open, seconds; null if it is closed. */
async function openFor(provider: string): Promise<number | null> {
  const [row] = await sql<{ seconds: string | null }[]>`
    select extract(epoch from open_until - now()) as seconds from api_links where provider = ${provider}`;
  return row?.seconds ? Math.round(Number(row.seconds)) : null;
}

describe('the circuit breaker of a provider', () => {
  it('lets requests through before the first failure, and after four', async () => {
    const breaker = openCircuitBreaker(sql, 'fine');
    await breaker.check();
    await fail('fine', 4);
    await openCircuitBreaker(sql, 'fine').check();
    expect(await openFor('fine')).toBeNull();
  });

  it('opens after five failures in a row, at once in the process of the fifth, and has the reason', async () => {
    const breaker = openCircuitBreaker(sql, 'down');
    await breaker.check();
    for (let time = 0; time < 5; time += 1) await breaker.record('answered 503');
    await expect(breaker.check()).rejects.toThrow(Unavailable);
    await expect(breaker.check()).rejects.toThrow(/^Requests paused until 20.* after: answered 503$/);
  });

  it('is open for every process, and after a restart', async () => {
    const other = openCircuitBreaker(sql, 'everywhere');
    await fail('everywhere', 5);
    await expect(other.check()).rejects.toThrow(Unavailable);
    await expect(openCircuitBreaker(sql, 'everywhere').check()).rejects.toThrow(Unavailable);
  });

  it('is soon open for a process that found it closed', async () => {
    const other = openCircuitBreaker(sql, 'moment');
    await other.check();
    await fail('moment', 5);
    await expect
      .poll(() => other.check().then(() => 'closed', String), { timeout: 1_000 })
      .toContain('Requests paused');
  });

  it('doubles its pause with each further failure, up to fifteen minutes', async () => {
    const seconds: (number | null)[] = [];
    await fail('longer', 4);
    for (let time = 0; time < 7; time += 1) {
      await fail('longer', 1);
      seconds.push(await openFor('longer'));
    }
    expect(seconds).toEqual([30, 60, 120, 240, 480, 900, 900]);
    await fail('longer', 100);
    expect(await openFor('longer')).toBe(900);
  });

  it('lets requests through after its pause, and opens at the next failure', async () => {
    await fail('again', 5);
    await sql`update api_links set open_until = now() - interval '1 second' where provider = 'again'`;
    const breaker = openCircuitBreaker(sql, 'again');
    await breaker.check();
    await breaker.record('no answer within 30 s');
    await expect(breaker.check()).rejects.toThrow(/no answer within 30 s$/);
  });

  it('resets all failures at the first success, those of an earlier process too', async () => {
    await fail('back', 4);
    await openCircuitBreaker(sql, 'back').record(null);
    await fail('back', 4);
    expect(await openFor('back')).toBeNull();
  });
});

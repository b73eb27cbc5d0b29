import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openSql } from '#db/client.ts';
import { Unavailable } from '#lib/errors.ts';
import { type Token, TokenRejected } from '#lib/providers/api.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { openTokenCache } from './token-cache.ts';

const sql = openSql(await ownDatabase(), { max: 8 });
afterAll(() => sql.end());

/** A provider that issues `token-1`, `token-2` and so on, each valid for a number of seconds, and counts them. */
function issuer(seconds = 3_600) {
  const issued = {
    count: 0,
    renew: async (): Promise<Token> => {
      issued.count += 1;
      await sleep(20);
      return { token: `token-${issued.count}`, expiresAt: new Date(Date.now() + seconds * 1_000).toISOString() };
    },
  };
  return issued;
}

/** Sets the age of the last token request. */
const age = (provider: string, minutes: number) => sql`
  update api_links set token_asked_at = now() - ${`${minutes} minutes`}::interval where provider = ${provider}`;

describe('the token cache of a provider', () => {
  it('requests one token for all callers of all processes', async () => {
    const issued = issuer();
    const caches = [1, 2, 3].map(() => openTokenCache(sql, 'shared'));
    const tokens = await Promise.all(caches.flatMap(({ get }) => [1, 2, 3, 4].map(() => get(issued.renew))));
    expect(new Set(tokens)).toEqual(new Set(['token-1']));
    expect(issued.count).toBe(1);
  });

  it('keeps the token across a restart', async () => {
    const issued = issuer();
    await openTokenCache(sql, 'restarted').get(issued.renew);
    expect(await openTokenCache(sql, 'restarted').get(issued.renew)).toBe('token-1');
    expect(issued.count).toBe(1);
  });

  it('renews a token that expires within a minute', async () => {
    const issued = issuer(59);
    const { get } = openTokenCache(sql, 'ending');
    expect([await get(issued.renew), await get(issued.renew)]).toEqual(['token-1', 'token-2']);
  });

  it('replaces a rejected token once for all callers', async () => {
    const issued = issuer();
    const { get } = openTokenCache(sql, 'refused');
    await get(issued.renew);
    await age('refused', 10);
    const tokens = await Promise.all([get(issued.renew), ...[1, 2, 3].map(() => get(issued.renew, 'token-1'))]);
    expect(tokens.slice(1)).toEqual(['token-2', 'token-2', 'token-2']);
    expect(issued.count).toBe(2);
  });

  it('requests no other soon after the provider rejected a new one', async () => {
    const issued = issuer();
    const { get } = openTokenCache(sql, 'unaccepted');
    await get(issued.renew);
    await expect(get(issued.renew, 'token-1')).rejects.toThrow(/rejects the token/);
    expect(issued.count).toBe(1);
  });

  it('requests no other for five minutes if the provider issued none', async () => {
    let requests = 0;
    const renew = async () => {
      requests += 1;
      throw new TokenRejected('no token: answered 401');
    };
    const { get } = openTokenCache(sql, 'none');
    await expect(get(renew)).rejects.toThrow(TokenRejected);
    await expect(get(renew)).rejects.toThrow(/issued no token/);
    await expect(openTokenCache(sql, 'none').get(renew)).rejects.toThrow(Unavailable);
    expect(requests).toBe(1);
    await age('none', 6);
    await expect(get(renew)).rejects.toThrow(TokenRejected);
    expect(requests).toBe(2);
  });

  it('keeps that pause also if the clock of the process is ahead', async () => {
    const issued = issuer();
    const { get } = openTokenCache(sql, 'clock');
    await get(issued.renew);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 });
    try {
      await expect(get(issued.renew, 'token-1')).rejects.toThrow(/rejects the token/);
    } finally {
      vi.useRealTimers();
    }
    expect(issued.count).toBe(1);
  });

  it('retries at once if the provider was unreachable', async () => {
    const { get } = openTokenCache(sql, 'away');
    await expect(get(() => Promise.reject(new Unavailable('answered 503')))).rejects.toThrow('answered 503');
    expect(await get(issuer().renew)).toBe('token-1');
  });
});

import type { Sql } from '#db/client.ts';
import { Misconfigured } from '#lib/errors.ts';
import type { Api } from '#lib/providers/api.ts';
import type { Provider } from '#lib/providers/contract.ts';
import { createHttpClient, type HttpAttempt, type HttpOptions } from '#lib/providers/http.ts';
import { openCircuitBreaker } from './circuit-breaker.ts';
import { openRateLimiter, type RateLimit } from './rate-limiter.ts';
import { openTokenCache } from './token-cache.ts';

/** The default rate limit: no provider publishes one. */
const REQUESTS_PER_SECOND = 10;

/** The environment key with the maximum number of requests a second to a provider. */
export function rateLimitKey({ name }: Provider): string {
  return `${name.toUpperCase().replaceAll('-', '_')}_API_PER_SECOND`;
}

/**
 * Connects to a provider's API, with rate limit, circuit breaker and token cache. Null when it has no API or the environment does not
 * configure it. `patience` limits how long a request is tried. Throws `Misconfigured` for an invalid rate or address.
 */
export function connect(
  sql: Sql,
  provider: Provider,
  env: Readonly<Record<string, string | undefined>>,
  patience: Pick<HttpOptions, 'attempts' | 'timeout'> = {},
): Api | null {
  if (!provider.api) return null;
  const limiter = openRateLimiter(sql, provider.name, rateLimitOf(provider, env));
  const breaker = openCircuitBreaker(sql, provider.name);
  const tokens = openTokenCache(sql, provider.name);
  const before = async () => {
    await breaker.check();
    await limiter.wait();
  };
  const after = async ({ failed, retryAfter }: HttpAttempt) => {
    if (retryAfter !== undefined) await limiter.pause(retryAfter);
    await breaker.record(failed);
  };
  const [addressKey] = provider.api.keys;
  return provider.api.connect({
    env,
    createClient: (base) => {
      if (!URL.canParse(base)) throw new Misconfigured([`${addressKey} must be a URL`]);
      return createHttpClient(base, { ...patience, before, after });
    },
    token: tokens.get,
  });
}

function rateLimitOf(provider: Provider, env: Readonly<Record<string, string | undefined>>): RateLimit {
  const key = rateLimitKey(provider);
  const perSecond = Number(env[key] ?? REQUESTS_PER_SECOND);
  if (!(perSecond > 0)) throw new Misconfigured([`${key} must be a number above 0`]);
  return { perSecond, burst: Math.max(1, Math.ceil(perSecond)) };
}

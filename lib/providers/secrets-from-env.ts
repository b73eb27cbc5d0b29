import { env } from '#lib/env.ts';
import type { Provider } from './contract.ts';

/** The secrets of a provider from the environment: current, previous. */
export function secretsFromEnv(provider: Provider): readonly string[] {
  return (env().raw[provider.secretKey] ?? '')
    .split(',')
    .map((secret) => secret.trim())
    .filter(Boolean)
    .slice(0, 2);
}

import { hash } from 'node:crypto';
import type { Sql } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import { bufferedCounter } from './buffered-counter.ts';

export type SecretUses = { count: (provider: string, secret: string) => void; stop: () => Promise<void> };

/** A fingerprint that identifies a secret without revealing it. */
export function secretName(secret: string): string {
  return hash('sha256', `fairlead secret ${secret}`).slice(0, 8);
}

/** Counts deliveries by provider, the secret that verified them, and hour. */
export function countSecretUses(sql: Sql): SecretUses {
  const { count, stop } = bufferedCounter(sql, (to, counts) => {
    const rows = counts.map(([[hour, provider, secret], times]) => ({ hour, provider, secret, count: times }));
    return to`
      insert into secret_uses (provider, secret, hour, count)
      select provider, secret, hour, count from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as given(provider text, secret text, hour timestamptz, count int)
      on conflict (provider, secret, hour) do update set count = secret_uses.count + excluded.count`;
  });
  const names = new Map<string, string>();
  const nameOf = (secret: string) => {
    const known = names.get(secret) ?? secretName(secret);
    names.set(secret, known);
    return known;
  };
  return { count: (provider, secret) => count(`${now().slice(0, 13)}:00:00.000Z`, provider, nameOf(secret)), stop };
}

import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { decryptSecret } from './secret-cipher.ts';
import { secretName } from './secret-uses.ts';

/** PostgreSQL channel: the webhook secrets changed. */
export const SECRETS_CHANNEL = 'fairlead_secrets';

/** How often the secrets are read without a notification. */
const REREAD_MS = 1_000;

export type WebhookSecrets = {
  /** The secrets of a provider that are valid at this moment. Cheap enough for each request. */
  secretsOf(provider: string): readonly string[];
  stop(): Promise<void>;
};

export type SecretOptions = {
  /** The secrets of a provider in the environment. */
  environment: (provider: string) => readonly string[];
  /** The secret from which the encryption key is derived. */
  authSecret: string | undefined;
};

type Stored = { provider: string; fingerprint: string; encrypted: string | null; endsAt: number | null };
/** `until`: the next expiry, in the database's time; the list is valid until then. */
type Valid = { secrets: readonly string[]; until: number };

/**
 * Keeps the webhook secrets of environment and database in memory. They are read again on a notification and every second; an
 * expiry applies on every process at the same time, by the database's clock. Rejects when the database cannot be reached at the
 * start; after that the last known secrets stay in use.
 */
export async function openWebhookSecrets(sql: Sql, options: SecretOptions): Promise<WebhookSecrets> {
  const decrypt = decrypter(options.authSecret);
  let stored: readonly Stored[] = [];
  let valid = new Map<string, Valid>();
  /** The database's clock minus this process's monotonic clock, in milliseconds. */
  let ahead = 0;
  const clock = () => performance.now() + ahead;
  const read = async () => {
    const [row] = await sql<{ at: number; stored: Stored[] | null }[]>`
      select extract(epoch from clock_timestamp())::float8 * 1000 as at, (
        select json_agg(json_build_object('provider', provider, 'fingerprint', fingerprint, 'encrypted', encrypted,
          'endsAt', extract(epoch from ends_at)::float8 * 1000)) from webhook_secrets) as stored`;
    ahead = (row?.at ?? 0) - performance.now();
    stored = row?.stored ?? [];
    valid = new Map();
  };
  await read();
  const reread = oneAtATime(() =>
    read().catch((thrown: unknown) => log.debug({ reason: messageOf(thrown) }, 'webhook secrets not read')),
  );
  const listening = await sql.listen(SECRETS_CHANNEL, reread, reread).catch((thrown: unknown) => {
    log.warn({ reason: messageOf(thrown) }, 'no notifications of webhook secrets; they are read every second');
    return null;
  });
  const timer = setInterval(reread, REREAD_MS);
  timer.unref();
  return {
    secretsOf(provider) {
      const known = valid.get(provider);
      if (known && clock() < known.until) return known.secrets;
      const now = validAt(clock(), options.environment(provider), stored.filter(of(provider)), decrypt);
      valid.set(provider, now);
      return now.secrets;
    },
    async stop() {
      clearInterval(timer);
      await listening?.unlisten().catch(() => {});
    },
  };
}

const of =
  (name: string) =>
  ({ provider }: Stored) =>
    provider === name;

/** The secrets of the settings, and those of the environment that have no expiry or one in the future. */
function validAt(
  at: number,
  environment: readonly string[],
  stored: readonly Stored[],
  decrypt: (row: Stored) => string | null,
): Valid {
  const ended = new Set(stored.filter(({ endsAt }) => endsAt !== null && endsAt <= at).map((row) => row.fingerprint));
  const added = stored.filter(({ fingerprint }) => !ended.has(fingerprint)).map(decrypt);
  const secrets = new Set([...added, ...environment.filter((secret) => !ended.has(secretName(secret)))]);
  const ends = stored.flatMap(({ endsAt }) => (endsAt !== null && endsAt > at ? [endsAt] : []));
  return { secrets: [...secrets].filter((secret) => secret !== null), until: Math.min(...ends) };
}

/** Decrypts each row once; a row that cannot be decrypted is logged once. */
function decrypter(authSecret: string | undefined): (row: Stored) => string | null {
  const known = new Map<string, string | null>();
  return ({ provider, fingerprint, encrypted }) => {
    if (encrypted === null) return null;
    const before = known.get(encrypted);
    if (before !== undefined) return before;
    const secret = authSecret === undefined ? null : decryptSecret(authSecret, provider, encrypted);
    if (secret === null)
      log.error(
        { provider, fingerprint },
        'a webhook secret cannot be decrypted: AUTH_SECRET is missing or changed since it was added. Add the secret again under Settings',
      );
    known.set(encrypted, secret);
    return secret;
  };
}

/** Runs one call at a time; calls during a run cause one more run after it. */
function oneAtATime(run: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const start = async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await run();
    }
    running = false;
  };
  return () => void start();
}

import type { Sql, Transaction } from '#db/client.ts';
import { type Token, TokenRejected } from '#lib/providers/api.ts';

/** A token is renewed this long before it expires. */
const RENEW_BEFORE_MS = 60_000;
/** How long no other token is requested after a rejection. */
const PAUSE_AFTER_REJECTION_SECONDS = 300;

/**
 * The token of one provider, in the database: all processes share it, and a restart needs no new one; a provider may issue only a few
 * in a day.
 */
export type TokenCache = {
  /**
   * Resolves to a valid token. One caller of all processes renews it while the others wait. `rejected` is a token that the
   * provider did not accept. Throws `TokenRejected` when the provider issued none, or rejects the one that it just issued.
   */
  get(renew: () => Promise<Token>, rejected?: string): Promise<string>;
};

/** `isRecent`: whether the last token was requested within the pause after a rejection, by the clock of the database. */
type Row = { token: string | null; expiresAt: Date | null; isRecent: boolean };

/** Opens the token cache of one provider. */
export function openTokenCache(sql: Sql, provider: string): TokenCache {
  let renewing: Promise<string> | null = null;
  const share = (renew: () => Promise<Token>, rejected: string | undefined) => {
    // One caller for the whole process: each that waits for the lock holds a connection.
    renewing ??= getOrRenew(sql, provider, renew, rejected).finally(() => {
      renewing = null;
    });
    return renewing;
  };
  return {
    async get(renew, rejected) {
      const token = await share(renew, rejected);
      // A caller that shares the request may not have passed on that this token was rejected.
      return token === rejected ? getOrRenew(sql, provider, renew, rejected) : token;
    },
  };
}

async function getOrRenew(
  sql: Sql,
  provider: string,
  renew: () => Promise<Token>,
  rejected: string | undefined,
): Promise<string> {
  const valid = validToken(await read(sql, provider), rejected);
  if (valid !== null) return valid;
  return sql.begin(async (tx) => {
    // A lock beside the row: the request for the token needs the row, to wait for its own turn.
    await tx`select pg_advisory_xact_lock(hashtext('token'), hashtext(${provider}))`;
    const row = await read(tx, provider);
    const renewed = validToken(row, rejected);
    if (renewed !== null) return renewed;
    throwIfTooSoon(row, rejected);
    try {
      const { token, expiresAt } = await renew();
      await store(tx, provider, token, expiresAt);
      return token;
    } catch (thrown) {
      // On another connection, since the exception rolls this transaction back.
      if (thrown instanceof TokenRejected) await store(sql, provider, null, null);
      throw thrown;
    }
  });
}

function validToken(row: Row | undefined, rejected: string | undefined): string | null {
  if (!row?.token || row.token === rejected || row.expiresAt === null) return null;
  return row.expiresAt.getTime() > Date.now() + RENEW_BEFORE_MS ? row.token : null;
}

function throwIfTooSoon(row: Row | undefined, rejected: string | undefined): void {
  if (!row?.isRecent) return;
  if (row.token === null) throw new TokenRejected('The API issued no token; retry paused');
  if (row.token === rejected) throw new TokenRejected('The API rejects the token that it just issued');
}

async function read(from: Sql | Transaction, provider: string): Promise<Row | undefined> {
  const [row] = await from<Row[]>`
    select token, token_expires_at as "expiresAt",
      coalesce(token_asked_at > now() - interval '1 second' * ${PAUSE_AFTER_REJECTION_SECONDS}, false) as "isRecent"
    from api_links where provider = ${provider}`;
  return row;
}

async function store(to: Sql | Transaction, provider: string, token: string | null, expiresAt: string | null) {
  await to`
    insert into api_links (provider, next_at, token, token_expires_at, token_asked_at)
    values (${provider}, now(), ${token}, ${expiresAt}, now())
    on conflict (provider) do update set token = excluded.token, token_expires_at = excluded.token_expires_at,
      token_asked_at = excluded.token_asked_at`;
}

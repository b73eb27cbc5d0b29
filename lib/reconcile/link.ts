import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql, Transaction } from '#db/client.ts';
import { Unavailable } from '#lib/errors.ts';
import { type Token, TokenRefused } from '#lib/providers/api.ts';
import type { HttpAttempt } from '#lib/providers/http.ts';

/** How fast a provider may be asked, over all processes together. */
export type Pace = { perSecond: number; burst: number };

/** Failures in a row after which nothing is asked for a while. */
const FAILURES = 5;
/** How long that is at first; it doubles with each further failure. Seconds. */
const CLOSED_FOR = 30;
const CLOSED_AT_MOST = 900;
/** Nobody waits longer than this for a turn, milliseconds: the run goes on another time. */
const PATIENCE = 120_000;
/** How often a second turns are taken at most. */
const TAKINGS = 10;
/** A token is renewed this long before it ends, milliseconds. */
const RENEW_BEFORE = 60_000;
/** A provider that gave no token, or does not take the one that it just gave, is not asked for another so soon. Milliseconds. */
const TOKEN_PAUSE = 5 * 60_000;

/** The way to a provider's API, shared by all processes through the database. */
export type ApiLink = {
  /** Waits for the next request's turn. Throws `Unavailable` while the API is left alone. */
  before(): Promise<void>;
  /** Notes how it went: who was told to wait makes all others wait too. */
  after(attempt: HttpAttempt): Promise<void>;
  token(renew: () => Promise<Token>, refused?: string): Promise<string>;
};

type Turn = { wait: number; closed: boolean; until: Date | null; error: string | null };

/** Opens the way to one provider's API. Turns are taken several at a time where the pace allows many. */
export function openLink(sql: Sql, provider: string, { perSecond, burst }: Pace): ApiLink {
  const each = 1_000 / perSecond;
  const taken = Math.max(1, Math.floor(perSecond / TAKINGS));
  const step = `${each * taken} milliseconds`;
  const slack = `${each * burst} milliseconds`;
  let failing = true;
  let asking: Promise<string> | null = null;
  let left = 0;
  let nextAt = 0;
  const take = async () => {
    const [turn] = await sql<Turn[]>`
      insert into api_links as link (provider, next_at) values (${provider}, now())
      on conflict (provider) do update
        set next_at = greatest(link.next_at, now() - ${slack}::interval) + ${step}::interval
      returning extract(epoch from next_at - now()) * 1000 as wait, coalesce(closed_until > now(), false) as closed,
        closed_until as until, error`;
    if (turn?.closed)
      throw new Unavailable(`Not asked again before ${turn.until?.toISOString()}, after: ${turn.error}`);
    nextAt = Date.now() + Number(turn?.wait ?? 0) - each * (taken - 1);
    left = taken;
  };
  return {
    async before() {
      if (left === 0) await take();
      left -= 1;
      const wait = nextAt - Date.now();
      nextAt += each;
      if (wait > PATIENCE) throw new Unavailable(`The API wants to be left alone for ${Math.round(wait / 1_000)} s`);
      if (wait > 0) await sleep(wait);
    },
    async after({ failed, retryAfter }) {
      // Who failed, or was told to wait, has no more turns in hand.
      if (failed !== null || retryAfter !== undefined) left = 0;
      if (retryAfter !== undefined) {
        await sql`
          update api_links set next_at = greatest(next_at, now() + ${`${retryAfter} milliseconds`}::interval)
          where provider = ${provider}`;
      }
      if (failed === null && !failing) return;
      failing = failed !== null;
      await sql`
        update api_links set failures = ${failing ? sql`least(failures + 1, 100)` : sql`0`}, error = ${failed},
          closed_until = case when ${failing} and failures + 1 >= ${FAILURES}
            then now() + least(${CLOSED_FOR} * power(2, least(failures + 1 - ${FAILURES}, 10)), ${CLOSED_AT_MOST}) * interval '1 second'
          end
        where provider = ${provider}`;
    },
    async token(renew, refused) {
      // One of this process asks for all: each that waits for the lock holds a connection.
      asking ??= sharedToken(sql, provider, renew, refused).finally(() => {
        asking = null;
      });
      const token = await asking;
      return token === refused ? sharedToken(sql, provider, renew, refused) : token;
    },
  };
}

type Kept = { token: string | null; expires: Date | null; askedAt: Date | null };

/** The token that all share; the first who finds it missing or ending renews it while the others wait. */
async function sharedToken(
  sql: Sql,
  provider: string,
  renew: () => Promise<Token>,
  refused: string | undefined,
): Promise<string> {
  const good = ({ token, expires }: Kept) =>
    token !== null && token !== refused && expires !== null && expires.getTime() > Date.now() + RENEW_BEFORE;
  const read = async (from: Sql | Transaction) => {
    const [row] = await from<Kept[]>`
      select token, token_expires_at as expires, token_asked_at as "askedAt" from api_links where provider = ${provider}`;
    return row;
  };
  const keep = (to: Sql | Transaction, token: string | null, expiresAt: string | null) => to`
    insert into api_links (provider, next_at, token, token_expires_at, token_asked_at)
    values (${provider}, now(), ${token}, ${expiresAt}, now())
    on conflict (provider) do update set token = excluded.token, token_expires_at = excluded.token_expires_at,
      token_asked_at = excluded.token_asked_at`;
  const known = await read(sql);
  if (known?.token && good(known)) return known.token;
  return sql.begin(async (tx) => {
    // The row itself is needed meanwhile: the request for the token waits for its turn there like any other.
    await tx`select pg_advisory_xact_lock(hashtext('token'), hashtext(${provider}))`;
    const row = await read(tx);
    if (row?.token && good(row)) return row.token;
    if (row?.askedAt && Date.now() - row.askedAt.getTime() < TOKEN_PAUSE) {
      if (row.token === null) throw new Unavailable('The API gave no token, and is not asked for another so soon');
      if (row.token === refused) throw new Unavailable('The API does not take the token that it just gave');
    }
    try {
      const { token, expiresAt } = await renew();
      await keep(tx, token, expiresAt);
      return token;
    } catch (thrown) {
      // Outside of the transaction, which what is thrown takes back.
      if (thrown instanceof TokenRefused) await keep(sql, null, null);
      throw thrown;
    }
  });
}

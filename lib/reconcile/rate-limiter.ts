import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '#db/client.ts';
import { Unavailable } from '#lib/errors.ts';

/** The rate of requests to a provider, over all processes together. `burst` requests may follow each other at once after a pause. */
export type RateLimit = { perSecond: number; burst: number };

/** A request that would wait longer than this fails; the next run repeats it. */
const MAX_WAIT_MS = 120_000;
/** How often a process reserves turns at most: a high rate reserves several at a time. */
const RESERVATIONS_PER_SECOND = 10;

/** Spaces the requests to one provider. Turns are reserved in the database, so all processes share one rate and a restart keeps it. */
export type RateLimiter = {
  /** Waits for a turn. Throws `Unavailable` when that would take longer than two minutes. */
  wait(): Promise<void>;
  /** Postpones the next turn of all processes by at least this time from now. */
  pause(milliseconds: number): Promise<void>;
};

/** Opens the rate limiter of one provider. */
export function openRateLimiter(sql: Sql, provider: string, { perSecond, burst }: RateLimit): RateLimiter {
  const spacing = 1_000 / perSecond;
  const batch = Math.max(1, Math.floor(perSecond / RESERVATIONS_PER_SECOND));
  /** When the reserved turns are, milliseconds since 1970, the earliest first. */
  let turns: number[] = [];
  let reserving: Promise<void> | null = null;
  let pausedUntil = 0;
  const reserve = async () => {
    const last = Date.now() + (await reserveTurns(sql, provider, { step: spacing * batch, slack: spacing * burst }));
    const reserved = Array.from({ length: batch }, (_, at) => last - spacing * (batch - 1 - at));
    // A pause that began meanwhile applies to these turns too.
    turns = last < pausedUntil ? [] : reserved;
  };
  return {
    async wait() {
      let turn = turns.shift();
      while (turn === undefined) {
        reserving ??= reserve().finally(() => {
          reserving = null;
        });
        await reserving;
        turn = turns.shift();
      }
      const delay = turn - Date.now();
      if (delay > MAX_WAIT_MS) throw new Unavailable(`Rate limit: next request in ${Math.round(delay / 1_000)} s`);
      if (delay > 0) await sleep(delay);
    },
    async pause(milliseconds) {
      turns = [];
      pausedUntil = Date.now() + milliseconds;
      await sql`
        insert into api_links as link (provider, next_at) values (${provider}, now() + ${interval(milliseconds)}::interval)
        on conflict (provider) do update set next_at = greatest(link.next_at, excluded.next_at)`;
    },
  };
}

/** Reserves turns: advances the provider's next turn by `step`. Returns the milliseconds until the last reserved turn. */
async function reserveTurns(sql: Sql, provider: string, { step, slack }: { step: number; slack: number }) {
  const [row] = await sql<{ ahead: string }[]>`
    insert into api_links as link (provider, next_at) values (${provider}, now())
    on conflict (provider) do update
      set next_at = greatest(link.next_at, now() - ${interval(slack)}::interval) + ${interval(step)}::interval
    returning extract(epoch from next_at - now()) * 1000 as ahead`;
  return Number(row?.ahead ?? 0);
}

const interval = (milliseconds: number) => `${milliseconds} milliseconds`;

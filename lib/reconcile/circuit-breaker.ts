import type { Sql } from '#db/client.ts';
import { Unavailable } from '#lib/errors.ts';

/** Failures in a row that open the circuit. */
const FAILURE_THRESHOLD = 5;
/** How long it is open at first; each further failure doubles that. */
const FIRST_OPEN_SECONDS = 30;
const MAX_OPEN_SECONDS = 900;
/** How long a process trusts that the circuit is closed before it reads the state of all processes again. */
const CHECK_INTERVAL_MS = 100;

/**
 * Stops requests to a provider whose API fails. The state is a row of the database: it applies to all processes, also
 * after a restart. Once the open time is over, requests go out again, and the next failure opens it for twice as long.
 */
export type CircuitBreaker = {
  /** Throws `Unavailable` while the circuit is open. */
  check(): Promise<void>;
  /** Counts the outcome of an attempt; null for any answer of a working API, whatever its status. */
  record(failure: string | null): Promise<void>;
};

type State = { isOpen: boolean; until: Date | null; error: string | null };

/** Opens the circuit breaker of one provider. */
export function openCircuitBreaker(sql: Sql, provider: string): CircuitBreaker {
  let lastSeenClosedAt = 0;
  /** Another process, or this one before a restart, may have recorded failures. */
  let mayHaveFailures = true;
  return {
    async check() {
      if (Date.now() - lastSeenClosedAt < CHECK_INTERVAL_MS) return;
      const [state] = await sql<State[]>`
        select coalesce(open_until > now(), false) as "isOpen", open_until as until, error
        from api_links where provider = ${provider}`;
      if (state?.isOpen) {
        throw new Unavailable(`Requests paused until ${state.until?.toISOString()} after: ${state.error}`);
      }
      lastSeenClosedAt = Date.now();
    },
    async record(failure) {
      if (failure === null && !mayHaveFailures) return;
      mayHaveFailures = failure !== null;
      if (failure === null) await resetFailures(sql, provider);
      else {
        lastSeenClosedAt = 0;
        await recordFailure(sql, provider, failure);
      }
    },
  };
}

async function resetFailures(sql: Sql, provider: string): Promise<void> {
  await sql`update api_links set failures = 0, error = null, open_until = null where provider = ${provider}`;
}

async function recordFailure(sql: Sql, provider: string, failure: string): Promise<void> {
  await sql`
    insert into api_links as link (provider, next_at, failures, error) values (${provider}, now(), 1, ${failure})
    on conflict (provider) do update set failures = least(link.failures + 1, 100), error = excluded.error,
      open_until = case when link.failures + 1 >= ${FAILURE_THRESHOLD} then now() + interval '1 second' * least(
        ${FIRST_OPEN_SECONDS} * power(2, least(link.failures + 1 - ${FAILURE_THRESHOLD}, 10)), ${MAX_OPEN_SECONDS}) end`;
}

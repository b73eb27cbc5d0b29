import { sql } from 'drizzle-orm';
import type { Database } from '../client.ts';

export type InboxHealth = {
  pending: number;
  unmapped: number;
  deadLetters: number;
  oldestPendingSeconds: number;
  /** Age of the oldest event without an attempt. */
  oldestUntriedSeconds: number;
  /** Failed attempts of the events that are pending. */
  failedAttempts: number;
};

/** The events of the inbox that are not processed. Reads the index of open events only. */
export async function inboxHealth(db: Database): Promise<InboxHealth> {
  const [row] = await db.execute<Record<keyof typeof NOTHING, string | null>>(sql`
    select count(*) filter (where state = 'pending') as pending, count(*) filter (where state = 'unmapped') as unmapped,
      count(*) filter (where state = 'dead_letter') as "deadLetters",
      extract(epoch from now() - min(received_at) filter (where state = 'pending')) as oldest,
      extract(epoch from now() - min(received_at) filter (where state = 'pending' and attempts = 0)) as untried,
      sum(attempts) filter (where state = 'pending') as attempts
    from events where state in ('pending', 'unmapped', 'dead_letter')`);
  const { pending, unmapped, deadLetters, oldest, untried, attempts } = { ...NOTHING, ...row };
  return {
    pending: Number(pending),
    unmapped: Number(unmapped),
    deadLetters: Number(deadLetters),
    oldestPendingSeconds: tenths(oldest),
    oldestUntriedSeconds: tenths(untried),
    failedAttempts: Number(attempts),
  };
}

const NOTHING = { pending: null, unmapped: null, deadLetters: null, oldest: null, untried: null, attempts: null };

const tenths = (seconds: string | null) => Math.max(0, Math.round(Number(seconds) * 10) / 10);

/** Seconds since any process last settled events; null if none did. */
export async function secondsSinceProgress(db: Database): Promise<number | null> {
  const [row] = await db.execute<{ since: string | null }>(sql`
    select extract(epoch from now() - max(progressed_at)) as since from worker_progress`);
  return row?.since == null ? null : tenths(row.since);
}

/** For how long the workers that cannot use Redis now have found their work more slowly, seconds; null if none does. */
export async function secondsWithoutHints(db: Database): Promise<number | null> {
  const [row] = await db.execute<{ since: string | null }>(sql`
    select extract(epoch from now() - min(since)) as since from hint_outages where seen_at > now() - interval '30 seconds'`);
  return row?.since == null ? null : tenths(row.since);
}

/** The state of the reconciliation with a provider; ages in seconds, null for never. */
export type ReconciliationHealth = {
  lastFinishedSeconds: number | null;
  stopped: boolean;
  missed: number;
  corrected: number;
};

/** For each provider with a run: the last finished run, and the missed events and corrected values of 24 hours. */
export async function reconciliationHealth(db: Database): Promise<Record<string, ReconciliationHealth>> {
  const rows = await db.execute<{
    provider: string;
    last: string | null;
    stopped: boolean;
    missed: number;
    corrected: number;
  }>(sql`
    select provider, extract(epoch from now() - max(finished_at)) as last,
      coalesce(bool_or(finished_at is null and error is not null), false) as stopped,
      coalesce(sum(missed) filter (where started_at > now() - interval '24 hours'), 0)::int as missed,
      (select count(*)::int from drift
        where drift.provider = reconcile_runs.provider and corrected_at > now() - interval '24 hours') as corrected
    from reconcile_runs where started_at > now() - interval '7 days' or finished_at is null group by provider`);
  return Object.fromEntries(
    rows.map(({ provider, last, stopped, missed, corrected }) => [
      provider,
      { lastFinishedSeconds: last === null ? null : Math.round(Number(last)), stopped, missed, corrected },
    ]),
  );
}

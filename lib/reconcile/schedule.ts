import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { RunScope } from '#lib/model/run.ts';
import { type Reconciling, reconcile } from './run.ts';
import type { Run } from './runs.ts';

/** From the beginning of one run to that of the next, minutes. */
const EVERY = 60;
/** A run that has not moved for so long was left by a process that died, or stopped at a provider that was away. */
const LEFT = '1 minute';

/** Which providers are due: those whose last run began an hour ago, and those whose run was left in the middle. */
async function dueOf(sql: Sql, providers: readonly string[], every: number): Promise<Set<string>> {
  const rows = await sql<{ provider: string }[]>`
    select provider from unnest(${[...providers]}::text[]) as asked(provider)
    left join lateral (
      select started_at, moved_at, finished_at from reconcile_runs
      where reconcile_runs.provider = asked.provider order by started_at desc, id desc limit 1
    ) as last on true
    where case when last.started_at is not null and finished_at is null
      then moved_at < now() - ${LEFT}::interval
      else coalesce(started_at < now() - ${`${every} minutes`}::interval, true) end`;
  return new Set(rows.map(({ provider }) => provider));
}

/** What came of it: the run as far as it came, or why it stopped; null when another process was at it. */
export type RunAttempt = { provider: string; run: Run | null; error?: string };

/** Reconciles with every provider that is due, `every` so many minutes; what goes wrong with one keeps no other back. */
export async function reconcileDue(sql: Sql, works: readonly Reconciling[], every = EVERY): Promise<RunAttempt[]> {
  const due = await dueOf(
    sql,
    works.map(({ provider }) => provider),
    every,
  );
  return reconcileAll(
    works.filter(({ provider }) => due.has(provider)),
    null,
  );
}

/** Reconciles with all of these now. */
export function reconcileAll(works: readonly Reconciling[], wanted: RunScope | null): Promise<RunAttempt[]> {
  return Promise.all(works.map((work) => attempt(work, wanted)));
}

async function attempt(work: Reconciling, wanted: RunScope | null): Promise<RunAttempt> {
  const { provider } = work;
  try {
    return { provider, run: await reconcile(work, wanted) };
  } catch (thrown) {
    const error = messageOf(thrown);
    log.warn({ provider, reason: error }, 'reconciliation stopped; it goes on later');
    return { provider, run: null, error };
  }
}

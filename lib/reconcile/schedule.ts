import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { RunScope } from '#lib/model/run.ts';
import type { ReconcileContext } from './context.ts';
import { reconcile } from './run.ts';
import type { Run } from './runs.ts';

/** Time between the starts of two runs. */
const INTERVAL_MINUTES = 60;
/** An unfinished run without progress for this long is resumed: its process died, or the provider was not available. */
const RESUME_AFTER = '1 minute';

/** The providers that are due: their last run began `every` minutes ago, or is unfinished and makes no progress. */
async function dueOf(sql: Sql, providers: readonly string[], every: number): Promise<Set<string>> {
  const rows = await sql<{ provider: string }[]>`
    select provider from unnest(${[...providers]}::text[]) as given(provider)
    left join lateral (
      select started_at, moved_at, finished_at from reconcile_runs
      where reconcile_runs.provider = given.provider order by started_at desc, id desc limit 1
    ) as last on true
    where case when last.started_at is not null and finished_at is null
      then moved_at < now() - ${RESUME_AFTER}::interval
      else coalesce(started_at < now() - ${`${every} minutes`}::interval, true) end`;
  return new Set(rows.map(({ provider }) => provider));
}

/** The run after an attempt, or the error that stopped it; null when another process runs for this provider. */
export type RunAttempt = { provider: string; run: Run | null; error?: string };

/** Reconciles with every provider that is due; `every` is the interval in minutes. A failure of one does not affect the others. */
export async function reconcileDue(
  sql: Sql,
  contexts: readonly ReconcileContext[],
  every = INTERVAL_MINUTES,
): Promise<RunAttempt[]> {
  const due = await dueOf(
    sql,
    contexts.map(({ provider }) => provider),
    every,
  );
  return reconcileAll(
    contexts.filter(({ provider }) => due.has(provider)),
    null,
  );
}

/** Reconciles with all of these at the same time. */
export function reconcileAll(contexts: readonly ReconcileContext[], wanted: RunScope | null): Promise<RunAttempt[]> {
  return Promise.all(contexts.map((context) => attempt(context, wanted)));
}

async function attempt(context: ReconcileContext, wanted: RunScope | null): Promise<RunAttempt> {
  const { provider } = context;
  try {
    return { provider, run: await reconcile(context, wanted) };
  } catch (thrown) {
    const error = messageOf(thrown);
    log.warn({ provider, reason: error }, 'reconciliation stopped; it resumes later');
    return { provider, run: null, error };
  }
}

import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { type Reconciling, reconcile } from './run.ts';

/** Every hour, reckoned from the beginning of one run to that of the next. */
const EVERY = '1 hour';
/** A run that has not moved for so long was left by a process that died, or stopped at a provider that was away. */
const LEFT = '1 minute';

/** Which providers are due: those whose last run began an hour ago, and those whose run was left in the middle. */
async function dueOf(sql: Sql, providers: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ provider: string }[]>`
    select provider from unnest(${[...providers]}::text[]) as asked(provider)
    left join lateral (
      select started_at, moved_at, finished_at from reconcile_runs
      where reconcile_runs.provider = asked.provider order by id desc limit 1
    ) as last on true
    where case when last.started_at is not null and finished_at is null
      then moved_at < now() - ${LEFT}::interval
      else coalesce(started_at < now() - ${EVERY}::interval, true) end`;
  return new Set(rows.map(({ provider }) => provider));
}

/** Reconciles with every provider that is due; what goes wrong with one keeps no other back. */
export async function reconcileDue(sql: Sql, works: readonly Reconciling[], signal?: AbortSignal): Promise<void> {
  const due = await dueOf(
    sql,
    works.map(({ provider }) => provider),
  );
  await Promise.all(
    works
      .filter(({ provider }) => due.has(provider))
      .map((work) =>
        reconcile({ ...work, ...(signal && { signal }) }).catch((thrown: unknown) => {
          log.warn({ provider: work.provider, reason: messageOf(thrown) }, 'reconciliation stopped; it goes on later');
        }),
      ),
  );
}

import { and, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { provider } from '#lib/model/filter.ts';
import { RUN_SCOPES } from '#lib/model/run.ts';
import type { Database } from '../client.ts';
import { reconcileRuns } from '../schema/index.ts';
import { declareList, isEqual, rowsOf } from './declared-list.ts';

export type RunRow = typeof reconcileRuns.$inferSelect;
/** A run, with how many values it corrected, and how many it completed that no webhook states. */
export type RunListItem = RunRow & { corrected: number; completed: number };

/** Reconciliations with the providers. */
export const RUNS = declareList({
  path: '/reconciliation/runs',
  title: 'Reconciliation',
  filter: z.strictObject({ provider, scope: z.enum(RUN_SCOPES).optional().describe('The kind of run.') }),
  sorts: {
    startedAt: { by: reconcileRuns.startedAt, form: 'instant', natural: 'desc', key: (row: RunRow) => row.startedAt },
  },
  id: reconcileRuns.id,
  from: reconcileRuns,
  where: (_db, query): SQL | undefined =>
    and(isEqual(reconcileRuns.provider, query.provider), isEqual(reconcileRuns.scope, query.scope)),
  rows: rowsOf(reconcileRuns),
  items: withCorrected,
});

/** One reconciliation, or null. */
export async function getRun(db: Database, id: string): Promise<RunListItem | null> {
  const rows = await db.select().from(reconcileRuns).where(eq(reconcileRuns.id, id));
  const [run] = await withCorrected(db, rows);
  return run ?? null;
}

async function withCorrected(db: Database, runs: readonly RunRow[]): Promise<RunListItem[]> {
  if (runs.length === 0) return [];
  const ids = sql.join(
    runs.map(({ id }) => sql`${id}::uuid`),
    sql`, `,
  );
  const rows = await db.execute<{ run: string; corrected: number; completed: number }>(
    sql`select run_id as run, count(*) filter (where cause <> 'completed')::int as corrected,
      count(*) filter (where cause = 'completed')::int as completed from drift where run_id in (${ids}) group by 1`,
  );
  const counts = new Map(rows.map(({ run, ...counted }) => [run, counted]));
  return runs.map((run) => ({ ...run, ...(counts.get(run.id) ?? { corrected: 0, completed: 0 }) }));
}

/** The state of the reconciliation with a provider. */
export type Reconciled = {
  provider: string;
  /** The unfinished run, else the last one. */
  last: RunRow | null;
  /** Values corrected within the last 24 hours. */
  corrected: number;
  /** Objects that are queued to be refreshed. */
  waiting: number;
  /** Until when the circuit breaker is open, and why; null if it is closed. */
  circuitOpen: { until: string; error: string | null } | null;
};

/** The state of the reconciliation with some providers. */
export async function reconciled(db: Database, providers: readonly string[]): Promise<Reconciled[]> {
  return Promise.all(
    providers.map(async (provider): Promise<Reconciled> => {
      const [run] = await db.execute<{
        id: string | null;
        corrected: number;
        waiting: number;
        until: string;
        error: string;
      }>(sql`
        select (select id from reconcile_runs where provider = ${provider} order by started_at desc, id desc limit 1) as id,
          (select count(*)::int from drift where provider = ${provider} and cause <> 'completed' and corrected_at > now() - interval '24 hours') as corrected,
          (select count(*)::int from refreshes where provider = ${provider}) as waiting,
          to_char(open_until at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, error
        from (select 1) as one
        left join api_links on provider = ${provider} and open_until > now()`);
      const last = run?.id ? await getRun(db, run.id) : null;
      const circuitOpen = run?.until ? { until: run.until, error: run.error } : null;
      return { provider, last, corrected: run?.corrected ?? 0, waiting: run?.waiting ?? 0, circuitOpen };
    }),
  );
}

import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { RunScope } from '#lib/model/run.ts';
import type { Database } from '../client.ts';
import { reconcileRuns } from '../schema/index.ts';
import { type Listing, type ListPage, type Paging, readPage, type Sort } from './list.ts';

export type RunRow = typeof reconcileRuns.$inferSelect;
/** A run, and how many values it corrected, and how many it completed that no webhook ever states. */
export type RunListItem = RunRow & { corrected: number; completed: number };
export type RunFilter = { provider?: string | undefined; scope?: RunScope | undefined };

/** How runs may be sorted. */
export const RUN_SORTS = {
  startedAt: { by: reconcileRuns.startedAt, form: 'instant', first: 'desc', key: (row) => row.startedAt },
} as const satisfies Record<string, Sort<RunRow>>;

/** Lists reconciliations, the latest first. */
export async function listRuns(db: Database, filter: RunFilter & Paging): Promise<ListPage<RunListItem>> {
  const listing: Listing<RunRow> = {
    id: reconcileRuns.id,
    sorts: RUN_SORTS,
    sort: 'startedAt',
    read: (where, order, limit) =>
      db
        .select()
        .from(reconcileRuns)
        .where(where)
        .orderBy(...order)
        .limit(limit),
  };
  const page = await readPage(listing, conditions(filter), filter);
  return { ...page, data: await withHealed(db, page.data) };
}

function conditions({ provider, scope }: RunFilter): SQL | undefined {
  return and(
    provider ? eq(reconcileRuns.provider, provider) : undefined,
    scope ? eq(reconcileRuns.scope, scope) : undefined,
  );
}

/** One reconciliation, or null. */
export async function getRun(db: Database, id: string): Promise<RunListItem | null> {
  const rows = await db.select().from(reconcileRuns).where(eq(reconcileRuns.id, id));
  const [run] = await withHealed(db, rows);
  return run ?? null;
}

async function withHealed(db: Database, runs: readonly RunRow[]): Promise<RunListItem[]> {
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

/** How a provider's reconciliation stands. */
export type Reconciled = {
  provider: string;
  /** The one that runs or was left in the middle, else the last one. */
  last: RunRow | null;
  /** Values corrected within the last 24 hours. */
  corrected: number;
  /** Things that wait to be read again. */
  waiting: number;
  /** Until then the API is left alone, and why; null while it is asked. */
  closed: { until: string; error: string | null } | null;
};

/** How each of some providers' reconciliation stands. */
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
          to_char(closed_until at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, error
        from (select 1) as one
        left join api_links on provider = ${provider} and closed_until > now()`);
      const last = run?.id ? await getRun(db, run.id) : null;
      const closed = run?.until ? { until: run.until, error: run.error } : null;
      return { provider, last, corrected: run?.corrected ?? 0, waiting: run?.waiting ?? 0, closed };
    }),
  );
}

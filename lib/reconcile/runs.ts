import { randomUUIDv7 } from 'node:crypto';
import { audit } from '#db/audit.ts';
import type { Sql, Transaction } from '#db/client.ts';
import { Unavailable } from '#lib/errors.ts';
import type { Refusal, RunScope, RunStep } from '#lib/model/run.ts';
import type { Api } from '#lib/providers/api.ts';
import { firstStep } from './step.ts';

/** A run and its progress. */
export type Run = {
  id: string;
  provider: string;
  scope: RunScope;
  since: string | null;
  startedAt: string;
  finishedAt: string | null;
  at: RunStep | null;
  pages: number;
  read: number;
  changed: number;
  missed: number;
  gone: number;
  /** The lists that the provider rejected. */
  refused: Refusal[];
};

/** The result of one step: the next step, and what to add to the counts. */
export type Progress = { at: RunStep | null; refused?: Refusal[] } & Partial<
  Record<'read' | 'changed' | 'missed' | 'gone', number>
>;

/** An incremental sync reads changes from this long before the last run began: clocks differ, and lists lag. */
const OVERLAP_MS = 15 * 60_000;
/** Longest time between two full syncs. */
export const FULL_SYNC_INTERVAL_MS = 24 * 3_600_000;

type Row = Omit<Run, 'since' | 'startedAt' | 'finishedAt'> & {
  since: Date | null;
  startedAt: Date;
  finishedAt: Date | null;
};

const columns = (sql: Sql | Transaction) => sql`
  id, provider, scope, since, started_at as "startedAt", finished_at as "finishedAt", at, pages, read, changed, missed, gone,
  coalesce(refused, '[]'::json) as refused`;

function runOf({ since, startedAt, finishedAt, ...rest }: Row): Run {
  const text = (instant: Date | null) => instant?.toISOString() ?? null;
  return { ...rest, since: text(since), startedAt: startedAt.toISOString(), finishedAt: text(finishedAt) };
}

/** The provider of a run, and the user who started it. */
type RunOptions = { sql: Sql; provider: string; api: Api; by?: string | undefined };

/**
 * Resumes the unfinished run of a provider, else begins a new one. The user who started it is recorded in the audit log, in the same
 * transaction. To be called under the provider's lock.
 */
export function resumeRun({ sql, provider, api, by }: RunOptions, wanted: RunScope | null, at: string): Promise<Run> {
  return sql.begin(async (tx) => {
    if (by !== undefined) await audit(tx, by, 'reconciled', provider);
    const [open] = await tx<Row[]>`
      select ${columns(tx)} from reconcile_runs where provider = ${provider} and finished_at is null`;
    return open ? runOf(open) : beginRun(tx, provider, api, wanted, at);
  });
}

async function beginRun(
  tx: Transaction,
  provider: string,
  api: Api,
  wanted: RunScope | null,
  at: string,
): Promise<Run> {
  const { scope, since } = await dueScope(tx, provider, wanted, at);
  const [begun] = await tx<Row[]>`
    insert into reconcile_runs (id, provider, scope, since, started_at, moved_at, at)
    values (${randomUUIDv7()}, ${provider}, ${scope}, ${since}, ${at}, ${at}, ${JSON.stringify(firstStep(api, scope))}::text::json)
    returning ${columns(tx)}`;
  if (!begun) throw new Error('The run was not recorded');
  return runOf(begun);
}

async function dueScope(sql: Transaction, provider: string, wanted: RunScope | null, at: string) {
  const [last] = await sql<{ latest: Date | null; whole: Date | null }[]>`
    select max(started_at) as latest, max(started_at) filter (where scope <> 'incremental') as whole
    from reconcile_runs where provider = ${provider} and finished_at is not null`;
  const since = last?.latest ? new Date(last.latest.getTime() - OVERLAP_MS).toISOString() : null;
  if (!last?.whole) return { scope: 'initial' as const, since: null };
  const stale = Date.parse(at) - last.whole.getTime() >= FULL_SYNC_INTERVAL_MS;
  return { scope: wanted ?? (stale ? ('full' as const) : ('incremental' as const)), since };
}

/** Stores the result of a step, in the transaction that stores its snapshots; without a next step the run is finished. */
export async function advance(tx: Transaction, run: Run, progress: Progress, at: string): Promise<Run> {
  const { read = 0, changed = 0, missed = 0, gone = 0 } = progress;
  const [row] = await tx<Row[]>`
    update reconcile_runs set at = ${JSON.stringify(progress.at)}::text::json, moved_at = ${at}, error = null,
      finished_at = ${progress.at === null ? at : null}, pages = pages + 1, read = read + ${read},
      changed = changed + ${changed}, missed = missed + ${missed}, gone = gone + ${gone},
      refused = coalesce(${progress.refused ? JSON.stringify(progress.refused) : null}::text::json, refused)
    where id = ${run.id} and finished_at is null returning ${columns(tx)}`;
  if (!row) throw new Unavailable('another process has finished this run');
  return runOf(row);
}

/** Stores why a run stopped; it is resumed at the same step. */
export async function recordFailure(sql: Sql, run: Run, reason: string, at: string): Promise<void> {
  await sql`
    update reconcile_runs set error = ${reason.slice(0, 2_000)}, moved_at = ${at},
      at = (at::jsonb || jsonb_build_object('stops', coalesce((at ->> 'stops')::int, 0) + 1))::json
    where id = ${run.id} and finished_at is null`;
}

/** The run as the source of fetched events. */
export const byOf = ({ id, scope }: Run) => ({ run: id, scope });

import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '#db/client.ts';
import { Unavailable } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { RebuildReport } from '#lib/model/rebuild.ts';
import { LIMITS, type Limits, nextLimits } from './limits.ts';
import { RULES, type Rules, type StepOptions } from './rules.ts';
import { findRebuild, insertRebuild, type Rebuild, shownVersion } from './state.ts';
import { runStep } from './step.ts';

export type RebuildOptions = {
  /** Whether it only compares. */
  dryRun?: boolean;
  rules?: Rules;
  /** The most that a step does; after a slow step the next ones do less. */
  limits?: Limits;
  /** Stops after the current step; the next call continues there. */
  signal?: AbortSignal;
  /** Called and awaited after each step of this process, with the rebuild as it was before and the step's milliseconds. */
  onStep?: (rebuild: Rebuild, ms: number) => unknown;
};

/** Pause while another process runs a step. */
const BUSY_MS = 100;

/**
 * Derives all ledgers and rows from the stored bytes again, compares them with the stored ones and writes what differs, while
 * events are still processed. Resumes an interrupted rebuild. Several processes may run the same rebuild; they take turns.
 * Returns the report, or null if the signal aborted first. Throws `Unavailable` if another rebuild is running.
 */
export async function rebuild(sql: Sql, options: RebuildOptions = {}): Promise<RebuildReport | null> {
  const { dryRun = false, rules = RULES, limits: most = LIMITS, signal, onStep } = options;
  const { id } = await openRebuild(sql, dryRun, { rules, limits: most }, signal);
  for (let limits = most; ; ) {
    if (signal?.aborted) return null;
    const begun = performance.now();
    const before = await runStep(sql, id, { rules, limits });
    if (before) {
      const ms = performance.now() - begun;
      limits = nextLimits(limits, most, ms);
      await onStep?.(before, ms);
    } else {
      const [row] = await sql<{ over: boolean; report: RebuildReport | null }[]>`
        select finished_at is not null as over, report from rebuilds where id = ${id}`;
      if (row?.over && row.report) return row.report;
      if (!row || row.over) throw new Unavailable('another rebuild replaced this one');
      await sleep(BUSY_MS);
    }
  }
}

async function openRebuild(sql: Sql, dryRun: boolean, options: StepOptions, signal?: AbortSignal): Promise<Rebuild> {
  const { rules } = options;
  const open = await findRebuild(sql);
  if (!open) return insertRebuild(sql, rules.version, dryRun);
  // In `clean` without a report it was cancelled; with a report only its temporary rows remain to be deleted.
  const hasMore = open.phase !== 'clean' || open.report !== null;
  if (hasMore && open.version === rules.version && open.dryRun === dryRun) return open;
  if (open.phase !== 'clean' && open.version > rules.version)
    throw new Unavailable('a rebuild with newer rules is under way');
  if (open.phase !== 'clean' && dryRun && !open.dryRun)
    throw new Unavailable('a rebuild is under way; compare again when it is done');
  await drop(sql, open.id, options, signal);
  return insertRebuild(sql, rules.version, dryRun);
}

/** Ends a rebuild without a result, or deletes the remaining rows of a finished one. */
async function drop(sql: Sql, id: string, options: StepOptions, signal?: AbortSignal): Promise<void> {
  await sql`update rebuilds set phase = 'clean' where id = ${id} and finished_at is null`;
  while (!signal?.aborted && (await findRebuild(sql))?.id === id) {
    if ((await runStep(sql, id, options)) === null) await sleep(BUSY_MS);
  }
}

/**
 * Rebuilds if the stored values were derived with older rules, and finishes an interrupted rebuild. Several workers may call it
 * at the same time. Returns whether there was anything to do.
 */
export async function rebuildOutdated(sql: Sql, signal?: AbortSignal, rules: Rules = RULES): Promise<boolean> {
  const version = await shownVersion(sql);
  if (version === null || version >= rules.version) {
    const open = await findRebuild(sql);
    if (open?.phase !== 'clean') return false;
    await drop(sql, open.id, { rules, limits: LIMITS }, signal);
    return true;
  }
  log.info({ from: version, to: rules.version }, 'values were derived with older rules; rebuilding');
  const begun = performance.now();
  const report = await rebuild(sql, { rules, ...(signal && { signal }) });
  if (report) {
    const { fields: _, ...counts } = report;
    log.info({ ...counts, seconds: Math.round((performance.now() - begun) / 1000) }, 'rebuilt');
  }
  return true;
}

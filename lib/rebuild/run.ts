import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '#db/client.ts';
import { Unavailable } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { RebuildReport } from '#lib/model/rebuild.ts';
import { LIMITS, type Limits, RULES, type Rules, type StepOptions } from './rules.ts';
import { findRebuild, insertRebuild, type Rebuild, shownVersion } from './state.ts';
import { takeStep } from './step.ts';

export type RebuildOptions = {
  /** Compares only. */
  dryRun?: boolean;
  rules?: Rules;
  limits?: Limits;
  /** Ends after the step under way; the next call goes on there. */
  signal?: AbortSignal;
  /** Called, and waited for, after each step with the rebuild as it was before. */
  onStep?: (rebuild: Rebuild) => unknown;
};

/** How long to wait while another process is at a step, milliseconds. */
const BUSY_MS = 100;

/**
 * Derives everything from the stored bytes again, compares it with what is shown, and makes it what is shown, while events go on
 * being applied. Goes on where an earlier call was interrupted. Any number of processes may run the same rebuild: they take
 * turns. Returns what it found; null when the signal came first. Throws `Unavailable` when another rebuild is under way.
 */
export async function rebuild(sql: Sql, options: RebuildOptions = {}): Promise<RebuildReport | null> {
  const { dryRun = false, rules = RULES, limits = LIMITS, signal, onStep } = options;
  const { id } = await openRebuild(sql, dryRun, { rules, limits }, signal);
  for (;;) {
    if (signal?.aborted) return null;
    const before = await takeStepPatiently(sql, id, { rules, limits });
    if (before) await onStep?.(before);
    else {
      const [row] = await sql<{ over: boolean; report: RebuildReport | null }[]>`
        select finished_at is not null as over, report from rebuilds where id = ${id}`;
      if (row?.over && row.report) return row.report;
      if (!row || row.over) throw new Unavailable('another rebuild took the place of this one');
      await sleep(BUSY_MS);
    }
  }
}

/** A step that the database gave up, because another transaction was in its way, is taken again. */
async function takeStepPatiently(sql: Sql, id: string, options: StepOptions): Promise<Rebuild | null> {
  for (;;) {
    try {
      return await takeStep(sql, id, options);
    } catch (thrown) {
      const isDeadlock = thrown instanceof Error && 'code' in thrown && thrown.code === '40P01';
      if (!isDeadlock) throw thrown;
    }
  }
}

async function openRebuild(sql: Sql, dryRun: boolean, options: StepOptions, signal?: AbortSignal): Promise<Rebuild> {
  const { rules } = options;
  const open = await findRebuild(sql);
  if (!open) return insertRebuild(sql, rules.version, dryRun);
  // One in `clean` without a result was given up; with one, only its own rows are left to delete.
  const hasMore = open.phase !== 'clean' || open.report !== null;
  if (hasMore && open.version === rules.version && open.dryRun === dryRun) return open;
  if (open.phase !== 'clean' && open.version > rules.version)
    throw new Unavailable('a rebuild with newer rules is under way');
  if (open.phase !== 'clean' && dryRun && !open.dryRun)
    throw new Unavailable('a rebuild is under way; compare again when it is done');
  await drop(sql, open.id, options, signal);
  return insertRebuild(sql, rules.version, dryRun);
}

/** Ends a rebuild without a result, or one that has only its own rows left to delete. */
async function drop(sql: Sql, id: string, options: StepOptions, signal?: AbortSignal): Promise<void> {
  await sql`update rebuilds set phase = 'clean' where id = ${id} and finished_at is null`;
  while (!signal?.aborted && (await findRebuild(sql))?.id === id) {
    if ((await takeStepPatiently(sql, id, options)) === null) await sleep(BUSY_MS);
  }
}

/**
 * Rebuilds when older rules made what is shown, and finishes what an interrupted rebuild left. Several workers may call it at
 * once. Returns whether there was something to do.
 */
export async function rebuildOutdated(sql: Sql, signal?: AbortSignal, rules: Rules = RULES): Promise<boolean> {
  const version = await shownVersion(sql);
  if (version === null || version >= rules.version) {
    const open = await findRebuild(sql);
    if (open?.phase !== 'clean') return false;
    await drop(sql, open.id, { rules, limits: LIMITS }, signal);
    return true;
  }
  log.info({ from: version, to: rules.version }, 'what is shown was derived with older rules; it is rebuilt');
  const begun = performance.now();
  const report = await rebuild(sql, { rules, ...(signal && { signal }) });
  if (report) {
    const { fields: _, ...counts } = report;
    log.info({ ...counts, seconds: Math.round((performance.now() - begun) / 1000) }, 'rebuilt');
  }
  return true;
}

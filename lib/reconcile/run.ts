import { now } from '#lib/clock.ts';
import { messageOf, Unreadable } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { eventId } from '#lib/model/identity.ts';
import type { RunScope, RunStep } from '#lib/model/run.ts';
import type { AssertHeld } from './advisory-lock.ts';
import { storeReferences } from './booking-references.ts';
import type { ReconcileContext } from './context.ts';
import { findDeleted } from './deletions.ts';
import { eventOf, storeFetchedEvents } from './deliver.ts';
import { noteLate } from './drift.ts';
import { PagePrefetcher } from './page-prefetcher.ts';
import { advance, byOf, type Run, recordFailure, resumeRun } from './runs.ts';
import { diff, upsert } from './snapshot-store.ts';
import { nextStep } from './step.ts';

/** Failures of one look-up of deleted objects after which its kind is skipped: an object that always fails must not block the run. */
const MAX_STEP_FAILURES = 5;
/** An event younger than this is not missed: its webhook may still arrive. */
const WEBHOOK_DELAY_MS = 5 * 60_000;
/** How far back the event log is read again: it is sorted by when things happened, and they may be reported this much later. */
const EVENT_LOG_OVERLAP_MS = 3 * 24 * 3_600_000;

/**
 * Compares with a provider's API and stores differing objects in the inbox. Resumes an unfinished run; else begins the one that is due, or
 * `wanted`. Resolves to null when another process runs for this provider. Throws the error that stopped the run; its progress is stored.
 */
export async function reconcile(context: ReconcileContext, wanted: RunScope | null = null): Promise<Run | null> {
  return context.withLock('reconcile', context.provider, async (assertHeld) => {
    const run = await runToEnd(context, wanted, assertHeld);
    // After a missed event more may be missing than an incremental sync finds.
    const isShort = run.scope === 'incremental' && (run.missed > 0 || wanted === 'full');
    return isShort && !context.signal?.aborted
      ? await runToEnd({ ...context, by: undefined }, 'full', assertHeld)
      : run;
  });
}

async function runToEnd(context: ReconcileContext, wanted: RunScope | null, assertHeld: AssertHeld): Promise<Run> {
  let run = await resumeRun(context, wanted, (context.clock ?? now)());
  const pages = new PagePrefetcher(context.api, run);
  try {
    while (run.at && !context.signal?.aborted) {
      await assertHeld();
      run = await takeStep(context, run, run.at, pages);
    }
  } catch (thrown) {
    await recordFailure(context.sql, run, messageOf(thrown), now());
    throw thrown;
  } finally {
    pages.drop();
  }
  if (!run.at) {
    await context.sql.begin((tx) => noteLate(tx, context.provider));
    log.info({ ...run }, 'reconciled');
  }
  return run;
}

async function takeStep(context: ReconcileContext, run: Run, step: RunStep, pages: PagePrefetcher): Promise<Run> {
  try {
    if (step.phase === 'event_log') return await readEventLog(context, run, step);
    return await (step.phase === 'list' ? readList(context, run, step, pages) : findDeleted(context, run, step));
  } catch (thrown) {
    const isStuck = step.phase === 'deletions' && (step.stops ?? 0) >= MAX_STEP_FAILURES;
    if (!(thrown instanceof Unreadable) && !isStuck) throw thrown;
    return skip(context, run, step, messageOf(thrown));
  }
}

/**
 * Continues after the provider rejected a page: a list whose cursor may have expired is read again, once; otherwise the kind is skipped.
 * Nothing of a kind whose list is incomplete is treated as deleted.
 */
async function skip({ sql, provider, api }: ReconcileContext, run: Run, step: RunStep, reason: string): Promise<Run> {
  const { phase, kind, cursor, anew } = step;
  log.warn({ provider, phase, kind, reason }, 'list rejected; skipped');
  if (cursor !== null && !anew) {
    const at: RunStep = { phase, kind, cursor: null, anew: true };
    return sql.begin((tx) => advance(tx, run, { at }, now()));
  }
  const refused = [...run.refused, { phase, kind, reason }];
  const at = nextStep(api, { ...run, refused }, step, null);
  return sql.begin((tx) => advance(tx, run, { at, refused }, now()));
}

/** Reads a page of the event log. Events that were not received are stored in the inbox. */
async function readEventLog(context: ReconcileContext, run: Run, step: RunStep): Promise<Run> {
  const { sql, provider, api } = context;
  const page = await api.eventLog?.({ since: eventLogSince(run), cursor: step.cursor });
  const events = page?.events ?? [];
  const ids = events.map(({ key }) => eventId(provider, key));
  const rows = await sql<{ id: string }[]>`select id from events where id = any(${ids}::uuid[])`;
  const known = new Set(rows.map(({ id }) => id));
  const settled = new Date(Date.parse((context.clock ?? now)()) - WEBHOOK_DELAY_MS).toISOString();
  const missing = events.filter(({ createdAt }, at) => createdAt < settled && !known.has(ids[at] ?? ''));
  await storeFetchedEvents(
    context,
    byOf(run),
    missing.map(({ createdAt, ...event }) => ({ ...event, since: createdAt })),
  );
  const at = nextStep(api, run, step, page?.next ?? null);
  // Events before the initial sync do not count as missed.
  const missed = run.scope === 'initial' ? 0 : missing.length;
  return sql.begin((tx) => advance(tx, run, { at, read: events.length, missed }, now()));
}

function eventLogSince({ since }: Run): string | null {
  return since && new Date(Date.parse(since) - EVENT_LOG_OVERLAP_MS).toISOString();
}

/** Reads a page of a list. Objects that differ from their last snapshot are stored in the inbox. */
async function readList(context: ReconcileContext, run: Run, step: RunStep, pages: PagePrefetcher): Promise<Run> {
  const page = await pages.page(step);
  const at = nextStep(context.api, run, step, page.next);
  const compared = await diff(context.sql, context.provider, page.snapshots);
  const differing = compared.filter(({ differs }) => differs);
  await storeFetchedEvents(
    context,
    byOf(run),
    differing.map((one) => eventOf(one)),
  );
  return context.sql.begin(async (tx) => {
    await upsert(tx, context.provider, run.id, compared);
    await storeReferences(tx, context, page.snapshots);
    return advance(tx, run, { at, read: compared.length, changed: differing.length }, now());
  });
}

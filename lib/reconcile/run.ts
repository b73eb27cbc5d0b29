import type { Sql } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import { messageOf, Unreadable } from '#lib/errors.ts';
import type { Store } from '#lib/inbox/store.ts';
import { log } from '#lib/log.ts';
import { eventId } from '#lib/model/identity.ts';
import type { RunScope, RunStep } from '#lib/model/run.ts';
import type { Api, Snapshot } from '#lib/providers/api.ts';
import type { AssertHeld, WithLock } from './advisory-lock.ts';
import { deliver, eventOf, goneEvent } from './deliver.ts';
import { noteLate } from './drift.ts';
import { PagePrefetcher } from './page-prefetcher.ts';
import { advance, type Progress, type Run, recordFailure, resumeRun } from './runs.ts';
import { diff, findMissing, markDeleted, upsert } from './snapshot-store.ts';
import { nextStep } from './step.ts';

/** What a reconciliation with one provider needs. */
export type Reconciling = {
  sql: Sql;
  store: Store;
  provider: string;
  api: Api;
  withLock: WithLock;
  /** The present instant; left out, the clock's. */
  clock?: () => string;
  /** Stops between two pages; the next run continues there. */
  signal?: AbortSignal;
  /** Who started the run by hand: an e-mail address. */
  by?: string | undefined;
};

/** Failures at one look-up of deleted objects after which it is skipped: one object that always fails must not block the others. */
const MAX_STOPS = 5;
/** The webhook of an event younger than this may still arrive. */
const WEBHOOK_DELAY_MS = 5 * 60_000;
/** Objects that are requested one by one before the run stores its progress. */
const LOOKUPS_PER_STEP = 50;
/** How far back the event log is read again: it is sorted by when things happened, and they may be reported this much later. */
const EVENT_LOG_OVERLAP_MS = 3 * 24 * 3_600_000;

/**
 * Compares with a provider's API and stores what differs in the inbox. Resumes an unfinished run; else begins the one that is due, or
 * `wanted`. Resolves to null when another process runs for this provider. Throws what made the run stop; its progress is stored.
 */
export async function reconcile(work: Reconciling, wanted: RunScope | null = null): Promise<Run | null> {
  return work.withLock('reconcile', work.provider, async (assertHeld) => {
    const run = await runToEnd(work, wanted, assertHeld);
    // Where an event was missed, more may be missing than an incremental sync finds.
    const isShort = run.scope === 'incremental' && (run.missed > 0 || wanted === 'full');
    return isShort && !work.signal?.aborted ? await runToEnd({ ...work, by: undefined }, 'full', assertHeld) : run;
  });
}

async function runToEnd(work: Reconciling, wanted: RunScope | null, assertHeld: AssertHeld): Promise<Run> {
  let run = await resumeRun(work, wanted, (work.clock ?? now)());
  const pages = new PagePrefetcher(work.api, run);
  try {
    while (run.at && !work.signal?.aborted) {
      await assertHeld();
      run = await takeStep(work, run, run.at, pages);
    }
  } catch (thrown) {
    await recordFailure(work.sql, run, messageOf(thrown), now());
    throw thrown;
  } finally {
    pages.drop();
  }
  if (!run.at) {
    await work.sql.begin((tx) => noteLate(tx, work.provider));
    log.info({ ...run }, 'reconciled');
  }
  return run;
}

async function takeStep(work: Reconciling, run: Run, step: RunStep, pages: PagePrefetcher): Promise<Run> {
  try {
    if (step.phase === 'event_log') return await readEventLog(work, run, step);
    return await (step.phase === 'list' ? readList(work, run, step, pages) : findDeleted(work, run, step));
  } catch (thrown) {
    const isStuck = step.phase === 'deletions' && (step.stops ?? 0) >= MAX_STOPS;
    if (!(thrown instanceof Unreadable) && !isStuck) throw thrown;
    return skip(work, run, step, messageOf(thrown));
  }
}

/**
 * Continues after the provider refused a page: a list whose cursor may have expired starts again, once; otherwise the kind is skipped.
 * Nothing of a kind whose list is incomplete is treated as deleted.
 */
async function skip({ sql, provider, api }: Reconciling, run: Run, step: RunStep, reason: string): Promise<Run> {
  const { phase, kind, cursor, anew } = step;
  log.warn({ provider, phase, kind, reason }, 'refused; the run goes on without it');
  if (cursor !== null && !anew) {
    const at: RunStep = { phase, kind, cursor: null, anew: true };
    return sql.begin((tx) => advance(tx, run, { at }, now()));
  }
  const refused = [...run.refused, { phase, kind, reason }];
  const at = nextStep(api, { ...run, refused }, step, null);
  return sql.begin((tx) => advance(tx, run, { at, refused }, now()));
}

/** Reads a page of the event log. Events that never arrived are stored in the inbox as they are. */
async function readEventLog(work: Reconciling, run: Run, step: RunStep): Promise<Run> {
  const { sql, provider, api } = work;
  const page = await api.eventLog?.({ since: eventLogSince(run), cursor: step.cursor });
  const events = page?.events ?? [];
  const ids = events.map(({ key }) => eventId(provider, key));
  const rows = await sql<{ id: string }[]>`select id from events where id = any(${ids}::uuid[])`;
  const known = new Set(rows.map(({ id }) => id));
  const settled = new Date(Date.parse((work.clock ?? now)()) - WEBHOOK_DELAY_MS).toISOString();
  const missing = events.filter(({ createdAt }, at) => createdAt < settled && !known.has(ids[at] ?? ''));
  await deliver(
    work,
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
async function readList(work: Reconciling, run: Run, step: RunStep, pages: PagePrefetcher): Promise<Run> {
  const page = await pages.page(step);
  const at = nextStep(work.api, run, step, page.next);
  const compared = await diff(work.sql, work.provider, page.snapshots);
  const differing = compared.filter(({ differs }) => differs);
  await deliver(
    work,
    byOf(run),
    differing.map((one) => eventOf(one)),
  );
  return work.sql.begin(async (tx) => {
    await upsert(tx, work.provider, run.id, compared);
    return advance(tx, run, { at, read: compared.length, changed: differing.length }, now());
  });
}

/** Requests each object that a list did not contain although it should, and marks those that the provider no longer has. */
async function findDeleted(work: Reconciling, run: Run, step: RunStep): Promise<Run> {
  const { sql, provider, api } = work;
  const kind = step.kind ?? '';
  const missing = await findMissing(sql, provider, kind, run, LOOKUPS_PER_STEP);
  const found: Snapshot[] = [];
  const gone: ((typeof missing)[number] & { askedAt: string })[] = [];
  for (const one of missing) {
    const { snapshots, askedAt } = await api.read(kind, one.id);
    found.push(...snapshots);
    if (snapshots.length === 0) gone.push({ ...one, askedAt });
  }
  const compared = await diff(sql, provider, found);
  const differing = compared.filter(({ differs }) => differs);
  await deliver(work, byOf(run), [
    ...differing.map((one) => eventOf(one)),
    ...gone.map((one) => goneEvent({ kind, object: null, ...one })),
  ]);
  const progress: Progress = {
    at: missing.length < LOOKUPS_PER_STEP ? nextStep(api, run, step, null) : { ...step, stops: 0 },
    read: found.length,
    changed: differing.length,
    gone: gone.length,
  };
  return sql.begin(async (tx) => {
    await upsert(tx, provider, run.id, compared);
    await markDeleted(
      tx,
      provider,
      kind,
      gone.map(({ id }) => id),
    );
    return advance(tx, run, progress, now());
  });
}

const byOf = ({ id, scope }: Run) => ({ run: id, scope });

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

/** What a reconciliation works with. */
export type Reconciling = {
  sql: Sql;
  store: Store;
  provider: string;
  api: Api;
  alone: WithLock;
  /** The present instant; left out, the clock's. */
  clock?: () => string;
  /** Stops between two pages; the next run goes on there. */
  signal?: AbortSignal;
  /** Who started the run by hand: an e-mail address. */
  by?: string | undefined;
};

/** So often a run may stop at looking for what is gone: one thing that always fails keeps no other back. */
const STOPS = 5;
/** An event that is younger than this may still be on its way, milliseconds. */
const UNDERWAY = 5 * 60_000;
/** Things that are asked for one by one before the run notes where it is. */
const CONFIRM = 50;
/** How late an event may be reported and still be found in the event log, milliseconds. */
const EVENT_LOG_OVERLAP_MS = 3 * 24 * 3_600_000;

/**
 * Asks a provider what is true and puts what differs into the inbox: goes on with the run that was left in the middle, else
 * begins the one that is due, or `wanted`. Null when another process is at it. Throws what made it stop; what was found until
 * then is kept.
 */
export async function reconcile(work: Reconciling, wanted: RunScope | null = null): Promise<Run | null> {
  return work.alone('reconcile', work.provider, async (still) => {
    const run = await carryOut(work, wanted, still);
    // Who has missed something may have missed more than lists of changes tell.
    const isShort = run.scope === 'incremental' && (run.missed > 0 || wanted === 'full');
    return isShort && !work.signal?.aborted ? await carryOut({ ...work, by: undefined }, 'full', still) : run;
  });
}

async function carryOut(work: Reconciling, wanted: RunScope | null, still: AssertHeld): Promise<Run> {
  let run = await resumeRun(work, wanted, (work.clock ?? now)());
  const ahead = new PagePrefetcher(work.api, run);
  try {
    while (run.at && !work.signal?.aborted) {
      await still();
      run = await takeStep(work, run, run.at, ahead);
    }
  } catch (thrown) {
    await recordFailure(work.sql, run, messageOf(thrown), now());
    throw thrown;
  } finally {
    ahead.drop();
  }
  if (!run.at) {
    await work.sql.begin((tx) => noteLate(tx, work.provider));
    log.info({ ...run }, 'reconciled');
  }
  return run;
}

async function takeStep(work: Reconciling, run: Run, step: RunStep, ahead: PagePrefetcher): Promise<Run> {
  try {
    if (step.phase === 'event_log') return await readEventLog(work, run, step);
    return await (step.phase === 'list' ? readList(work, run, step, ahead) : lookForGone(work, run, step));
  } catch (thrown) {
    const isStuck = step.phase === 'deletions' && (step.stops ?? 0) >= STOPS;
    if (!(thrown instanceof Unreadable) && !isStuck) throw thrown;
    return pass(work, run, step, messageOf(thrown));
  }
}

/**
 * Goes on where the provider refuses: from the beginning of the list where a cursor may have grown too old, else with what comes
 * next. What a kind's list did not tell whole is not looked for either.
 */
async function pass({ sql, provider, api }: Reconciling, run: Run, step: RunStep, reason: string): Promise<Run> {
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

/** A page of the events that the provider says it sent: those that never came go into the inbox as they are. */
async function readEventLog(work: Reconciling, run: Run, step: RunStep): Promise<Run> {
  const { sql, provider, api } = work;
  const page = await api.eventLog?.({ since: eventLogSince(run), cursor: step.cursor });
  const events = page?.events ?? [];
  const ids = events.map(({ key }) => eventId(provider, key));
  const rows = await sql<{ id: string }[]>`select id from events where id = any(${ids}::uuid[])`;
  const known = new Set(rows.map(({ id }) => id));
  const settled = new Date(Date.parse((work.clock ?? now)()) - UNDERWAY).toISOString();
  const unheard = events.filter(({ createdAt }, at) => createdAt < settled && !known.has(ids[at] ?? ''));
  await deliver(
    work,
    byOf(run),
    unheard.map(({ createdAt, ...event }) => ({ ...event, since: createdAt })),
  );
  const at = nextStep(api, run, step, page?.next ?? null);
  // What was before the first picture could not be missed.
  const missed = run.scope === 'initial' ? 0 : unheard.length;
  return sql.begin((tx) => advance(tx, run, { at, read: events.length, missed }, now()));
}

/** The event log is ordered by when things happened, and they are reported late: it is read again some days back. */
function eventLogSince({ since }: Run): string | null {
  return since && new Date(Date.parse(since) - EVENT_LOG_OVERLAP_MS).toISOString();
}

/** A page of a list: what differs from what was stated last goes into the inbox. */
async function readList(work: Reconciling, run: Run, step: RunStep, ahead: PagePrefetcher): Promise<Run> {
  const page = await ahead.page(step);
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

/** What a list should have held and did not: each is asked for by itself, and marked when the provider does not have it. */
async function lookForGone(work: Reconciling, run: Run, step: RunStep): Promise<Run> {
  const { sql, provider, api } = work;
  const kind = step.kind ?? '';
  const missing = await findMissing(sql, provider, kind, run, CONFIRM);
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
    at: missing.length < CONFIRM ? nextStep(api, run, step, null) : { ...step, stops: 0 },
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

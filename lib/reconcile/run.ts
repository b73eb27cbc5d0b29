import type { Sql } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import { messageOf } from '#lib/errors.ts';
import type { Store } from '#lib/inbox/store.ts';
import { log } from '#lib/log.ts';
import { eventId } from '#lib/model/identity.ts';
import type { RunScope, RunStep } from '#lib/model/run.ts';
import type { Api, Snapshot } from '#lib/providers/api.ts';
import { Ahead } from './ahead.ts';
import { deliver, eventOf, goneEvent } from './deliver.ts';
import { noteLate } from './drift.ts';
import { compare, forget, remember, unseen } from './known.ts';
import { moveOn, noteStop, type Progress, type Run, takeUpRun } from './runs.ts';
import { nextStep } from './step.ts';

/** What a reconciliation works with. */
export type Reconciling = {
  sql: Sql;
  store: Store;
  provider: string;
  api: Api;
  /** The present instant; left out, the clock's. */
  clock?: () => string;
  /** Stops between two pages; the next run goes on there. */
  signal?: AbortSignal;
};

/** Things that are asked for one by one before the run notes where it is. */
const CONFIRM = 50;
/** How late an event may be reported and still be found in the ledger, milliseconds. */
const LEDGER_OVERLAP = 3 * 24 * 3_600_000;

/**
 * Asks a provider what is true and puts what differs into the inbox: goes on with the run that was left in the middle, else
 * begins the one that is due, or `wanted`. Null when another process is at it. Throws what made it stop; what was found until
 * then is kept.
 */
export async function reconcile(work: Reconciling, wanted: RunScope | null = null): Promise<Run | null> {
  const lock = await work.sql.reserve();
  try {
    const [row] = await lock<{ mine: boolean }[]>`
      select pg_try_advisory_lock(hashtext('reconcile'), hashtext(${work.provider})) as mine`;
    if (!row?.mine) return null;
    try {
      const run = await carryOut(work, wanted);
      return startled(run) && !work.signal?.aborted ? await carryOut(work, 'everything') : run;
    } finally {
      await lock`select pg_advisory_unlock(hashtext('reconcile'), hashtext(${work.provider}))`;
    }
  } finally {
    lock.release();
  }
}

/** Who has missed something may have missed more than lists of changes tell. */
function startled({ scope, missed }: Run): boolean {
  return scope === 'changes' && missed > 0;
}

async function carryOut(work: Reconciling, wanted: RunScope | null): Promise<Run> {
  let run = await takeUpRun(work.sql, work.provider, work.api, wanted, (work.clock ?? now)());
  const ahead = new Ahead(work.api, run);
  try {
    while (run.at && !work.signal?.aborted) run = await takeStep(work, run, run.at, ahead);
  } catch (thrown) {
    await noteStop(work.sql, run, messageOf(thrown), now());
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

function takeStep(work: Reconciling, run: Run, step: RunStep, ahead: Ahead): Promise<Run> {
  if (step.phase === 'ledger') return readLedger(work, run, step);
  return step.phase === 'list' ? readList(work, run, step, ahead) : lookForGone(work, run, step);
}

/** A page of the events that the provider says it sent: those that never came go into the inbox as they are. */
async function readLedger(work: Reconciling, run: Run, step: RunStep): Promise<Run> {
  const { sql, provider, api } = work;
  const page = await api.ledger?.({ since: ledgerSince(run), cursor: step.cursor });
  const events = page?.events ?? [];
  const ids = events.map(({ key }) => eventId(provider, key));
  const rows = await sql<{ id: string }[]>`select id from events where id = any(${ids}::uuid[])`;
  const known = new Set(rows.map(({ id }) => id));
  const unheard = events.filter((_, at) => !known.has(ids[at] ?? ''));
  await deliver(
    work,
    byOf(run),
    unheard.map(({ createdAt, ...event }) => ({ ...event, since: createdAt })),
  );
  const at = nextStep(api, run.scope, step, page?.next ?? null);
  // What was before the first picture could not be missed.
  const missed = run.scope === 'first' ? 0 : unheard.length;
  return sql.begin((tx) => moveOn(tx, run, { at, read: events.length, missed }, now()));
}

/** The ledger is ordered by when things happened, and they are reported late: it is read again some days back. */
function ledgerSince({ since }: Run): string | null {
  return since && new Date(Date.parse(since) - LEDGER_OVERLAP).toISOString();
}

/** A page of a list: what differs from what was stated last goes into the inbox. */
async function readList(work: Reconciling, run: Run, step: RunStep, ahead: Ahead): Promise<Run> {
  const page = await ahead.page(step);
  const at = nextStep(work.api, run.scope, step, page.next);
  const compared = await compare(work.sql, work.provider, page.snapshots);
  const differing = compared.filter(({ differs }) => differs);
  await deliver(
    work,
    byOf(run),
    differing.map((one) => eventOf(one)),
  );
  return work.sql.begin(async (tx) => {
    await remember(tx, work.provider, run.id, compared);
    return moveOn(tx, run, { at, read: compared.length, changed: differing.length }, now());
  });
}

/** What a list should have held and did not: each is asked for by itself, and marked when the provider does not have it. */
async function lookForGone(work: Reconciling, run: Run, step: RunStep): Promise<Run> {
  const { sql, provider, api } = work;
  const kind = step.kind ?? '';
  const missing = await unseen(sql, provider, kind, run, CONFIRM);
  const askedAt = now();
  const found: Snapshot[] = [];
  const gone: typeof missing = [];
  for (const one of missing) {
    const snapshots = await api.read(kind, one.id);
    found.push(...snapshots);
    if (snapshots.length === 0) gone.push(one);
  }
  const compared = await compare(sql, provider, found);
  const differing = compared.filter(({ differs }) => differs);
  await deliver(work, byOf(run), [
    ...differing.map((one) => eventOf(one)),
    ...gone.map(({ id, subject }) => goneEvent({ kind, id, askedAt, object: null, subject })),
  ]);
  const progress: Progress = {
    at: missing.length < CONFIRM ? nextStep(api, run.scope, step, null) : step,
    read: found.length,
    changed: differing.length,
    gone: gone.length,
  };
  return sql.begin(async (tx) => {
    await remember(tx, provider, run.id, compared);
    await forget(
      tx,
      provider,
      kind,
      gone.map(({ id }) => id),
    );
    return moveOn(tx, run, progress, now());
  });
}

const byOf = ({ id, scope }: Run) => ({ run: id, scope });

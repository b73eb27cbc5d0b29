import type { Sql } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import { messageOf } from '#lib/errors.ts';
import { type PulledEvent, writePulled } from '#lib/inbox/pulled.ts';
import type { Store } from '#lib/inbox/store.ts';
import { log } from '#lib/log.ts';
import { eventId } from '#lib/model/identity.ts';
import type { RunScope, RunStep } from '#lib/model/run.ts';
import { type Api, SNAPSHOT, type Snapshot, type SnapshotRaw } from '#lib/providers/api.ts';
import { Ahead } from './ahead.ts';
import { type Compared, compare, forget, remember, unseen } from './known.ts';
import { moveOn, noteStop, type Progress, type Run, takeUpRun } from './runs.ts';
import { nextStep } from './step.ts';

/** What a reconciliation works with. */
export type Reconciling = { sql: Sql; store: Store; provider: string; api: Api };

/** Things that are confirmed to be gone, one request each, before the run notes where it is. */
const CONFIRM = 50;

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
      return startled(work.api, run) ? await carryOut(work, 'everything') : run;
    } finally {
      await lock`select pg_advisory_unlock(hashtext('reconcile'), hashtext(${work.provider}))`;
    }
  } finally {
    lock.release();
  }
}

/** Who has missed something may have missed more than lists of changes tell. */
function startled(api: Api, { scope, missed, changed }: Run): boolean {
  return scope === 'changes' && (missed > 0 || (api.ledger === undefined && changed > 0));
}

async function carryOut(work: Reconciling, wanted: RunScope | null): Promise<Run> {
  let run = await takeUpRun(work.sql, work.provider, work.api, wanted, now());
  const ahead = new Ahead(work.api, run);
  try {
    while (run.at) run = await takeStep(work, run, run.at, ahead);
  } catch (thrown) {
    await noteStop(work.sql, run, messageOf(thrown), now());
    throw thrown;
  } finally {
    ahead.drop();
  }
  log.info({ ...run }, 'reconciled');
  return run;
}

function takeStep(work: Reconciling, run: Run, step: RunStep, ahead: Ahead): Promise<Run> {
  if (step.phase === 'ledger') return readLedger(work, run, step);
  return step.phase === 'list' ? readList(work, run, step, ahead) : lookForGone(work, run, step);
}

/** A page of the events that the provider says it sent: those that never came go into the inbox as they are. */
async function readLedger({ sql, store, provider, api }: Reconciling, run: Run, step: RunStep): Promise<Run> {
  const page = await api.ledger?.({ since: run.since, cursor: step.cursor });
  const events = page?.events ?? [];
  const ids = events.map(({ key }) => eventId(provider, key));
  const rows = await sql<{ id: string }[]>`select id from events where id = any(${ids}::uuid[])`;
  const known = new Set(rows.map(({ id }) => id));
  const missed = events.filter((_, at) => !known.has(ids[at] ?? ''));
  await deliver({ store, provider }, run, missed);
  const at = nextStep(api, run.scope, step, page?.next ?? null);
  return sql.begin((tx) => moveOn(tx, run, { at, missed: missed.length }, now()));
}

/** A page of a list: what differs from what was stated last goes into the inbox. */
async function readList(work: Reconciling, run: Run, step: RunStep, ahead: Ahead): Promise<Run> {
  const page = await ahead.page(step);
  const at = nextStep(work.api, run.scope, step, page.next);
  ahead.prepare(at);
  const compared = await compare(work.sql, work.provider, page.snapshots);
  const differing = compared.filter(({ differs }) => differs);
  await deliver(
    work,
    run,
    differing.map((one) => eventOf(run, one)),
  );
  return work.sql.begin(async (tx) => {
    await remember(tx, work.provider, run.id, compared);
    return moveOn(tx, run, { at, read: compared.length, changed: differing.length }, now());
  });
}

/** Things that the whole list no longer held: each is asked for by itself, and marked when the provider does not have it. */
async function lookForGone(work: Reconciling, run: Run, step: RunStep): Promise<Run> {
  const { sql, provider, api } = work;
  const kind = step.kind ?? '';
  const ids = await unseen(sql, provider, kind, run.id, CONFIRM);
  const askedAt = now();
  const found: Snapshot[] = [];
  const gone: string[] = [];
  for (const id of ids) {
    const one = await api.one(kind, id);
    if (one) found.push(one);
    else gone.push(id);
  }
  const compared = await compare(sql, provider, found);
  const differing = compared.filter(({ differs }) => differs);
  await deliver(work, run, [
    ...differing.map((one) => eventOf(run, one)),
    ...gone.map((id) => eventOf(run, { kind, id, raw: null, askedAt, hash: 'gone', seenAt: null, differs: true })),
  ]);
  const progress: Progress = {
    at: ids.length < CONFIRM ? nextStep(api, run.scope, step, null) : step,
    changed: differing.length,
    gone: gone.length,
  };
  return sql.begin(async (tx) => {
    await remember(tx, provider, run.id, compared);
    await forget(tx, provider, kind, gone);
    return moveOn(tx, run, progress, now());
  });
}

/** A snapshot as an event: the same state, found twice by one run, is one event. */
function eventOf(run: Run, { kind, id, raw, askedAt, hash, seenAt, changedAt }: Compared): PulledEvent {
  const stated: SnapshotRaw = { kind, id, askedAt, object: raw };
  const since = changedAt && (seenAt === null || changedAt > seenAt) ? changedAt : seenAt;
  return { key: `snapshot:${kind}:${id}:${run.id}:${hash}`, type: SNAPSHOT + kind, raw: stated, since };
}

async function deliver(
  { store, provider }: Pick<Reconciling, 'store' | 'provider'>,
  { id, scope }: Run,
  events: readonly PulledEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const body = writePulled({ by: { run: id, scope }, events });
  await store({ provider, source: 'reconcile', receivedAt: now(), remote: '', headers: {}, body, events });
}

import type { Transaction } from '#db/client.ts';
import { holdProjections } from '#db/projection-lock.ts';
import { deleteRows, upsertRows } from '#db/rows.ts';
import { compareAllInvoicesNext } from '#lib/exceptions/duplicate-invoices.ts';
import { sweepAllNext } from '#lib/exceptions/sweep.ts';
import { applyWithBisect } from '#lib/inbox/apply-with-bisect.ts';
import type { EventCursor } from '#lib/inbox/load-pending-events.ts';
import { notifyChanged } from '#lib/inbox/notify-changed.ts';
import { collectWrites, type Writes } from '#lib/projections/differences.ts';
import { type Effect, recordEffects } from '#lib/projections/record-effects.ts';
import { compareEntities, type Differing } from './compare-entities.ts';
import { readEvents } from './read-events.ts';
import { recordComparison } from './record-comparison.ts';
import { readReport } from './report.ts';
import type { StepOptions } from './rules.ts';
import type { Rebuild } from './state.ts';

/** Entities that are written together. */
const ENTITIES_PER_CHUNK = 500;

/**
 * Writes the result of a rebuild, in the caller's transaction, which excludes all other projections: reads the events settled
 * since the last pass, compares entities that differed or were touched once more, and writes ledgers, rows, effects and event
 * states. A dry run compares and writes none of these. Webhooks are received meanwhile and processed afterwards.
 */
export async function swap(tx: Transaction, rebuild: Rebuild, options: StepOptions): Promise<void> {
  await holdProjections(tx);
  for (let after: EventCursor | null = null; ; ) {
    const { next }: { next: EventCursor | null } = await readEvents(tx, options, { after, since: rebuild.since }, true);
    if (next === null) break;
    after = next;
  }
  for (let after: string | null = null; ; ) {
    const ids: string[] = await listToWrite(tx, after, rebuild.dryRun);
    const comparison = await compareEntities(tx, ids, options.rules);
    await recordComparison(tx, ids, comparison);
    if (!rebuild.dryRun) await writeAll(tx, comparison.differing);
    after = ids.at(-1) ?? null;
    if (ids.length < ENTITIES_PER_CHUNK) break;
  }
  const report = await readReport(tx, rebuild);
  if (!rebuild.dryRun) {
    await writeOutcomes(tx);
    await sweepAllNext(tx);
    await compareAllInvoicesNext(tx);
    // Anything may have changed; open pages reload, including the notice of the rebuild.
    await notifyChanged(tx, []);
  }
  await tx`
    update rebuilds set phase = 'clean', report = ${JSON.stringify(report)}::text::json,
      swapped_at = case when not dry_run then clock_timestamp() end
    where id = ${rebuild.id}`;
}

/**
 * Entities to compare under the lock; a dry run writes nothing, so its earlier comparisons are still valid. The first condition is
 * that of the index, so that entities that are equal are not read.
 */
async function listToWrite(tx: Transaction, after: string | null, dryRun: boolean): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from rebuild_ledgers
    where (touched or comparison is not null) and (touched ${dryRun ? tx`` : tx`or comparison = 'differs'`}) ${after ? tx`and id > ${after}::uuid` : tx``}
    order by id limit ${ENTITIES_PER_CHUNK}`;
  return rows.map(({ id }) => id);
}

/** Writes differing entities; those whose rows the database rejects are left unchanged. */
async function writeAll(tx: Transaction, differing: readonly Differing[]): Promise<void> {
  const { failures } = await applyWithBisect(tx, differing, write);
  const refused = failures.map(({ item }) => item.entity.id);
  if (refused.length > 0) {
    await tx`update rebuild_ledgers set comparison = 'refused' where id = any(${refused}::uuid[])`;
    await tx`delete from rebuild_differences where entity_id = any(${refused}::uuid[])`;
  }
}

async function write(tx: Transaction, differing: readonly Differing[]): Promise<void> {
  const writes: Writes = new Map();
  for (const { before, after } of differing) collectWrites(before, after, writes);
  const stated = differing.filter(({ ledger }) => ledger !== '');
  await upsertRows(
    tx,
    'facts',
    stated.map(({ entity, ledger, dueAt }) => ({ ...entity, ledger, dueAt })),
  );
  await deleteRows(
    tx,
    'facts',
    differing.filter(({ ledger }) => ledger === '').map(({ entity }) => entity),
  );
  for (const [table, { upserts, deletes }] of writes) {
    await upsertRows(tx, table, upserts.values());
    await deleteRows(tx, table, deletes.values());
  }
  await recordEffects(tx, differing.flatMap(effectsOf), 'rebuild');
}

function effectsOf({ entity, differences, lastEvent }: Differing): Effect[] {
  return differences.map((one) => ({ ...one, eventId: lastEvent, entityType: entity.entityType, entityId: entity.id }));
}

async function writeOutcomes(tx: Transaction): Promise<void> {
  await tx`
    update events set state = outcome.state, reason = outcome.reason, reported_at = outcome.reported_at,
      settled_at = case when events.state = outcome.state then events.settled_at else clock_timestamp() end
    from rebuild_events outcome
    where events.id = outcome.event_id and outcome.state not in ('unavailable', 'failed') and events.state <> 'pending'`;
}

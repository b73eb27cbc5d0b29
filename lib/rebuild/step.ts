import { beginAgain } from '#db/begin-again.ts';
import type { Sql, Transaction } from '#db/client.ts';
import type { RebuildPhase } from '#lib/model/rebuild.ts';
import { compareEntities } from './compare-entities.ts';
import { readEvents } from './read-events.ts';
import { recordComparison } from './record-comparison.ts';
import type { StepOptions } from './rules.ts';
import { beginPass, lockRebuild, nextPassIsShort, type Rebuild } from './state.ts';
import { swap } from './swap.ts';

/** Rows that are deleted in one transaction from each table of the rebuild. */
const ROWS_PER_DELETE = 5_000;

const STEPS: Record<RebuildPhase, (tx: Transaction, rebuild: Rebuild, options: StepOptions) => Promise<unknown>> = {
  scan: (tx, rebuild, options) => readNextEvents(tx, rebuild, options, () => beginPass(tx, rebuild.id, 'catch_up')),
  catch_up: (tx, rebuild, options) => readNextEvents(tx, rebuild, options, () => beginComparing(tx, rebuild)),
  compare: compareOn,
  follow: (tx, rebuild, options) => readNextEvents(tx, rebuild, options, () => beginComparingAgain(tx, rebuild)),
  compare_again: compareTouched,
  swap,
  clean,
};

/**
 * Runs the next step of a rebuild in a transaction of its own, including its cursor, so that a kill loses this step only. Returns
 * the rebuild as it was before the step; null if another process runs a step, or it is finished.
 */
export async function runStep(sql: Sql, id: string, options: StepOptions): Promise<Rebuild | null> {
  return beginAgain(sql, async (tx) => {
    const rebuild = await lockRebuild(tx, id);
    if (!rebuild) return null;
    // Tables of the rebuild grow from empty: a plan that was cached while they were small would read them whole in each step.
    await tx`set local plan_cache_mode = force_custom_plan`;
    // A step that a crash of the database loses is repeated.
    if (rebuild.phase !== 'swap') await tx`set local synchronous_commit = off`;
    await STEPS[rebuild.phase](tx, rebuild, options);
    return rebuild;
  });
}

async function readNextEvents(
  tx: Transaction,
  rebuild: Rebuild,
  options: StepOptions,
  then: () => Promise<unknown>,
): Promise<unknown> {
  const { id, phase, since, afterDelivery, afterPosition } = rebuild;
  const after = afterDelivery === null ? null : { deliveryId: afterDelivery, position: afterPosition ?? 0 };
  const { read, next } = await readEvents(tx, options, { after, since }, phase === 'follow');
  if (phase === 'scan') await tx`update rebuilds set events = events + ${read} where id = ${id}`;
  if (next === null) return then();
  return tx`
    update rebuilds set after_delivery = ${next.deliveryId}, after_position = ${next.position} where id = ${id}`;
}

/** The watermark stays: the pass after the comparison reads the events that are settled since then. */
async function beginComparing(tx: Transaction, { id }: Rebuild): Promise<void> {
  await tx`update rebuilds set phase = 'compare' where id = ${id}`;
}

async function compareOn(tx: Transaction, { id, afterEntity }: Rebuild, options: StepOptions): Promise<void> {
  const ids = await listEntities(tx, afterEntity, options.limits.entities);
  const last = ids.at(-1);
  if (last === undefined) return beginPass(tx, id, 'follow');
  await recordComparison(tx, ids, await compareEntities(tx, ids, options.rules));
  await tx`update rebuilds set after_entity = ${last}, entities = entities + ${ids.length} where id = ${id}`;
}

async function beginComparingAgain(tx: Transaction, { id }: Rebuild): Promise<void> {
  await tx`update rebuilds set phase = 'compare_again' where id = ${id}`;
}

/**
 * Compares entities that were touched since they were compared, so that few are left to be compared under the lock of the swap. What is
 * settled meanwhile is for another pass, as long as that gets shorter.
 */
async function compareTouched(tx: Transaction, { id }: Rebuild, options: StepOptions): Promise<void> {
  const rows = await tx<{ id: string }[]>`
    select id from rebuild_ledgers where (touched or comparison is not null) and touched
    order by id limit ${options.limits.entities}`;
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return beginPass(tx, id, (await nextPassIsShort(tx, id)) ? 'follow' : 'swap');
  await recordComparison(tx, ids, await compareEntities(tx, ids, options.rules));
}

/** The next entities by id, stored or derived. */
async function listEntities(tx: Transaction, after: string | null, limit: number): Promise<string[]> {
  const next = after ? tx`where id > ${after}::uuid` : tx``;
  const rows = await tx<{ id: string }[]>`
    (select id from facts ${next} order by id limit ${limit})
    union
    (select id from rebuild_ledgers ${next} order by id limit ${limit})
    order by id limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** Deletes some rows of the rebuild, which is finished when none are left. */
async function clean(tx: Transaction, { id }: Rebuild): Promise<void> {
  let deleted = 0;
  for (const [table, key] of REBUILD_TABLES) {
    const { count } = await tx`
      delete from ${tx(table)} where ${tx(key)} in (select ${tx(key)} from ${tx(table)} limit ${ROWS_PER_DELETE})`;
    deleted += count;
  }
  if (deleted === 0) await tx`update rebuilds set finished_at = clock_timestamp() where id = ${id}`;
}

const REBUILD_TABLES = [
  ['rebuild_ledgers', 'id'],
  ['rebuild_events', 'event_id'],
  ['rebuild_versions', 'first'],
  ['rebuild_differences', 'entity_id'],
] as const;

import { audit } from '#db/audit.ts';
import type { Sql, Transaction } from '#db/client.ts';
import { holdProjections } from '#db/projection-lock.ts';
import { now } from '#lib/clock.ts';
import { type Changes, withChanges } from '#lib/model/changes.ts';
import { LATENESS_KEYS, LATENESS_UNITS, type LatenessLimits } from '#lib/model/lateness-limits.ts';
import { readLateness } from '#lib/model/lateness-schema.ts';

/** What counts as late. Under the shared lock of the projections it does not change until the transaction ends. */
export async function latenessLimits(tx: Transaction): Promise<LatenessLimits> {
  const [row] = await tx<{ limits: unknown }[]>`select limits from lateness_settings`;
  return readLateness(row?.limits);
}

/**
 * Changes some limits of what counts as late, for events that are applied from now on; `recalculateLateness` in `lib/pipeline` derives the stored
 * instants again. Waits for the batches that are being applied with the previous limits.
 */
export async function changeLateness(sql: Sql, by: string, given: Changes<LatenessLimits>): Promise<void> {
  await sql.begin(async (tx) => {
    await holdProjections(tx);
    const before = await latenessLimits(tx);
    const limits = withChanges(before, given);
    const changes = changesBetween(before, limits);
    if (changes === '') return;
    await tx`
      insert into lateness_settings (limits, changed_by, changed_at, after_entity, recalculated)
      values (${JSON.stringify(limits)}, ${by}, ${now()}, null, false)
      on conflict (single) do update set limits = excluded.limits, changed_by = excluded.changed_by,
        changed_at = excluded.changed_at, after_entity = null, recalculated = false`;
    await audit(tx, by, 'lateness-changed', changes);
  });
}

function changesBetween(before: LatenessLimits, after: LatenessLimits): string {
  return LATENESS_KEYS.filter((key) => before[key] !== after[key])
    .map((key) => `${key} ${before[key]} to ${after[key]} ${LATENESS_UNITS[key]}`)
    .join(', ');
}

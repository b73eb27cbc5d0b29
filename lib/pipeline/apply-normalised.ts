import { ArchiveFault } from '#db/archive/archive-fault.ts';
import type { Transaction } from '#db/client.ts';
import { lockLedgers } from '#db/projection-lock.ts';
import { applyWithBisect } from '#lib/inbox/apply-with-bisect.ts';
import { setEventStates } from '#lib/inbox/event-state.ts';
import { applyEvents, entitiesOf, groupByEntity, type NormalisedEvent } from '#lib/projections/apply.ts';
import { lockCustomerNames } from '#lib/projections/lock-customer-names.ts';
import { followUp } from './follow-ups.ts';
import type { Failure, Normalised } from './normalise-events.ts';
import { withCurrentVersions } from './with-current-versions.ts';

/** The number of effects, and the events that failed. */
export type AppliedBatch = { effects: number; failures: Failure[] };

/**
 * Applies a batch of normalised events, sets the state of those in `pending`, and runs the follow-up steps. Failing events are
 * isolated, rolled back and returned with those that failed to normalise; the others are applied.
 */
export async function applyNormalised(
  tx: Transaction,
  { events: normalised, suspects, versioned, failures, fetched }: Normalised,
  pending: ReadonlySet<string>,
): Promise<AppliedBatch> {
  const result: AppliedBatch = { effects: 0, failures: [...failures] };
  const isPending = ({ id }: NormalisedEvent) => pending.has(id);
  const applyUnits = async (inner: Transaction, units: readonly (readonly NormalisedEvent[])[]) => {
    const events = units.flat();
    const { effects, judged } = await applyEvents(inner, events);
    await followUp(inner, { effects, judged, fetched });
    await setEventStates(
      inner,
      events.filter(isPending).map(({ id, reportedAt }) => ({ id, state: 'processed', reportedAt })),
    );
    return effects.length;
  };
  /** A unit succeeds or fails as a whole: one event, or all versions of one. */
  const apply = async (units: readonly (readonly NormalisedEvent[])[]) => {
    const applied = await applyWithBisect(tx, units, applyUnits);
    for (const { item, thrown } of applied.failures)
      result.failures.push(...item.filter(isPending).map(({ id }) => ({ id, thrown })));
    for (const count of applied.results) result.effects += count;
  };
  if (suspects.length + versioned.size > 0) {
    // They are applied by several calls, so that what these lock is locked in the order of one.
    const versions = [...versioned.values()].flatMap((some) => some.map(({ event }) => event));
    const all = [...normalised, ...suspects, ...versions];
    await lockCustomerNames(tx, groupByEntity(all));
    await lockLedgers(tx, new Set(all.flatMap(entitiesOf)));
  }
  await apply(normalised.map((one) => [one]));
  for (const one of suspects) await apply([[one]]);
  for (const [first, versions] of versioned) {
    try {
      await apply([await withCurrentVersions(tx, first, versions)]);
    } catch (thrown) {
      if (!(thrown instanceof ArchiveFault)) throw thrown;
      const waiting = versions.map(({ event }) => event).filter(isPending);
      result.failures.push(...waiting.map(({ id }) => ({ id, thrown })));
    }
  }
  return result;
}

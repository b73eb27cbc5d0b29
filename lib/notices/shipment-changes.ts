import { decidesNotices, type Reached, reachedBy } from '#lib/model/notice.ts';
import type { Stage } from '#lib/model/shipment.ts';
import type { Effect } from '#lib/projections/record-effects.ts';

/** The values of a shipment before a batch, as far as the batch changed them and they decide what is told. */
export type ShipmentChange = {
  /** Whether anything but an initial synchronisation changed it; only then something may be told. */
  tells: boolean;
  /** Whether an initial synchronisation changed values of it: those have no value before here. */
  isSynchronised: boolean;
  /** Whether it did not exist before. */
  isNew: boolean;
  stage?: Stage;
  mode?: string | null;
  customer?: string | null;
  /** The names of parties that were added. */
  addedParties: string[];
};

const UNCHANGED = { tells: false, isSynchronised: false, isNew: false };

/**
 * The shipments whose changed values can decide what is told, by id, with their values before. `isInitial`: whether an initial
 * synchronisation fetched an event.
 */
export function shipmentChanges(
  effects: readonly Effect[],
  isInitial: (eventId: string) => boolean,
): Map<string, ShipmentChange> {
  const changes = new Map<string, ShipmentChange>();
  for (const effect of effects) {
    if (effect.entityType !== 'shipment' || !decidesNotices(effect)) continue;
    const change = changes.get(effect.entityId) ?? { ...UNCHANGED, addedParties: [] };
    changes.set(effect.entityId, change);
    if (isInitial(effect.eventId)) change.isSynchronised ||= effect.field !== 'added';
    else {
      change.tells = true;
      addBefore(change, effect);
    }
  }
  return changes;
}

/** Of several changes of one value, the first holds the value before the batch. */
function addBefore(change: ShipmentChange, { part, field, before, after }: Effect): void {
  if (part?.type === 'role') change.addedParties.push((after as { name: string }).name);
  else if (field === 'added') change.isNew = true;
  else if (field === 'status') change.stage ??= before as Stage;
  else if (field === 'mode' && change.mode === undefined) change.mode = before as string | null;
  else if (field === 'customer' && change.customer === undefined) change.customer = before as string | null;
}

/** What the shipment had reached before; `is` has its values now. */
export function reachedBefore(change: ShipmentChange, is: { status: Stage; mode: string | null }): Reached {
  if (change.isNew) return null;
  return reachedBy(change.stage ?? is.status, change.mode === undefined ? is.mode : change.mode);
}

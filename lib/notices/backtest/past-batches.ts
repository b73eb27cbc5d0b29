import type { MilestoneTimes } from '#lib/model/notice.ts';
import type { Stage } from '#lib/model/shipment.ts';
import type { Effect } from '#lib/projections/record-effects.ts';
import type { DecidedShipment } from '../decide-for-rule.ts';
import { type ShipmentChange, shipmentChanges } from '../shipment-changes.ts';
import { STAKEHOLDERS } from '../subjects.ts';

/** An effect as it is stored. */
export type StoredEffect = Omit<Effect, 'entityType' | 'times'> & {
  times: MilestoneTimes | null;
  cause: 'event' | 'rebuild';
  /** ISO 8601 UTC. */
  recordedAt: string;
  /** Effects of the same batch have the same. */
  transaction: string;
  /** Whether an initial synchronisation fetched its event. */
  isInitial: boolean;
};

/** What one batch of the past changed, and the shipment after it. `change` is null for a rebuild, of which nobody is told. */
export type PastBatch = { at: string; change: ShipmentChange | null; shipment: DecidedShipment };

/** The batches that changed a shipment, from their effects in order and the shipment as it is now. */
export function pastBatches(effects: readonly StoredEffect[], now: DecidedShipment): PastBatch[] {
  const batches: PastBatch[] = [];
  let shipment = now;
  for (const batch of grouped(effects).toReversed()) {
    const times = batch.findLast((one) => one.times !== null)?.times ?? now.times;
    batches.push({ at: batch[0]?.recordedAt ?? '', change: changeOf(batch), shipment: { ...shipment, times } });
    shipment = batch.reduceRight(before, shipment);
  }
  return batches.reverse();
}

function grouped(effects: readonly StoredEffect[]): StoredEffect[][] {
  const groups: StoredEffect[][] = [];
  for (const effect of effects) {
    const last = groups.at(-1);
    const [first] = last ?? [];
    if (first?.recordedAt === effect.recordedAt && first.transaction === effect.transaction) last?.push(effect);
    else groups.push([effect]);
  }
  return groups;
}

function changeOf(batch: readonly StoredEffect[]): ShipmentChange | null {
  if (batch.some(({ cause }) => cause === 'rebuild')) return null;
  const initial = new Set(batch.flatMap(({ isInitial, eventId }) => (isInitial ? [eventId] : [])));
  const effects = batch.map(({ times: _, ...effect }) => ({ ...effect, entityType: 'shipment' as const }));
  const [change] = shipmentChanges(effects, (eventId) => initial.has(eventId)).values();
  return change ?? null;
}

/** A shipment before an effect. */
function before(shipment: DecidedShipment, effect: StoredEffect): DecidedShipment {
  const { part, field, before: value, after } = effect;
  if (part?.type === 'role') {
    const { role, name } = after as { role: string; name: string };
    const at = STAKEHOLDERS.includes(role) ? shipment.parties.indexOf(name) : -1;
    return at === -1 ? shipment : { ...shipment, parties: shipment.parties.toSpliced(at, 1) };
  }
  if (field === 'status') return { ...shipment, status: value as Stage };
  if (field === 'mode') return { ...shipment, mode: value as string | null };
  if (field === 'customer') return { ...shipment, customer: value as string | null };
  return shipment;
}

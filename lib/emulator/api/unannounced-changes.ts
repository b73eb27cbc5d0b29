import type { Freight } from '#lib/emulator/world/freight.ts';
import type { Load } from '#lib/emulator/world/load.ts';
import { DAY, HOUR, MINUTE } from '#lib/emulator/world/local-time.ts';
import type { Random } from '#lib/emulator/world/random.ts';
import type { Records } from '#lib/emulator/world/shipment-timeline.ts';

/** Shares of the shipments, from 0 to 1, that change without a webhook. */
export type UnannouncedChanges = {
  /** A value changes, and `updated_at` with it. */
  silent: number;
  /** A value changes under the same `updated_at`. */
  sameTimestamp: number;
  /** Deleted when its timeline is completed. */
  gone: number;
};

export const NO_UNANNOUNCED_CHANGES: UnannouncedChanges = { silent: 0, sameTimestamp: 0, gone: 0 };

/** A change of the records that is not a step of the timeline; made after `after` steps. */
export type ScheduledChange = { after: number; change: (records: Records) => void };

function changeFreight(freight: Freight, days: number): void {
  const leg = freight.legs.findLast(({ ata, eta }) => ata === null && eta !== null);
  const container = freight.containers[0];
  if (leg?.eta) leg.eta += days * DAY;
  else if (container) container.lastFreeDay = (container.lastFreeDay ?? freight.updatedAt) + days * DAY;
  else freight.masterBill = `${freight.masterBill ?? 'MB'}-${days}`;
}

function changeLoad(load: Load, days: number): void {
  const stop = load.stops.findLast(({ arrived }) => arrived === null);
  if (stop) stop.plannedAt += days * 3 * HOUR;
  else load.references = [...load.references, { type: 'CUSTOMER_REFERENCE_NUMBER', value: `R${days}${load.number}` }];
}

/** Moves an estimate or corrects a reference. With `updatedAt` null the record keeps its own. */
export function changeRecord(records: Records, days: number, updatedAt: number | null): void {
  if (records.kind === 'freight') {
    changeFreight(records.freight, days);
    records.freight.updatedAt = updatedAt ?? records.freight.updatedAt;
  } else if (records.kind === 'load') {
    changeLoad(records.load, days);
    records.load.updatedAt = updatedAt ?? records.load.updatedAt;
  }
}

function updatedAtOf(records: Records): number {
  if (records.kind === 'freight') return records.freight.updatedAt;
  return records.kind === 'load' ? records.load.updatedAt : 0;
}

/** Draws the unannounced changes of a timeline of `steps` steps. Half are made after the last step: no webhook contains them. */
export function drawUnannouncedChanges(
  random: Random,
  steps: number,
  { silent, sameTimestamp }: UnannouncedChanges,
): ScheduledChange[] {
  const changes: ScheduledChange[] = [];
  const draw = (share: number, moves: boolean) => {
    const hits = random.chance(share);
    const [last, early, days] = [random.chance(0.5), random.next(), random.int(1, 5)];
    const after = last ? steps : 1 + Math.floor(early * steps);
    const change = (records: Records) => changeRecord(records, days, moves ? updatedAtOf(records) + MINUTE : null);
    if (hits) changes.push({ after, change });
  };
  draw(silent, true);
  draw(sameTimestamp, false);
  return changes;
}

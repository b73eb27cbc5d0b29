import type { Transaction } from '#db/client.ts';
import { MAX_LISTED, notifyChanged } from '#lib/inbox/notify-changed.ts';
import type { Effect } from '#lib/projections/record-effects.ts';

/** Notifies open pages, on commit, of the changed entities and of the shipments whose records changed. */
export async function announceChanges(tx: Transaction, { effects }: { effects: readonly Effect[] }): Promise<void> {
  const changed = new Set(effects.map(({ entityId }) => entityId));
  if (changed.size <= MAX_LISTED && effects.some(({ entityType }) => entityType !== 'shipment')) {
    const linked = await tx<{ id: string }[]>`
      select distinct shipment_id as id from shipment_records where record_id = any(${[...changed]}::uuid[])`;
    for (const { id } of linked) changed.add(id);
  }
  await notifyChanged(tx, [...changed]);
}

import { lookup } from '#lib/model/lookup.ts';
import type { ReferenceType } from '#lib/model/shipment.ts';

export type Reference = { type: string; value: string };

const LABELS: Record<ReferenceType, string> = {
  shipment: 'Shipment',
  booking: 'Booking',
  carrier_booking: 'Carrier booking',
  house_bill: 'House B/L',
  master_bill: 'Master B/L',
  purchase_order: 'PO',
  container: 'Container',
  customer: 'Customer ref',
  order: 'Order',
  pro: 'PRO',
  pickup: 'Pick-up',
  delivery: 'Delivery',
  invoice: 'Invoice',
  it_number: 'IT number',
  tracking: 'Tracking',
  other: 'Reference',
};

/** Reference types by usefulness: own numbers first, then those of documents, then the provider's. */
const BEST_FIRST: readonly ReferenceType[] = [
  'purchase_order',
  'customer',
  'order',
  'house_bill',
  'booking',
  'master_bill',
  'carrier_booking',
  'pro',
  'container',
  'shipment',
];

/** The label of a reference type. */
export function referenceLabel(type: string): string {
  return lookup(LABELS, type) ?? 'Reference';
}

type Named = { externalId: string; references: readonly Reference[] };

const MACHINE_MADE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The reference to show for a shipment, and how many more of that type it has; never a UUID. */
export function bestReference({ externalId, references }: Named): Reference & { more: number } {
  const spoken = references.filter(({ value }) => !MACHINE_MADE.test(value));
  for (const type of BEST_FIRST) {
    const same = spoken.filter((reference) => reference.type === type);
    if (same[0]) return { ...same[0], more: same.length - 1 };
  }
  return { type: 'shipment', value: MACHINE_MADE.test(externalId) ? externalId.slice(0, 8) : externalId, more: 0 };
}

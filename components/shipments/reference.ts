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
const TYPES_BY_PREFERENCE: readonly ReferenceType[] = [
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

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The reference to show for a shipment, and how many more of that type it has; never a UUID. */
export function bestReference({ externalId, references }: Named): Reference & { more: number } {
  const readable = references.filter(({ value }) => !UUID.test(value));
  for (const type of TYPES_BY_PREFERENCE) {
    const same = readable.filter((reference) => reference.type === type);
    if (same[0]) return { ...same[0], more: same.length - 1 };
  }
  return { type: 'shipment', value: UUID.test(externalId) ? externalId.slice(0, 8) : externalId, more: 0 };
}

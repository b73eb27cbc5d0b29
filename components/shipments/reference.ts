import { lookup } from '#lib/model/lookup.ts';
import type { ReferenceType } from '#lib/model/shipment.ts';
import { SHARED_TITLE_TYPES, TITLE_TYPES, type TitleType } from '#lib/model/shipment-title.ts';

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

/** The label of a reference type. */
export function referenceLabel(type: string): string {
  return lookup(LABELS, type) ?? 'Reference';
}

export type Named = { externalId: string; references: readonly Reference[] };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The title of a shipment, and how many more references of its type it has; never a UUID. `references` come in the order in which
 * they may be the title (`titleOrder`). `wanted`: the type that a user wants first; null for that order alone.
 */
export function bestReference(
  { externalId, references }: Named,
  wanted: TitleType | null = null,
): Reference & { more: number } {
  const best = references.find((one) => one.type === wanted && isTitle(one)) ?? references.find(isTitle);
  if (best) {
    const same = references.filter((one) => one.type === best.type && isTitle(one));
    return { type: best.type, value: best.value, more: same.length - 1 };
  }
  return { type: 'shipment', value: UUID.test(externalId) ? externalId.slice(0, 8) : externalId, more: 0 };
}

/** The reference that tells a shipment apart from others with its title; null if no other can have it. `wanted`: as for the title. */
export function distinguishingReference(shipment: Named, wanted: TitleType | null = null): Reference | null {
  if (!SHARED_TITLE_TYPES.includes(bestReference(shipment, wanted).type)) return null;
  const references = shipment.references.filter(({ type }) => !SHARED_TITLE_TYPES.includes(type));
  const { type, value } = bestReference({ ...shipment, references });
  return { type, value };
}

/** What a component of the browser needs of a shipment for its title, and no more of the row. */
export function namedOf({ externalId, references }: Named): Named {
  return { externalId, references: references.map(({ type, value }) => ({ type, value })) };
}

function isTitle(reference: Reference): boolean {
  return (TITLE_TYPES as readonly string[]).includes(reference.type) && !isMachineId(reference);
}

/** Whether a reference is an id of a system, which nobody writes on a paper or reads out. */
export function isMachineId({ value }: Pick<Reference, 'value'>): boolean {
  return UUID.test(value);
}

import type { ReferenceType } from './shipment.ts';

/** The types of references that may be the title of a shipment, by usefulness: own numbers, those of documents, the provider's. */
export const TITLE_TYPES = [
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
] as const satisfies readonly ReferenceType[];
export type TitleType = (typeof TITLE_TYPES)[number];

/** Types of references that several shipments may share. */
export const SHARED_TITLE_TYPES: readonly string[] = ['purchase_order', 'customer', 'order'];

import type { EntityRef } from '#lib/providers/contract.ts';
import type { ParsedEvent } from './event-envelope.ts';
import { textOf } from './read.ts';

/** The API kinds of the objects that such events are about. */
const KINDS: readonly [RegExp, string][] = [
  [/^(SHIPMENT_|shipment\.)(?!DELETED|deleted)/, 'shipment'],
  [/^CUSTOMER_INVOICE_/, 'invoice'],
  [/^(CARRIER|VENDOR)_INVOICE_/, 'bill'],
  [/^CUSTOMER_PAYMENT_(?!METHOD)/, 'payment'],
  [/^(CARRIER|VENDOR)_PAYMENT_(?!METHOD)/, 'bill_payment'],
  [/^(DOCUMENT_|document\.(created|updated))/, 'document'],
];

/** The keys of a payload that only identify its object. */
const NAMES = new Set(['id', 'key', 'friendlyId', 'shipmentId', 'shipmentKey']);

/** The objects that an event only named: most payloads contain nothing but an id, and shipments often lack their stops. */
export function namedBy({ type, data }: ParsedEvent): EntityRef[] {
  const kind = KINDS.find(([pattern]) => pattern.test(type))?.[1];
  if (kind === undefined) return [];
  const isThin = kind === 'shipment' ? !data.orders || !data.loads : Object.keys(data).every((name) => NAMES.has(name));
  const id = (kind === 'shipment' ? textOf(data.shipmentId) : undefined) ?? textOf(data.id);
  return isThin && id !== undefined ? [{ kind, id }] : [];
}

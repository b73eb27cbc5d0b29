import type { EntityRef } from '#lib/providers/contract.ts';
import type { ParsedEvent } from './event-envelope.ts';
import { textOf } from './read.ts';

/** What the API calls the things that such events are about. */
const KINDS: readonly [RegExp, string][] = [
  [/^(SHIPMENT_|shipment\.)(?!DELETED|deleted)/, 'shipment'],
  [/^CUSTOMER_INVOICE_/, 'invoice'],
  [/^(CARRIER|VENDOR)_INVOICE_/, 'bill'],
  [/^CUSTOMER_PAYMENT_(?!METHOD)/, 'payment'],
  [/^(CARRIER|VENDOR)_PAYMENT_(?!METHOD)/, 'bill_payment'],
  [/^(DOCUMENT_|document\.(created|updated))/, 'document'],
];

/** Names by which a payload says what it is about, and no more. */
const NAMES = new Set(['id', 'key', 'friendlyId', 'shipmentId', 'shipmentKey']);

/** What an event named and told little of: most payloads hold an id and no more, and shipments often without their stops. */
export function namedBy({ type, data }: ParsedEvent): EntityRef[] {
  const kind = KINDS.find(([pattern]) => pattern.test(type))?.[1];
  if (kind === undefined) return [];
  const isThin = kind === 'shipment' ? !data.orders || !data.loads : Object.keys(data).every((name) => NAMES.has(name));
  const id = (kind === 'shipment' ? textOf(data.shipmentId) : undefined) ?? textOf(data.id);
  return isThin && id !== undefined ? [{ kind, id }] : [];
}

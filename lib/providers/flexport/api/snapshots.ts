import { Unreadable } from '#lib/errors.ts';
import { parseMoment } from '#lib/model/time.ts';
import type { Snapshot } from '../../api.ts';
import { type Fields, isObject, textOf } from '../read.ts';
import { type Kind, shipmentOf } from './kinds.ts';

/** An object of the API as a snapshot. Throws `Unreadable` for one without an id. */
export function snapshotOf(
  { kind, entityType, changed, open: isOpen }: Kind,
  raw: Fields,
  requestedAt: string,
): Snapshot {
  const id = textOf(raw.id);
  if (id === undefined) throw new Unreadable(`a ${kind} of the list has no id`);
  const subject = entityType === 'shipment' && kind !== 'shipment' ? shipmentOf(raw) : id;
  const changedAt = changed === undefined ? undefined : textOf(raw[changed]);
  return {
    kind,
    id,
    raw: withoutParts(kind, raw),
    requestedAt,
    changedAt: changedAt === undefined ? null : (parseMoment(changedAt)?.at ?? null),
    ...(isOpen && { open: isOpen(raw) }),
    subject: subject === undefined ? null : { entityType, id: subject },
  };
}

/**
 * An object without its parts that are separate objects, and without fields that lists omit, so that it is the same wherever it
 * was read.
 */
function withoutParts(kind: string, raw: Fields): Fields {
  if (kind === 'container') return without(raw, 'container_legs');
  if (kind === 'container_leg')
    return { ...raw, shipment_container: onlyId(raw.shipment_container), leg: onlyId(raw.leg) };
  if (kind === 'leg')
    return Object.fromEntries(Object.entries(raw).map(([name, one]) => [name, without(one, 'container_legs')]));
  if (kind !== 'shipment') return raw;
  const rest = without(raw, 'legs', 'documents', 'commercial_invoices', 'customs_entries', 'metadata') as Fields;
  return { ...rest, booking: onlyId(raw.booking), ocean_shipment: without(raw.ocean_shipment, 'containers') };
}

function without<T>(value: T, ...names: readonly string[]): T {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name))) as T;
}

/** An object as a link names it, with the shipment that it names. */
function onlyId(value: unknown): unknown {
  if (!isObject(value)) return value;
  return { id: value.id, ...(isObject(value.shipment) && { shipment: { id: value.shipment.id } }) };
}

import type { Subject } from './dates.ts';
import { prefixOf } from './event-map.ts';
import { isObject } from './read.ts';
import { type FlexportEvent, resources } from './schema.ts';

/** The kind of a resource by the last segment of its `_object`, or by the part of the type before the `#`. */
const KINDS = new Map<string, keyof typeof resources>([
  ['shipment', 'shipment'],
  ['shipments', 'shipment'],
  ['shipment_leg', 'leg'],
  ['shipment_container', 'container'],
  ['shipment_container_leg', 'containerLeg'],
  ['invoice', 'attached'],
  ['document', 'attached'],
  ['commercial_invoice', 'attached'],
  ['purchase_order', 'attached'],
  ['product', 'attached'],
  ['booking', 'attached'],
  ['container_load_result', 'attached'],
]);

/**
 * Reads the object of an event. Its own `_object` decides what it is, and the event type only without one, because some types
 * name another kind of object than they contain.
 */
export function subjectOf(type: string, { data }: FlexportEvent): Subject {
  const kind = KINDS.get(objectName(data.resource)) ?? KINDS.get(prefixOf(type) ?? '');
  if (kind === undefined) return { shipment: data.shipment };
  // Events of a shipment contain it twice; it is read once.
  if (kind === 'shipment') return { shipment: data.shipment ?? resources.shipment.parse(data.resource) };
  const subject: Subject = { shipment: data.shipment, [kind]: resources[kind].parse(data.resource) };
  return { ...subject, container: containerOf(subject, data.containers) };
}

/** The last segment of an object's `_object`; empty without one. */
export function objectName(value: unknown): string {
  const object = isObject(value) ? value._object : undefined;
  return typeof object === 'string' ? object.slice(object.lastIndexOf('/') + 1) : '';
}

/** The container itself, that of the container leg, or the only one in the event. */
function containerOf(subject: Subject, beside: FlexportEvent['data']['containers']): Subject['container'] {
  if (subject.container) return subject.container;
  const wanted = subject.containerLeg?.shipment_container;
  if (!wanted) return beside.length === 1 ? beside[0] : undefined;
  return beside.find(({ id }) => id === wanted.id) ?? wanted;
}

/** The shipments that an event is about: nearly always one, none or several for an invoice. */
export function shipmentsOf({ shipment, leg, container, containerLeg, attached }: Subject): string[] {
  const part = leg?.shipment ?? container?.shipment ?? containerLeg?.shipment ?? attached?.shipment;
  const single = shipment?.id ?? part?.id;
  if (single !== undefined) return [single];
  const ids = (attached?.shipments ?? []).flatMap(({ id }) => (id === undefined ? [] : [id]));
  return [...new Set(ids)];
}

/** All shipments that an attached object names, besides the contained one. */
export function shipmentsNamed({ shipment, attached }: Subject): string[] {
  const all = [shipment?.id, attached?.shipment?.id, ...(attached?.shipments ?? []).map(({ id }) => id)];
  return [...new Set(all.filter((id) => id !== undefined))];
}

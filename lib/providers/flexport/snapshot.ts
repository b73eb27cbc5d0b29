import { Unreadable } from '#lib/errors.ts';
import type { Change } from '#lib/model/change.ts';
import { lookup } from '#lib/model/lookup.ts';
import { type Moment, parseMoment } from '#lib/model/time.ts';
import { SNAPSHOT, type SnapshotRaw } from '../api.ts';
import type { OpenedEvent, Outcome } from '../contract.ts';
import { addReference, createChangeBuilder, retractMilestone } from './change-builder.ts';
import { addContainer, addContainerLeg } from './container.ts';
import type { EventContext } from './entity-changes.ts';
import { addLeg } from './leg.ts';
import { isObject, momentOf, textOf } from './read.ts';
import { addRecords } from './records/add-records.ts';
import { ordersBooked } from './records/booking.ts';
import { readRecord } from './records/read-record.ts';
import { type RecordKind, recordTypeOf } from './records/record.ts';
import { eventSchema } from './schema.ts';
import { addShipment } from './shipment.ts';
import { shipmentsNamed, shipmentsOf, subjectOf } from './subject.ts';

/** The kinds that the API lists, by the names of the webhooks. */
const NAMES: Readonly<Record<string, string>> = {
  shipment: '/shipment',
  leg: '/shipment_leg',
  container: '/ocean/shipment_container',
  container_leg: '/ocean/shipment_container_leg',
  customs_entry: '/customs_entry',
  product: '/product',
  purchase_order: '/purchase_order',
  booking: '/booking',
  invoice: '/invoice',
  commercial_invoice: '/commercial_invoice',
  document: '/document',
};

/** The types of events that are made of snapshots. */
export const snapshotTypes = Object.keys(NAMES).map((kind) => SNAPSHOT + kind);

const RECORD_KINDS: readonly string[] = [
  'product',
  'purchase_order',
  'booking',
  'invoice',
  'commercial_invoice',
  'document',
] satisfies RecordKind[];
const isRecordKind = (kind: string): kind is RecordKind => RECORD_KINDS.includes(kind);

/** Normalises a snapshot of the API: all fields of the object, reported when the API was requested. */
export function normaliseSnapshot({ key, type, raw }: OpenedEvent): Outcome {
  const stated = statedIn(raw);
  const { kind, askedAt, object } = stated;
  const name = lookup(NAMES, kind);
  const requestedAt = parseMoment(askedAt);
  if (name === undefined || type !== SNAPSHOT + kind) throw new Unreadable(`a snapshot of an unknown kind, ${kind}`);
  if (!requestedAt) throw new Unreadable('the snapshot has no readable time');
  const changes = isObject(object) ? changesOf(stated, name, key, requestedAt) : deletionChanges(stated, requestedAt);
  if (changes.length === 0) return { outcome: 'ignore', reason: `a ${kind.replace('_', ' ')} without a shipment` };
  return { outcome: 'changes', reportedAt: requestedAt.at, changes };
}

function statedIn(raw: unknown): SnapshotRaw {
  if (!isObject(raw)) throw new Unreadable('the snapshot is not an object');
  const [kind, id, askedAt] = [textOf(raw.kind), textOf(raw.id), textOf(raw.askedAt)];
  if (!kind || !id || !askedAt) throw new Unreadable('the snapshot has no kind, id or time');
  const subject = textOf(raw.subject) ?? null;
  return { kind, id, askedAt, object: raw.object, subject, ...(raw.back === true && { back: true }) };
}

function changesOf({ kind, id, object, back }: SnapshotRaw, name: string, key: string, asked: Moment) {
  const data = { resource: object, ...(kind === 'shipment' && { shipment: object }) };
  const event = eventSchema.parse({ data });
  const type = `${name}#snapshot`;
  const context: EventContext = { key, event, subject: subjectOf(type, event), occurred: asked };
  if (isRecordKind(kind)) return recordChanges(kind, id, context, back === true);
  const shipments = kind === 'customs_entry' ? customsShipment(object) : shipmentsOf(context.subject);
  return shipments.flatMap((shipment) => {
    const changes = partChanges(kind, shipment, context);
    if (back && (kind === 'leg' || kind === 'container')) changes.push(partDeletion(kind, shipment, id, false));
    return kind === 'shipment' ? [...changes, ...addRecords(type, context)] : changes;
  });
}

function partChanges(kind: string, shipment: string, { subject, event }: EventContext): Change[] {
  const builder = createChangeBuilder(shipment);
  addReference(builder, 'shipment', `FLEX-${shipment}`);
  if (kind === 'shipment' && subject.shipment) addShipment(builder, subject.shipment);
  if (kind === 'leg' && subject.leg) addLeg(builder, subject.leg);
  if (kind === 'container' && subject.container) addContainer(builder, subject.container);
  if (kind === 'container_leg' && subject.containerLeg) addContainerLeg(builder, subject.containerLeg);
  const { resource } = event.data;
  if (kind === 'customs_entry' && isObject(resource)) {
    const isReleased = /^(cleared|released)$/.test(textOf(resource.release_status) ?? '');
    const day = isReleased ? textOf(resource.release_date) : undefined;
    // The event of the release has the time of day.
    if (day && momentOf(day)) retractMilestone(builder, 'CUSTOMS_RELEASED', 'ACT', day, { hint: true });
  }
  return builder.changes;
}

function customsShipment(entry: unknown): string[] {
  const shipment = isObject(entry) && isObject(entry.shipment) ? textOf(entry.shipment.id) : undefined;
  return shipment === undefined ? [] : [shipment];
}

function recordChanges(recordKind: RecordKind, id: string, { event, subject }: EventContext, back: boolean): Change[] {
  const { resource } = event.data;
  if (!isObject(resource)) return [];
  const recordType = recordTypeOf(recordKind);
  const changes: Change[] = readRecord(recordKind, id, resource);
  if (back) changes.push({ kind: 'step', recordType, record: id, code: 'REMOVED', moment: null });
  const orders = recordKind === 'booking' ? ordersBooked(resource) : [];
  for (const shipment of shipmentsNamed(subject)) {
    changes.push({ kind: 'link', recordType, record: id, shipment });
    for (const order of orders) changes.push({ kind: 'link', recordType: 'purchase_order', record: order, shipment });
  }
  return changes;
}

/** The changes of a deleted object. A deleted container leg or customs entry changes nothing. */
function deletionChanges({ kind, id, subject }: SnapshotRaw, moment: Moment): Change[] {
  if (isRecordKind(kind))
    return [{ kind: 'step', recordType: recordTypeOf(kind), record: id, code: 'REMOVED', moment }];
  if (kind === 'shipment') {
    return [{ kind: 'shipment', shipment: id, fields: { reportedStatus: { text: 'removed', stage: 'removed' } } }];
  }
  return (kind === 'leg' || kind === 'container') && subject !== null ? [partDeletion(kind, subject, id, true)] : [];
}

function partDeletion(kind: 'leg' | 'container', shipment: string, id: string, gone: boolean): Change {
  if (kind === 'leg') return { kind, shipment, leg: id, fields: { gone } };
  return { kind, shipment, container: id, fields: { gone } };
}

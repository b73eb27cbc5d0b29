import type { Change, StepChange } from '#lib/model/change.ts';
import type { EventContext } from '#lib/providers/flexport/entity-changes.ts';
import { prefixOf } from '#lib/providers/flexport/event-map.ts';
import { type Fields, isObject, objectsOf, stated, textOf } from '../read.ts';
import type { Shipment } from '../schema.ts';
import { objectName, shipmentsNamed } from '../subject.ts';
import { ordersBooked } from './booking.ts';
import { readRecord } from './read-record.ts';
import { instanceOf, type RecordKind, recordTypeOf } from './record.ts';
import { stepOf } from './steps.ts';

const RECORD_KINDS = new Map<string, RecordKind>([
  ['booking', 'booking'],
  ['purchase_order', 'purchase_order'],
  ['product', 'product'],
  ['invoice', 'invoice'],
  ['commercial_invoice', 'commercial_invoice'],
  ['document', 'document'],
]);

/** Collects the changes of one event to records: of each record once, the event's own record first. */
class RecordChanges {
  readonly changes: Change[] = [];
  readonly #seen = new Set<string>();

  /** A bare link names a record without fields. */
  record(recordKind: RecordKind, id: string, source: Fields, isSubject = false): void {
    const [change, ...unreadable] = readRecord(recordKind, id, source);
    const isSilent = Object.keys(change.fields).filter((name) => name !== 'kind').length + unreadable.length === 0;
    if ((isSilent && !isSubject) || !this.#isNew(`${change.recordType} ${id}`)) return;
    this.changes.push(change, ...unreadable);
  }

  link(recordKind: RecordKind, record: string, shipment: string): void {
    const recordType = recordTypeOf(recordKind);
    if (this.#isNew(`${recordType} ${record} on ${shipment}`))
      this.changes.push({ kind: 'link', recordType, record, shipment });
  }

  #isNew(thing: string): boolean {
    if (this.#seen.has(thing)) return false;
    this.#seen.add(thing);
    return true;
  }
}

/** The records of an event, with their steps and linked shipments. */
export function addRecords(type: string, context: EventContext): Change[] {
  const records = new RecordChanges();
  addSubject(records, type, context);
  if (context.subject.shipment) addPartsOfShipment(records, type, context.subject.shipment, context);
  return records.changes;
}

/** The event type is more reliable than the object: purchase orders are marked as bookings. */
function recordKindOf(type: string, resource: unknown): RecordKind | undefined {
  return RECORD_KINDS.get(prefixOf(type) ?? '') ?? RECORD_KINDS.get(objectName(resource));
}

function addSubject(records: RecordChanges, type: string, { event, subject, key, occurred }: EventContext): void {
  const { resource } = event.data;
  const id = subject.attached?.id;
  const recordKind = recordKindOf(type, resource);
  if (id === undefined || recordKind === undefined || !isObject(resource)) return;
  records.record(recordKind, id, resource, true);
  const { code, note } = stepOf(recordKind, type.slice(type.indexOf('#') + 1));
  const amount = code === 'CREDIT_APPLIED' ? onlyCredit(records) : undefined;
  const step = { kind: 'step', recordType: recordTypeOf(recordKind), record: id, code, moment: occurred } as const;
  // Without a date there is no step; the record itself states its status.
  if (occurred) records.changes.push(stated<StepChange>({ ...step, ...instanceOf(code, key), amount, note }));
  const orders = recordKind === 'booking' ? ordersBooked(resource) : [];
  for (const shipment of shipmentsNamed(subject)) {
    records.link(recordKind, id, shipment);
    for (const order of orders) records.link('purchase_order', order, shipment);
  }
}

/** The credited amount, if there is exactly one credit; of several it is unknown which one is meant. */
function onlyCredit({ changes: [first] }: RecordChanges): StepChange['amount'] {
  if (first?.kind !== 'record' || first.recordType !== 'invoice') return undefined;
  const credits = first.fields.credits ?? [];
  return credits.length === 1 ? credits[0]?.amount : undefined;
}

/** Adds the booking in a shipment snapshot, and its documents and invoices that are expanded. */
function addPartsOfShipment(
  records: RecordChanges,
  type: string,
  shipment: Shipment,
  { occurred }: EventContext,
): void {
  if (shipment.id === undefined) return;
  const { booking } = shipment;
  const id = isObject(booking) ? textOf(booking.id) : undefined;
  if (id !== undefined && isObject(booking)) {
    records.record('booking', id, { carrier_booking_number: carrierBooking(shipment), ...booking });
    if (type === '/shipment#booking_confirmed' && occurred) {
      records.changes.push({ kind: 'step', recordType: 'booking', record: id, code: 'CONFIRMED', moment: occurred });
    }
    records.link('booking', id, shipment.id);
  }
  addEach(records, 'document', shipment.documents, shipment.id);
  addEach(records, 'commercial_invoice', shipment.commercial_invoices, shipment.id);
}

/** The carrier's booking number, if the shipment has exactly one. */
function carrierBooking({ ocean_shipment: ocean }: Shipment): string | undefined {
  const number = ocean?.carrier_booking_number;
  return number?.includes(',') ? undefined : number;
}

function addEach(records: RecordChanges, recordKind: RecordKind, list: unknown, shipment: string): void {
  for (const source of objectsOf(list)) {
    const id = textOf(source.id);
    if (id === undefined) continue;
    records.record(recordKind, id, source);
    records.link(recordKind, id, shipment);
  }
}

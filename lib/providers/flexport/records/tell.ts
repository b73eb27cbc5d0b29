import type { Change, StepChange } from '#lib/model/change.ts';
import type { Reading } from '#lib/providers/flexport/entity-changes.ts';
import { prefixOf } from '#lib/providers/flexport/event-map.ts';
import { type Fields, isObject, objectsOf, stated, textOf } from '../read.ts';
import type { Shipment } from '../schema.ts';
import { objectName, shipmentsNamed } from '../subject.ts';
import { instanceOf, type Paper, recordOf, recordTypeOf } from './record.ts';
import { stepOf } from './steps.ts';

const PAPERS = new Map<string, Paper>([
  ['booking', 'booking'],
  ['purchase_order', 'purchase_order'],
  ['product', 'product'],
  ['invoice', 'invoice'],
  ['commercial_invoice', 'commercial_invoice'],
  ['document', 'document'],
]);

/** Gathers what one event says of records: of each thing only once, and first what the event is about. */
class Papers {
  readonly changes: Change[] = [];
  readonly #seen = new Set<string>();

  /** A bare link to a record names it and says nothing of it. */
  record(paper: Paper, id: string, source: Fields, isSubject = false): void {
    const change = recordOf(paper, id, source);
    const isSilent = Object.keys(change.fields).filter((name) => name !== 'kind').length === 0;
    if ((isSilent && !isSubject) || !this.#isNew(`${change.recordType} ${id}`)) return;
    this.changes.push(change);
  }

  link(paper: Paper, record: string, shipment: string): void {
    const recordType = recordTypeOf(paper);
    if (this.#isNew(`${recordType} ${record} on ${shipment}`))
      this.changes.push({ kind: 'link', recordType, record, shipment });
  }

  #isNew(thing: string): boolean {
    if (this.#seen.has(thing)) return false;
    this.#seen.add(thing);
    return true;
  }
}

/** The records that an event is about or brings along, with what happened to them and which shipments they concern. */
export function tellRecords(type: string, reading: Reading): Change[] {
  const papers = new Papers();
  tellSubject(papers, type, reading);
  if (reading.subject.shipment) tellBeside(papers, type, reading.subject.shipment, reading);
  return papers.changes;
}

/** The type names the thing better than the thing itself: purchase orders call themselves bookings. */
function paperOf(type: string, resource: unknown): Paper | undefined {
  return PAPERS.get(prefixOf(type) ?? '') ?? PAPERS.get(objectName(resource));
}

function tellSubject(papers: Papers, type: string, { event, subject, key, occurred }: Reading): void {
  const { resource } = event.data;
  const id = subject.attached?.id;
  const paper = paperOf(type, resource);
  if (id === undefined || paper === undefined || !isObject(resource)) return;
  papers.record(paper, id, resource, true);
  const { code, note } = stepOf(paper, type.slice(type.indexOf('#') + 1));
  const amount = code === 'CREDIT_APPLIED' ? onlyCredit(papers) : undefined;
  const step = { kind: 'step', recordType: recordTypeOf(paper), record: id, code, moment: occurred } as const;
  // Nothing dates it: what became of the record is in the record itself.
  if (occurred) papers.changes.push(stated<StepChange>({ ...step, ...instanceOf(code, key), amount, note }));
  for (const shipment of shipmentsNamed(subject)) papers.link(paper, id, shipment);
}

/** What was credited, where there is but one credit; of several nothing tells which one is meant. */
function onlyCredit({ changes: [first] }: Papers): StepChange['amount'] {
  if (first?.kind !== 'record' || first.recordType !== 'invoice') return undefined;
  const credits = first.fields.credits ?? [];
  return credits.length === 1 ? credits[0]?.amount : undefined;
}

/** What the snapshot of a shipment brings along: its booking, and whatever of its papers came expanded. */
function tellBeside(papers: Papers, type: string, shipment: Shipment, { occurred }: Reading): void {
  if (shipment.id === undefined) return;
  const { booking } = shipment;
  const id = isObject(booking) ? textOf(booking.id) : undefined;
  if (id !== undefined && isObject(booking)) {
    papers.record('booking', id, { carrier_booking_number: carrierBooking(shipment), ...booking });
    if (type === '/shipment#booking_confirmed' && occurred) {
      papers.changes.push({ kind: 'step', recordType: 'booking', record: id, code: 'CONFIRMED', moment: occurred });
    }
    papers.link('booking', id, shipment.id);
  }
  tellEach(papers, 'document', shipment.documents, shipment.id);
  tellEach(papers, 'commercial_invoice', shipment.commercial_invoices, shipment.id);
}

/** The carrier's number for the booking, where the shipment has one only. */
function carrierBooking({ ocean_shipment: ocean }: Shipment): string | undefined {
  const number = ocean?.carrier_booking_number;
  return number?.includes(',') ? undefined : number;
}

function tellEach(papers: Papers, paper: Paper, list: unknown, shipment: string): void {
  for (const source of objectsOf(list)) {
    const id = textOf(source.id);
    if (id === undefined) continue;
    papers.record(paper, id, source);
    papers.link(paper, id, shipment);
  }
}

import type { Change } from '#lib/model/change.ts';
import type { RecordNoun, StepCode } from '#lib/model/record.ts';
import type { Moment } from '#lib/model/time.ts';
import { isObject } from './read.ts';
import {
  bookingFields,
  commercialFields,
  documentFields,
  invoiceFields,
  orderFields,
  productFields,
} from './record-fields.ts';
import { booking, commercial, document, goods, invoice, order } from './record-schema.ts';

type Told = Change & { kind: 'record' };
type Linked = { shipment?: { id?: string | undefined } | undefined; shipments?: { id?: string | undefined }[] };

/** What the last segment of an `_object` says that a resource is, and how it is read. */
const READERS: Readonly<Record<string, (resource: unknown) => { told: Told; linked: Linked } | undefined>> = {
  booking: (resource) => {
    const read = booking.parse(resource);
    return read.id === undefined ? undefined : { told: told('booking', read.id, bookingFields(read)), linked: read };
  },
  purchase_order: (resource) => {
    const read = order.parse(resource);
    const fields = orderFields(read);
    return read.id === undefined ? undefined : { told: told('purchase_order', read.id, fields), linked: read };
  },
  product: (resource) => {
    const read = goods.parse(resource);
    return read.id === undefined ? undefined : { told: told('product', read.id, productFields(read)), linked: {} };
  },
  invoice: (resource) => {
    const read = invoice.parse(resource);
    return read.id === undefined ? undefined : { told: told('invoice', read.id, invoiceFields(read)), linked: read };
  },
  commercial_invoice: (resource) => {
    const read = commercial.parse(resource);
    // Freight and commercial invoices are counted apart by the provider.
    const id = `commercial:${read.id}`;
    return read.id === undefined ? undefined : { told: told('invoice', id, commercialFields(read)), linked: read };
  },
  document: (resource) => {
    const read = document.parse(resource);
    return read.id === undefined ? undefined : { told: told('document', read.id, documentFields(read)), linked: read };
  },
};

/** A change of one noun; the noun and its fields belong together, which the readers above see to. */
function told<Noun extends RecordNoun>(
  noun: Noun,
  record: string,
  fields: Extract<Told, { noun: Noun }>['fields'],
): Told {
  return { kind: 'record', noun, record, fields } as Told;
}

/** What happened, by what stands after the `#`: the first row that fits. The rest is a snapshot and no step. */
const STEPS: readonly (readonly [when: RegExp, code: StepCode])[] = [
  [/payment_made/, 'PAYMENT_MADE'],
  [/payment_failed/, 'PAYMENT_FAILED'],
  [/due_date/, 'DUE_DATE_ADJUSTED'],
  [/credit/, 'CREDIT_APPLIED'],
  [/refund/, 'REFUND_APPLIED'],
  [/void/, 'VOIDED'],
  [/shared|issued/, 'ISSUED'],
  [/cancel/, 'CANCELLED'],
  [/archived/, 'ARCHIVED'],
  [/deleted|removed/, 'REMOVED'],
  [/acknowledged/, 'ACKNOWLEDGED'],
  [/amend/, 'AMENDED'],
  [/confirmed/, 'CONFIRMED'],
  [/submitted/, 'SUBMITTED'],
  [/uploaded|document_created/, 'UPLOADED'],
  [/created/, 'CREATED'],
  [/updated/, 'UPDATED'],
];
/** Steps that may happen again; each event is one of its own. */
const REPEATED = new Set<StepCode>([
  'PAYMENT_MADE',
  'PAYMENT_FAILED',
  'DUE_DATE_ADJUSTED',
  'CREDIT_APPLIED',
  'REFUND_APPLIED',
  'AMENDED',
  'UPDATED',
]);

/** The noun of a resource: what it calls itself, else what the type names before its `#`. */
export function recordKind(object: unknown, prefix: string | undefined): string | undefined {
  const last = typeof object === 'string' ? object.slice(object.lastIndexOf('/') + 1).replace(/s$/, '') : '';
  // Some revisions call an order a booking; the type knows better.
  if (prefix !== undefined && prefix in READERS) return prefix;
  return last in READERS ? last : undefined;
}

export type Telling = { type: string; prefix: string | undefined; key: string; occurred: Moment };

/** What an event says of the record that it is about; nothing where it is about none, or the record has no id. */
export function tellRecord(
  resource: unknown,
  { type, prefix, key, occurred }: Telling,
  beside: readonly string[],
): Change[] {
  if (!isObject(resource)) return [];
  const read = READERS[recordKind(resource._object, prefix) ?? '']?.(resource);
  if (!read) return [];
  const { noun, record } = read.told;
  const event = type.slice(type.indexOf('#') + 1);
  const code = STEPS.find(([when]) => when.test(event))?.[1];
  const links = [read.linked.shipment?.id, ...(read.linked.shipments ?? []).map(({ id }) => id), ...beside];
  const shipments = [...new Set(links.filter((id) => id !== undefined))];
  const repeated = code !== undefined && REPEATED.has(code);
  const step: Change[] = code
    ? [{ kind: 'step', noun, record, code, moment: occurred, ...(repeated && { instance: key }) }]
    : [];
  return [
    read.told,
    ...step,
    ...(noun === 'product' ? [] : shipments.map((shipment): Change => ({ kind: 'link', noun, record, shipment }))),
  ];
}

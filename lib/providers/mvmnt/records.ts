import type { Change } from '#lib/model/change.ts';
import type { Money } from '#lib/model/money.ts';
import { readMoney, unreadableMoney } from '#lib/model/read-money.ts';
import type { DocumentFields, InvoiceFields, RecordType } from '#lib/model/record.ts';
import { unreadableChanges } from '../unreadable-fields.ts';
import { reasonOf } from './code-labels.ts';
import { dateOf, type ParsedEvent, requireDate } from './event-envelope.ts';
import type { InvoiceKind, RecordEventMapping } from './event-map.ts';
import { countOf, dayOf, type Fields, isObject, momentOf, objectsOf, stated, textOf } from './read.ts';

const INVOICE_STATUSES = new Map<string, InvoiceFields['status']>([
  ['draft', 'draft'],
  ['awaiting_payment', 'outstanding'],
  ['partially_paid', 'partly_paid'],
  ['paid', 'paid'],
  ['voided', 'void'],
  ['awaiting_invoice', 'draft'],
  ['in_review', 'outstanding'],
  ['approved_to_pay', 'payment_pending'],
]);

/** An amount in the currency of its record; without a currency none is assumed. */
function moneyOf(value: unknown, { currency }: Fields): Money | undefined {
  return readMoney(value, textOf(currency));
}

const nameOf = (value: unknown) => (isObject(value) ? textOf(value.name) : undefined);

/** The fields of an invoice to a customer, or a bill of a carrier or vendor, which is known by their number. */
function invoiceFields(data: Fields, kind: NonNullable<InvoiceFields['kind']>): InvoiceFields {
  const isBill = kind !== 'customer';
  const number = isBill ? (textOf(data.reference) ?? textOf(data.friendlyId)) : textOf(data.friendlyId);
  return stated<InvoiceFields>({
    kind,
    number: number ?? textOf(data.key),
    status: INVOICE_STATUSES.get(reasonOf(data.status) ?? ''),
    issuer: isBill ? (nameOf(data.carrier) ?? nameOf(data.vendor)) : undefined,
    recipient: isBill ? undefined : nameOf(data.customer),
    issuedAt: dayOf(data.invoiceDate),
    dueOn: dayOf(data.dueDate)?.text,
    total: moneyOf(data.amount, data),
    balance: moneyOf(data.amountOwed, data),
  } as InvoiceFields);
}

function invoiceChanges(record: string, data: Fields, kind: InvoiceKind): Change[] {
  const fields = invoiceFields(data, kind);
  const dates = { issuedAt: [data.invoiceDate], dueOn: [data.dueDate] };
  const change = { kind: 'record', recordType: 'invoice', record, fields } as const;
  return [change, ...unreadableChanges(change, dates, { total: [data.amount], balance: [data.amountOwed] })];
}

function documentFields(data: Fields): DocumentFields {
  return stated<DocumentFields>({
    type: reasonOf(data.type),
    fileName: textOf(data.fileName),
    size: countOf(data.fileSize),
    uploadedAt: momentOf(data.createdAt),
  } as DocumentFields);
}

/** The changes of an event to a record: its fields, its step and its linked shipments. */
export function readRecord(parsed: ParsedEvent, mapping: RecordEventMapping, shipments: readonly string[]): Change[] {
  if (mapping.pays) return readPayment(parsed, mapping.pays);
  const record = textOf(parsed.data.id);
  if (!record) return [];
  const { recordType, step } = mapping;
  const changes: Change[] = [];
  if (recordType === 'document' && step !== 'REMOVED') {
    changes.push({ kind: 'record', recordType, record, fields: documentFields(parsed.data) });
  }
  if (recordType === 'invoice') changes.push(...invoiceChanges(record, parsed.data, mapping.kind));
  const instance = step === 'UPDATED' && { instance: parsed.key };
  const moment = step === 'REMOVED' ? requireDate(parsed) : dateOf(parsed);
  if (moment) changes.push({ kind: 'step', recordType, record, code: step, moment, ...instance });
  return [...changes, ...shipments.map((shipment) => link(recordType, record, shipment))];
}

function link(recordType: RecordType, record: string, shipment: string): Change {
  return { kind: 'link', recordType, record, shipment };
}

/**
 * A payment is a step of every invoice or bill that it is applied to, with the applied amount, and states what kind it is. Its total
 * is used only if it names a single one.
 */
function readPayment(parsed: ParsedEvent, invoiceKind: InvoiceKind): Change[] {
  const { data, key } = parsed;
  const common = { kind: 'step', recordType: 'invoice', code: 'PAYMENT_MADE', moment: requireDate(parsed) } as const;
  const instance = textOf(data.id) ?? key;
  const note = textOf(data.reference);
  return [...paidBy(data)].flatMap(([record, { part, isBill }]): Change[] => {
    const amount = moneyOf(part.amount, data);
    const shipment = textOf(part.shipmentId);
    const unread = amount ? null : unreadableMoney(part.amount);
    const notes = [note, unread && `Amount cannot be read: ${unread}`].filter((one) => one);
    const step = {
      ...common,
      record,
      instance,
      ...(amount && { amount }),
      ...(notes[0] && { note: notes.join(', ') }),
    };
    const fields = { kind: invoiceKind };
    const isConsistent = isBill === (invoiceKind !== 'customer');
    return [
      step,
      ...(isConsistent ? [{ kind: 'record', recordType: 'invoice', record, fields } as const] : []),
      ...(shipment ? [link('invoice', record, shipment)] : []),
    ];
  });
}

type Paid = { part: Fields; isBill: boolean };

/** The invoices and bills that a payment names, each with its entry; of several entries for one the first counts. */
function paidBy(data: Fields): Map<string, Paid> {
  const paid = new Map<string, Paid>();
  const put = (invoice: string | undefined, bill: string | undefined, part: Fields) => {
    const id = invoice ?? bill;
    if (id && !paid.has(id)) paid.set(id, { part, isBill: invoice === undefined });
  };
  for (const part of objectsOf(data.applications)) put(textOf(part.invoiceId), textOf(part.billId), part);
  for (const part of objectsOf(data.bills))
    put(undefined, textOf(part.billId) ?? textOf(part.id), { shipmentId: part.shipmentId });
  for (const part of objectsOf(data.invoices)) {
    put(textOf(part.invoiceId) ?? textOf(part.id), undefined, { shipmentId: part.shipmentId });
  }
  const whole = paid.size === 0 ? (data.totalAmount ?? data.amount) : undefined;
  put(textOf(data.invoiceId), textOf(data.billId), { amount: whole });
  return paid;
}

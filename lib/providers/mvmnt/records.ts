import type { Change } from '#lib/model/change.ts';
import { type Money, parseDecimal } from '#lib/model/money.ts';
import type { DocumentFields, InvoiceFields, RecordNoun } from '#lib/model/record.ts';
import type { Heard } from './heard.ts';
import { dayOf, type Fields, isObject, momentOf, numberOf, objectsOf, stated, textOf } from './read.ts';

/** What an event's entity is to us, beside the milestone that it is of its shipment. */
export type RecordKind = 'customer' | 'carrier_bill' | 'vendor_bill' | 'payment' | 'document' | 'document_gone';

/** The provider's words for invoices (receivable) and bills (payable). */
const STATUS = new Map<string, NonNullable<InvoiceFields['status']>>([
  ['DRAFT', 'draft'],
  ['AWAITING_PAYMENT', 'outstanding'],
  ['AWAITING_INVOICE', 'draft'],
  ['IN_REVIEW', 'outstanding'],
  ['INVOICE_IN_REVIEW', 'outstanding'],
  ['APPROVED_TO_PAY', 'outstanding'],
  ['PARTIALLY_PAID', 'partly_paid'],
  ['PAID', 'paid'],
  ['VOIDED', 'void'],
]);

/** What an event says of the invoice, bill, payment or document that it is about; nothing where that has no id. */
export function tellRecord(kind: RecordKind, heard: Heard, shipments: readonly string[]): Change[] {
  const record = textOf(heard.data.id);
  if (kind === 'payment') return tellPayment(heard, record ?? heard.key);
  if (record === undefined) return [];
  const noun: RecordNoun = kind === 'document' || kind === 'document_gone' ? 'document' : 'invoice';
  const code = kind === 'document' ? 'UPLOADED' : kind === 'document_gone' ? 'REMOVED' : 'ISSUED';
  return [
    kind === 'document' || kind === 'document_gone'
      ? { kind: 'record', noun: 'document', record, fields: documentOf(heard.data) }
      : { kind: 'record', noun: 'invoice', record, fields: invoiceOf(kind, heard.data) },
    { kind: 'step', noun, record, code, moment: heard.at },
    ...shipments.map((shipment): Change => ({ kind: 'link', noun, record, shipment })),
  ];
}

/** A payment is a step in the life of each invoice or bill that it is applied to. */
function tellPayment({ data, at }: Heard, payment: string): Change[] {
  const applied = [data, ...objectsOf(data.applications)];
  const seen = new Set<string>();
  return applied.flatMap((application): Change[] => {
    const record = textOf(application.invoiceId) ?? textOf(application.billId);
    if (record === undefined || seen.has(record)) return [];
    seen.add(record);
    const amount = moneyOf(application.amount ?? application.totalAmount, data.currency);
    const note = textOf(data.reference);
    const said = { moment: at, instance: payment, ...(amount && { amount }), ...(note && { note }) };
    return [{ kind: 'step', noun: 'invoice', record, code: 'PAYMENT_MADE', ...said }];
  });
}

function invoiceOf(kind: 'customer' | 'carrier_bill' | 'vendor_bill', data: Fields): InvoiceFields {
  const nameOf = (who: unknown) => (isObject(who) ? textOf(who.name) : undefined);
  const lines = objectsOf(data.charges).map((charge) =>
    stated({
      name: textOf(charge.description) ?? textOf(charge.chargeCode) ?? 'Charge',
      category: textOf(charge.chargeCode),
      amount: moneyOf(charge.amount, data.currency),
      quantity: parseDecimal(charge.quantity) ?? undefined,
      rate: moneyOf(charge.rate, data.currency),
    }),
  );
  return stated<InvoiceFields>({
    // A carrier knows its invoice by its own number; ours for the bill only tells them apart.
    number: kind === 'customer' ? textOf(data.friendlyId) : (textOf(data.reference) ?? textOf(data.friendlyId)),
    kind,
    status: STATUS.get(textOf(data.status) ?? ''),
    issuer: kind === 'customer' ? undefined : nameOf(kind === 'carrier_bill' ? data.carrier : data.vendor),
    recipient: kind === 'customer' ? nameOf(data.customer) : undefined,
    issuedAt: dayOf(data.invoiceDate),
    dueOn: dayOf(data.dueDate)?.text,
    total: moneyOf(data.amount, data.currency),
    balance: moneyOf(data.amountOwed, data.currency),
    lines: lines.length > 0 ? lines : undefined,
  });
}

function documentOf(data: Fields): DocumentFields {
  const size = numberOf(data.fileSize);
  return stated<DocumentFields>({
    type: textOf(data.type)?.toLowerCase(),
    fileName: textOf(data.fileName),
    size: size !== undefined && Number.isInteger(size) && size >= 0 && size < 2 ** 31 ? size : undefined,
    uploadedAt: momentOf(data.createdAt),
  });
}

function moneyOf(amount: unknown, currency: unknown): Money | undefined {
  const decimal = parseDecimal(amount);
  const code = typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : null;
  return decimal === null ? undefined : { amount: decimal, currency: code };
}

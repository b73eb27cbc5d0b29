import type { InvoiceFields, InvoiceLine } from '#lib/model/record.ts';
import { unreadableIn } from '../../unreadable-fields.ts';
import { type Fields, isWhole, objectsOf, stated, textOf } from '../read.ts';
import { listOf } from './order.ts';
import { dayOf, decimalOf, firstOf, moneyOf, moneyWithin, nameOf, partOf, textAt, textsOf, timeOf } from './values.ts';

const STATUSES = new Map<string, InvoiceFields['status']>([
  ['draft', 'draft'],
  ['outstanding', 'outstanding'],
  ['past_due', 'outstanding'],
  ['payment_pending', 'payment_pending'],
  ['partially_paid', 'partly_paid'],
  ['partly_paid', 'partly_paid'],
  ['paid', 'paid'],
  ['void', 'void'],
  ['voided', 'void'],
]);

/** The fields of a freight invoice, in either form. */
export function freightInvoiceFields(source: Fields): InvoiceFields {
  const { currency } = source;
  const money = (value: unknown) => moneyOf(value, currency);
  const total = firstOf(source, ['total', 'amount', 'total_amount'], money);
  return stated<InvoiceFields>({
    kind: 'freight',
    number: textAt(source, 'invoice_number', 'number', 'name'),
    status: timeOf(source.voided_at) ? 'void' : STATUSES.get(textOf(source.status) ?? ''),
    issuer: nameOf(source.issuer),
    recipient: nameOf(source.recipient),
    issuedAt: timeOf(source.issued_at),
    dueOn: dayOf(source.due_date),
    total,
    balance: firstOf(source, ['balance', 'balance_due'], money),
    lines: firstOf(source, ['items', 'lines', 'line_items'], (list) =>
      linesOf(list, total?.currency ?? total?.written),
    ),
    credits: creditsOf(source),
    notes: textsOf(source.notes)?.join('\n\n'),
  });
}

/** The lines of a list, if these are all of it: a part of them has no sum to compare with the total. */
function allOf(value: unknown): Fields[] | undefined {
  return isWhole(value) ? listOf(value) : undefined;
}

function linesOf(value: unknown, currency: string | null | undefined): InvoiceLine[] | undefined {
  return allOf(value)?.map((item) => {
    const line = stated<InvoiceLine>({
      name: textAt(item, 'name', 'description', 'slug') ?? 'Charge',
      category: textOf(item.category),
      amount: moneyWithin(item.amount, currency),
      quantity: decimalOf(item.quantity),
      rate: moneyWithin(item.rate, textOf(partOf(item.amount).currency_code) ?? currency),
    });
    const amounts = { amount: [item.amount], rate: [item.rate], quantity: [item.quantity] };
    return stated({ ...line, unreadable: unreadableIn(line, {}, amounts) });
  });
}

/** All credits; undefined if one of them cannot be read, since the others would have the wrong sum. */
function creditsOf({ credit_memos: list }: Fields): InvoiceFields['credits'] | undefined {
  return unreadCredits(list).length > 0 ? undefined : allOf(list)?.flatMap(creditOf);
}

/** The amounts of credits that cannot be read. */
export function unreadCredits(list: unknown): unknown[] {
  return (allOf(list) ?? [])
    .filter((memo) => unreadableIn({ ...creditOf(memo)[0] }, {}, { amount: [memo.amount] }))
    .map(({ amount }) => amount);
}

function creditOf(memo: Fields): NonNullable<InvoiceFields['credits']> {
  const amount = moneyOf(memo.amount);
  const at = timeOf(memo.credited_at)?.at;
  return amount ? [stated({ amount, reason: textAt(memo, 'reason', 'category'), at })] : [];
}

/** The fields of a commercial invoice. Its number is unique only for its seller. */
export function commercialInvoiceFields(source: Fields): InvoiceFields {
  const total = moneyOf(source.total_value, source.currency);
  return stated<InvoiceFields>({
    kind: 'commercial',
    number: textAt(source, 'invoice_number', 'name'),
    issuer: partyOf(source, 'seller'),
    recipient: partyOf(source, 'buyer'),
    issuedAt: firstOf(source, ['issued_at', 'invoice_date'], timeOf),
    incoterm: textOf(source.incoterm),
    total,
    lines: allOf(source.line_items)?.map((line) => goodsOf(line, total?.currency ?? total?.written)),
  });
}

function partyOf(source: Fields, role: string): string | undefined {
  const party = objectsOf(source.involved_parties).find((one) => one.role === role || one.type === role);
  return nameOf(party) ?? nameOf(party?.company_entity) ?? nameOf(source[role]);
}

function goodsOf(line: Fields, currency: string | null | undefined): InvoiceLine {
  const product = partOf(line.product);
  const container = partOf(line.container_number);
  const fields = stated<InvoiceLine>({
    name: textOf(product.name) ?? textOf(product.sku) ?? textAt(line, 'description', 'document_line_number') ?? 'Goods',
    amount: firstOf(line, ['value', 'net_value'], (value) => moneyWithin(value, currency)),
    quantity: decimalOf(line.total_units),
    rate: moneyWithin(line.price_per_unit, currency),
    sku: textOf(product.sku),
    poNumber: textOf(line.purchase_order_number),
    container: (
      textOf(line.container_number) ?? textAt(container, 'container_number', 'number', 'value')
    )?.toUpperCase(),
  });
  const amounts = { amount: [line.value, line.net_value], rate: [line.price_per_unit], quantity: [line.total_units] };
  return stated({ ...fields, unreadable: unreadableIn(fields, {}, amounts) });
}

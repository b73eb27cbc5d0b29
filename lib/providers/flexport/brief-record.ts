import type { Change } from '#lib/model/change.ts';
import { type Money, parseDecimal } from '#lib/model/money.ts';
import type { RecordNoun } from '#lib/model/record.ts';
import { type Moment, parseMoment } from '#lib/model/time.ts';
import type { BriefEvent } from './brief-schema.ts';
import { isObject, stated } from './read.ts';
import type { BriefMeaning } from './vocabulary-brief.ts';

type Data = BriefEvent['data'];
type When = { moment: Moment; key: string };

/** What may happen to a thing again: each event is one of its own. */
const REPEATED = new Set(['AMENDED', 'UPDATED']);

/** What an event of the short form says of the booking, order, invoice or document that it names; nothing without a name. */
export function briefRecord({ about, step, reason }: BriefMeaning, data: Data, { moment, key }: When): Change[] {
  const record = about?.ids.map((one) => data[one]).find((id) => typeof id === 'string');
  if (!about || typeof record !== 'string') return [];
  const { noun } = about;
  const happened: Change[] = step
    ? [{ kind: 'step', noun, record, code: step, moment, ...(REPEATED.has(step) && { instance: key }) }]
    : [];
  const link: Change[] = data.shipment_id ? [{ kind: 'link', noun, record, shipment: data.shipment_id }] : [];
  return [fieldsOf(noun, record, data, reason), ...happened, ...link];
}

function fieldsOf(noun: RecordNoun, record: string, data: Data, reason: string | undefined): Change {
  const base = { kind: 'record', record } as const;
  switch (noun) {
    case 'booking':
      return { ...base, noun, fields: bookingOf(data) };
    case 'purchase_order':
      return { ...base, noun, fields: orderOf(data) };
    case 'invoice':
      return { ...base, noun, fields: invoiceOf(data) };
    case 'product':
      return { ...base, noun, fields: {} };
    case 'document':
      return { ...base, noun, fields: stated({ type: data.document_type ?? reason, fileName: data.file_name }) };
  }
}

function bookingOf(data: Data) {
  return stated({
    number: data.booking_number,
    carrier: data.carrier,
    vessel: data.vessel ?? data.vessel_name,
    voyage: data.voyage ?? data.voyage_number,
    incoterm: data.incoterm,
    shipper: data.shipper,
    consignee: data.consignee,
    cargoReadyOn: dayOf(data.cargo_ready_date),
  });
}

function orderOf(data: Data) {
  const lines = data.line_items.map((line) =>
    stated({ sku: line.sku, product: line.name ?? line.product, units: line.units ?? line.quantity }),
  );
  return stated({
    number: data.purchase_order_number ?? data.po_number,
    buyer: data.buyer,
    seller: data.seller,
    incoterm: data.incoterm,
    cargoReadyOn: dayOf(data.cargo_ready_date),
    mustArriveOn: dayOf(data.must_arrive_date),
    lines: lines.length > 0 ? lines : undefined,
  });
}

function invoiceOf(data: Data) {
  return stated({
    number: data.invoice_number,
    kind: 'freight' as const,
    dueOn: dayOf(data.due_date),
    total: moneyOf(data.total ?? data.amount, data.currency),
    balance: moneyOf(data.balance, data.currency),
  });
}

function moneyOf(given: unknown, beside: string | undefined): Money | undefined {
  const amount = parseDecimal(isObject(given) ? given.amount : given);
  const word = (isObject(given) ? (given.currency_code ?? given.currency) : undefined) ?? beside;
  const currency = typeof word === 'string' && /^[A-Z]{3}$/.test(word) ? word : null;
  return amount === null ? undefined : { amount, currency };
}

function dayOf(text: string | undefined): string | undefined {
  return text !== undefined && parseMoment(text) ? text.trim().slice(0, 10) : undefined;
}

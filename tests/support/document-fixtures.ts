import type { Sql } from '#db/client.ts';
import type { Change } from '#lib/model/change.ts';
import { type EntityType, entityId, eventId } from '#lib/model/identity.ts';
import { type Moment, parseMoment } from '#lib/model/time.ts';
import { applyEvents, type NormalisedEvent } from '#lib/projections/apply.ts';

/** The number of invoices that `storeDocuments` stores. */
export const INVOICE_COUNT = 5;

export const idOf = (entityType: EntityType, externalId: string) => entityId(entityType, 'test', externalId);

/** Stores a shipment and its records: an order and its product, a booking, invoices (one of them sent twice), a document. */
export async function storeDocuments(sql: Sql): Promise<void> {
  const changeLists: Change[][] = [SHIPMENT, ORDER, PRODUCT, BOOKING, ...invoices(), DOCUMENT, PARTY];
  const events = changeLists.map((changes, at): NormalisedEvent => {
    const key = `document ${at}`;
    const reportedAt = new Date(Date.UTC(2026, 2, 1, 0, at)).toISOString();
    return { id: eventId('test', key), key, provider: 'test', reportedAt, learnedAt: reportedAt, changes };
  });
  await sql.begin((tx) => applyEvents(tx, events));
}

function moment(text: string): Moment {
  const parsed = parseMoment(text);
  if (!parsed) throw new Error(`${text} is not a time`);
  return parsed;
}

const goods = { sku: 'SKU-1', product: 'Lamp', poNumber: 'po 778', units: 40 };
const SHIPMENT: Change[] = [
  { kind: 'shipment', shipment: 'S1', fields: { name: 'Lamps, spring', mode: 'ocean' } },
  { kind: 'reference', shipment: 'S1', type: 'purchase_order', value: 'PO-778' },
  { kind: 'role', shipment: 'S1', role: 'consignee', name: 'Harbour Light', party: 'C1' },
  {
    kind: 'container',
    shipment: 'S1',
    container: 'X1',
    fields: { number: 'MSKU6011672', lastFreeDay: '2026-03-18', items: [goods] },
  },
  { kind: 'leg', shipment: 'S1', leg: 'L1', fields: { mode: 'ocean', voyage: '=1+1' } },
  {
    kind: 'milestone',
    shipment: 'S1',
    code: 'ARRIVED',
    classifier: 'EST',
    leg: 'L1',
    moment: moment('2026-03-24T06:00:00+08:00'),
  },
  {
    kind: 'milestone',
    shipment: 'S1',
    code: 'DISCHARGED',
    classifier: 'PLN',
    container: 'X1',
    moment: moment('2026-03-25T06:00:00+08:00'),
  },
];

const ORDER: Change[] = [
  {
    kind: 'record',
    recordType: 'purchase_order',
    record: 'P1',
    fields: {
      number: 'PO-778',
      status: 'open',
      mustArriveOn: '2026-03-19',
      buyer: 'Harbour Light',
      lines: [
        { sku: 'SKU-1', units: 40, mustArriveOn: '2026-03-22', unitCost: { amount: '12.50', currency: 'USD' } },
        { sku: 'SKU-2', units: 10, unitCost: { amount: '0.1', currency: 'USD' } },
      ],
    },
  },
];
ORDER.push({ kind: 'record', recordType: 'purchase_order', record: 'P1', fields: { memo: '=HYPERLINK("http://x")' } });

const PRODUCT: Change[] = [
  {
    kind: 'record',
    recordType: 'product',
    record: 'SKU1',
    fields: { sku: 'SKU-1', name: 'Lamp', hsCodes: ['9405.11'] },
  },
];

const BOOKING: Change[] = [
  {
    kind: 'record',
    recordType: 'booking',
    record: 'B1',
    fields: { number: 'BK-001', status: 'submitted', mode: 'ocean', cargoReadyOn: '2026-03-10' },
  },
  { kind: 'step', recordType: 'booking', record: 'B1', code: 'SUBMITTED', moment: moment('2026-03-01T09:00:00+08:00') },
  { kind: 'link', recordType: 'booking', record: 'B1', shipment: 'S1' },
];

const DOCUMENT: Change[] = [
  {
    kind: 'record',
    recordType: 'document',
    record: 'D1',
    fields: { type: 'commercial_invoice', fileName: 'invoice, "final".pdf', size: 1200 },
  },
  { kind: 'link', recordType: 'document', record: 'D1', shipment: 'S1' },
];

const PARTY: Change[] = [{ kind: 'party', party: 'C1', fields: { name: 'Harbour Light', type: 'company' } }];

function invoice(record: string, kind: 'freight' | 'customer', fields: Record<string, unknown>): Change[] {
  return [{ kind: 'record', recordType: 'invoice', record, fields: { kind, status: 'outstanding', ...fields } }];
}

function invoices(): Change[][] {
  const money = (amount: string, currency = 'USD') => ({ amount, currency });
  const first = { number: 'INV-1', issuer: 'Forwarder', total: money('1000.25'), dueOn: '2026-03-01' };
  return [
    [
      ...invoice('I1', 'freight', { ...first, lines: [{ name: 'Ocean freight', amount: money('1000.25') }] }),
      { kind: 'step', recordType: 'invoice', record: 'I1', code: 'ISSUED', moment: moment('2026-02-01') },
      { kind: 'link', recordType: 'invoice', record: 'I1', shipment: 'S1' },
    ],
    invoice('I2', 'freight', { ...first, number: 'inv 1' }),
    invoice('I3', 'freight', { number: 'INV-3', total: money('0.30', 'EUR'), dueOn: '2026-01-10' }),
    invoice('I4', 'freight', { number: 'INV-4', total: money('9'), balance: money('0'), dueOn: '2026-01-10' }),
    invoice('I5', 'customer', { number: '-5', issuer: '@broker' }),
  ];
}

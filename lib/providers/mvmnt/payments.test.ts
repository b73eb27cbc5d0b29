import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { normalise } from './normalise.ts';

const at = '2026-03-12T10:42:04-06:00';
function changesOf(type: string, data: object): Change[] {
  const outcome = normalise({ type, key: 'the-key', raw: { event: type, timestamp: at, data } });
  if (outcome.outcome !== 'changes') throw new Error(`${outcome.outcome}: ${outcome.reason}`);
  return outcome.changes;
}
const of = (type: string, data: object, kind: Change['kind']) =>
  changesOf(type, data).filter((change) => change.kind === kind);
/** The record and the amount of each payment step, and the shipments that are linked. */
function paid(data: object, type = 'CUSTOMER_PAYMENT_CREATED') {
  return changesOf(type, data).flatMap((change) => {
    if (change.kind === 'step') return [`${change.record} ${change.amount?.amount ?? '-'} ${change.instance}`];
    return change.kind === 'link' ? [`${change.record} on ${change.shipment}`] : [];
  });
}

describe('a payment', () => {
  it.each<[string, object, string[]]>([
    ['of one invoice has its total', { id: 'p', invoiceId: 'i1', totalAmount: 50, amount: 7 }, ['i1 50 p']],
    ['of one invoice has its amount without a total', { id: 'p', invoiceId: 'i1', amount: 7 }, ['i1 7 p']],
    ['of one bill', { id: 'p', billId: 'b1', amount: 7 }, ['b1 7 p']],
    [
      'of several has its part for each',
      {
        id: 'p',
        totalAmount: 9,
        applications: [
          { invoiceId: 'i1', amount: 4, shipmentId: 's1' },
          { billId: 'b1', amount: 5 },
        ],
      },
      ['i1 4 p', 'i1 on s1', 'b1 5 p'],
    ],
    [
      'uses the first value for each',
      {
        id: 'p',
        applications: [
          { invoiceId: 'i1', amount: 4 },
          { invoiceId: 'i1', amount: 5 },
        ],
      },
      ['i1 4 p'],
    ],
    [
      'links invoices and bills without an amount',
      {
        id: 'p',
        amount: 9,
        bills: [
          { billId: 'b1', amount: 1 },
          { id: 'b2', shipmentId: 's1' },
        ],
        invoices: [{ invoiceId: 'i1' }, { id: 'i2' }],
      },
      ['b1 - p', 'b2 - p', 'b2 on s1', 'i1 - p', 'i2 - p'],
    ],
    [
      'links one outside its applications without an amount',
      { id: 'p', amount: 9, invoiceId: 'i2', applications: [{ invoiceId: 'i1', amount: 4 }] },
      ['i1 4 p', 'i2 - p'],
    ],
    ['without an id is distinguished by its event', { invoiceId: 'i1', amount: 7 }, ['i1 7 the-key']],
    ['without a subject', { id: 'p', amount: 7, applications: [{ amount: 4 }], shipmentId: 's1' }, []],
  ])('%s', (_what, data, expected) => {
    expect(paid(data)).toEqual(expected);
    expect(paid(data, 'CARRIER_PAYMENT_CREATED')).toEqual(expected);
  });

  it('keeps its reference, and its currency if it has one', () => {
    expect(
      of(
        'CUSTOMER_PAYMENT_CREATED',
        { id: 'p', invoiceId: 'i1', amount: '7.50', currency: 'cad', reference: 'CHK 9' },
        'step',
      ),
    ).toEqual([
      {
        kind: 'step',
        recordType: 'invoice',
        record: 'i1',
        code: 'PAYMENT_MADE',
        instance: 'p',
        moment: { at: '2026-03-12T16:42:04.000Z', text: at, offset: '-06:00', precision: 'time' },
        amount: { amount: '7.50', currency: 'CAD' },
        note: 'CHK 9',
      },
    ]);
    const [bare] = of('CUSTOMER_PAYMENT_CREATED', { id: 'p', invoiceId: 'i1' }, 'step');
    expect(bare).not.toHaveProperty('amount');
    expect(bare).not.toHaveProperty('note');
  });
});

describe('an invoice or bill', () => {
  const fields = (type: string, data: object) => {
    const [change] = of(type, { id: 'i1', ...data }, 'record');
    return change?.kind === 'record' ? change.fields : undefined;
  };
  const common = {
    status: 'PARTIALLY_PAID',
    invoiceDate: '2026-03-01',
    dueDate: '2026-03-31T00:00:00Z',
    amount: 100,
    amountOwed: 40,
    currency: 'USD',
  };
  const read = {
    status: 'partly_paid',
    issuedAt: { at: '2026-03-01T00:00:00.000Z', text: '2026-03-01', offset: null, precision: 'day' },
    dueOn: '2026-03-31',
    total: { amount: '100', currency: 'USD' },
    balance: { amount: '40', currency: 'USD' },
  };

  it('to a customer has the number of the broker', () => {
    const data = {
      ...common,
      friendlyId: 'INV-1',
      reference: 'R',
      key: 'K',
      customer: { name: 'Birch' },
      carrier: { name: 'X' },
    };
    expect(fields('CUSTOMER_INVOICE_CREATED', data)).toEqual({
      kind: 'customer',
      number: 'INV-1',
      recipient: 'Birch',
      ...read,
    });
    expect(fields('CUSTOMER_INVOICE_CREATED', { reference: 'R', key: 'K' })).toEqual({ kind: 'customer', number: 'K' });
  });

  it('of a carrier or vendor has its own number, else that of the broker', () => {
    const data = {
      ...common,
      friendlyId: 'BILL-1',
      reference: 'TG-1',
      carrier: { name: 'Tallgrass' },
      customer: { name: 'X' },
    };
    expect(fields('CARRIER_INVOICE_CREATED', data)).toEqual({
      kind: 'carrier_bill',
      number: 'TG-1',
      issuer: 'Tallgrass',
      ...read,
    });
    expect(fields('VENDOR_INVOICE_CREATED', { friendlyId: 'BILL-1', vendor: { name: 'Lumper' } })).toEqual({
      kind: 'vendor_bill',
      number: 'BILL-1',
      issuer: 'Lumper',
    });
    expect(fields('VENDOR_INVOICE_CREATED', { key: 'K', vendor: 'Lumper' })).toEqual({
      kind: 'vendor_bill',
      number: 'K',
    });
  });

  it.each([
    ['DRAFT', 'draft'],
    ['AWAITING_PAYMENT', 'outstanding'],
    ['Partially Paid', 'partly_paid'],
    ['PAID', 'paid'],
    ['VOIDED', 'void'],
    ['AWAITING_INVOICE', 'draft'],
    ['IN_REVIEW', 'outstanding'],
    ['APPROVED_TO_PAY', 'payment_pending'],
    ['ODD', undefined],
    [undefined, undefined],
  ])('that is %s is %s', (status, expected) => {
    expect(fields('CUSTOMER_INVOICE_CREATED', { status })).toEqual({
      kind: 'customer',
      ...(expected && { status: expected }),
    });
  });

  it('without an id is no record', () => {
    expect(
      changesOf('CUSTOMER_INVOICE_CREATED', { shipmentId: 's1', friendlyId: 'INV-1' }).map(({ kind }) => kind),
    ).toEqual(['reference', 'milestone']);
  });
});

describe('a document', () => {
  const record = (data: object) => of('document.created', { id: 'd1', ...data }, 'record')[0];

  it('is read with its size, if that is valid', () => {
    expect(
      record({ type: 'PROOF_OF_DELIVERY', fileName: 'pod.pdf', fileSize: '2048', createdAt: '2026-03-01T10:00:00Z' }),
    ).toEqual({
      kind: 'record',
      recordType: 'document',
      record: 'd1',
      fields: {
        type: 'proof_of_delivery',
        fileName: 'pod.pdf',
        size: 2048,
        uploadedAt: expect.objectContaining({ text: '2026-03-01T10:00:00Z' }),
      },
    });
    const sizes = [0, 2 ** 31 - 1, 2 ** 31, -1, 1.5, 'big', null].map((fileSize) => record({ fileSize }));
    expect(sizes.map((change) => (change?.kind === 'record' ? change.fields : null))).toEqual([
      ...[{ size: 0 }, { size: 2 ** 31 - 1 }, {}, {}, {}, {}, {}],
    ]);
  });

  it('is uploaded, updated once per event, or removed', () => {
    const steps = (type: string) =>
      of(type, { id: 'd1', shipmentId: 's1' }, 'step').map((change) =>
        change.kind === 'step' ? [change.code, change.instance ?? null] : [],
      );
    expect(steps('document.created')).toEqual([['UPLOADED', null]]);
    expect(steps('document.updated')).toEqual([['UPDATED', 'the-key']]);
    expect(steps('document.deleted')).toEqual([['REMOVED', null]]);
    expect(of('document.deleted', { id: 'd1' }, 'record')).toEqual([]);
    expect(of('document.updated', { id: 'd1' }, 'record')).toHaveLength(1);
  });

  it('is linked to its shipments', () => {
    expect(of('document.updated', { id: 'd1', tags: { shipmentId: 's1' }, shipment: { id: 's2' } }, 'link')).toEqual([
      { kind: 'link', recordType: 'document', record: 'd1', shipment: 's2' },
      { kind: 'link', recordType: 'document', record: 'd1', shipment: 's1' },
    ]);
  });

  it('without an id is ignored', () => {
    const raw = { event: 'document.updated', timestamp: at, data: {} };
    expect(normalise({ type: 'document.updated', key: 'k', raw })).toEqual({
      outcome: 'ignore',
      reason: 'document without an id',
    });
  });
});

describe('records linked to shipments', () => {
  const shipments = (data: object) =>
    of('QUOTE_WON', { id: 'q', ...data }, 'milestone').map((change) => ('shipment' in change ? change.shipment : ''));

  it('are linked to each of them, in any format', () => {
    expect(
      shipments({
        shipmentId: 's1',
        shipment: { id: 's2' },
        tags: { shipmentId: 3 },
        shipmentIds: ['s1', 's4', null],
        applications: [{ shipmentId: 's5' }, {}],
      }),
    ).toEqual(['s1', 's2', '3', 's4', 's5']);
    expect(shipments({ shipmentIds: ['s1'] })).toEqual(['s1']);
  });

  it.each<[string, object, object]>([
    ['QUOTE_LOST', { lostReason: 'TOO_HIGH', type: 'X' }, { code: 'QUOTE_LOST', reason: 'too_high' }],
    ['QUOTE_WON', { lostReason: 'TOO_HIGH' }, { code: 'QUOTE_WON', instance: 'x' }],
    ['QUOTE_QUOTED', {}, { code: 'QUOTE_SENT' }],
    ['CUSTOMER_PAYMENT_CREATED', {}, { code: 'INVOICE_PAID' }],
    ['VENDOR_PAYMENT_CREATED', {}, { code: 'BILL_PAID' }],
    ['VENDOR_INVOICE_CREATED', {}, { code: 'BILL_RECEIVED' }],
    ['COMMISSION_APPROVED', {}, { code: 'COMMISSION_APPROVED' }],
    ['carrier.tender_sent', {}, { code: 'TENDERED' }],
    ['carrier.tender_accepted', {}, { code: 'TENDER_ACCEPTED' }],
  ])('%s with %j', (type, data, expected) => {
    expect(of(type, { id: 'x', shipmentId: 's1', ...data }, 'milestone')).toMatchObject([
      { classifier: 'ACT', ...expected },
    ]);
  });

  it('have a reason only if their event has one, and an instance unless there is one at most', () => {
    expect(of('QUOTE_WON', { id: 'x', shipmentId: 's1', lostReason: 'TOO_HIGH' }, 'milestone')[0]).not.toHaveProperty(
      'reason',
    );
    expect(of('QUOTE_LOST', { id: 'x', shipmentId: 's1' }, 'milestone')[0]).not.toHaveProperty('reason');
    expect(of('carrier.tender_sent', { id: 'x', shipmentId: 's1' }, 'milestone')[0]).not.toHaveProperty('instance');
    expect(of('QUOTE_WON', { shipmentId: 's1' }, 'milestone')).toMatchObject([{ instance: 'the-key' }]);
  });

  it('have the number of the bill of a carrier and of the invoice of the broker', () => {
    expect(
      of('CARRIER_INVOICE_CREATED', { id: 'x', shipmentId: 's1', reference: 'TG-1', friendlyId: 'B-1' }, 'reference'),
    ).toMatchObject([{ type: 'invoice', value: 'TG-1' }]);
    expect(
      of('CUSTOMER_INVOICE_CREATED', { id: 'x', shipmentId: 's1', reference: 'TG-1', friendlyId: 'I-1' }, 'reference'),
    ).toMatchObject([{ type: 'invoice', value: 'I-1' }]);
  });

  it('may be an order with its number', () => {
    const order = {
      id: 'o',
      shipmentId: 's1',
      friendlyId: 'ORD-1',
      key: 'K',
      references: [{ type: 'PRO_NUMBER', value: 'P-1' }],
      customer: { id: 'c', name: 'Birch' },
    };
    expect(changesOf('order.updated', order)).toEqual([
      { kind: 'reference', shipment: 's1', type: 'order', value: 'ORD-1' },
      { kind: 'reference', shipment: 's1', type: 'pro', value: 'P-1' },
      { kind: 'role', shipment: 's1', role: 'customer', name: 'Birch', party: 'c' },
    ]);
    const raw = { event: 'order.updated', timestamp: at, data: { shipmentId: 's1' } };
    expect(normalise({ type: 'order.updated', key: 'k', raw })).toEqual({
      outcome: 'ignore',
      reason: 'order with nothing that we keep',
    });
  });
});

it('a payment states whether it pays an invoice to a customer or a bill, unless it names the other', () => {
  const kinds = (type: string, data: object) =>
    of(type, { id: 'p', ...data }, 'record').map((change) => 'fields' in change && change.fields);
  expect(kinds('CUSTOMER_PAYMENT_CREATED', { invoiceId: 'i1' })).toEqual([{ kind: 'customer' }]);
  expect(kinds('CARRIER_PAYMENT_CREATED', { billId: 'b1' })).toEqual([{ kind: 'carrier_bill' }]);
  expect(kinds('VENDOR_PAYMENT_CREATED', { bills: [{ id: 'b1' }] })).toEqual([{ kind: 'vendor_bill' }]);
  expect(kinds('CUSTOMER_PAYMENT_CREATED', { billId: 'b1' })).toEqual([]);
  expect(kinds('CARRIER_PAYMENT_CREATED', { invoices: [{ id: 'i1' }] })).toEqual([]);
});

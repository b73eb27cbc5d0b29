import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { normalise } from './normalise.ts';

const SHIPMENT = '5b9cdb2e-7f0c-4f6c-9a3e-6f2d3a1b7c55';

function changesOf(event: string, data: object): Change[] {
  const raw = { event, timestamp: '2026-03-20T15:00:00Z', data };
  const said = normalise({ key: 'k', type: event, raw });
  if (said.outcome !== 'changes') throw new Error(said.reason);
  return said.changes.filter(({ kind }) => kind === 'record' || kind === 'step' || kind === 'link');
}

describe('money of the broker', () => {
  it('an invoice to the customer is an invoice with its lines, and concerns its shipment', () => {
    const changes = changesOf('CUSTOMER_INVOICE_CREATED', {
      id: 'inv-1',
      friendlyId: 'INV-00017',
      shipmentId: SHIPMENT,
      customer: { id: 'c', name: 'Riverside Ceramics' },
      status: 'AWAITING_PAYMENT',
      invoiceDate: '2026-03-20',
      dueDate: '2026-04-19',
      amount: 2150.5,
      amountOwed: 2150.5,
      currency: 'USD',
      charges: [{ id: 1, chargeCode: 'LINEHAUL', amount: 2150.5, quantity: 1, rate: 2150.5 }],
    });
    expect(changes).toMatchObject([
      {
        kind: 'record',
        noun: 'invoice',
        record: 'inv-1',
        fields: {
          number: 'INV-00017',
          kind: 'customer',
          recipient: 'Riverside Ceramics',
          dueOn: '2026-04-19',
          total: { amount: '2150.5', currency: 'USD' },
          lines: [{ name: 'LINEHAUL', amount: { amount: '2150.5', currency: 'USD' } }],
        },
      },
      { kind: 'step', code: 'ISSUED' },
      { kind: 'link', shipment: SHIPMENT },
    ]);
  });

  it("a carrier's bill goes by the carrier's own number and names no currency where none is stated", () => {
    const data = {
      id: 'b-1',
      friendlyId: 'BILL-00009',
      reference: '4711',
      amount: 900,
      carrier: { name: 'Six Rivers LTL' },
    };
    expect(changesOf('CARRIER_INVOICE_CREATED', data)[0]).toMatchObject({
      fields: {
        number: '4711',
        kind: 'carrier_bill',
        issuer: 'Six Rivers LTL',
        total: { amount: '900', currency: null },
      },
    });
  });

  it('a payment is told of each invoice that it is applied to, with its share', () => {
    const applications = [
      { id: 1, invoiceId: 'inv-1', amount: 100.25 },
      { id: 2, invoiceId: 'inv-2', amount: 50 },
      { id: 3, amount: 1 },
    ];
    const changes = changesOf('CUSTOMER_PAYMENT_CREATED', {
      id: 'pay-1',
      currency: 'USD',
      totalAmount: 151.25,
      applications,
    });
    expect(changes).toMatchObject([
      {
        kind: 'step',
        record: 'inv-1',
        code: 'PAYMENT_MADE',
        instance: 'pay-1',
        amount: { amount: '100.25', currency: 'USD' },
      },
      { kind: 'step', record: 'inv-2', code: 'PAYMENT_MADE', instance: 'pay-1', amount: { amount: '50' } },
    ]);
  });
});

describe('papers of the broker', () => {
  it('a document is kept, with or without a shipment', () => {
    const data = { id: 'd-1', type: 'PROOF_OF_DELIVERY', fileName: 'pod.pdf', fileSize: 48_211 };
    expect(changesOf('DOCUMENT_UPLOADED', data)).toMatchObject([
      { noun: 'document', record: 'd-1', fields: { type: 'proof_of_delivery', fileName: 'pod.pdf', size: 48_211 } },
      { kind: 'step', code: 'UPLOADED' },
    ]);
  });

  it('one that is deleted is marked, not forgotten', () => {
    expect(changesOf('document.deleted', { id: 'd-1' })).toContainEqual(expect.objectContaining({ code: 'REMOVED' }));
  });
});

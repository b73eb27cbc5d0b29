import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normalise } from './normalise.ts';
import { open } from './open.ts';

function recordChangesOf(name: string) {
  const { body } = JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'));
  return open(new TextEncoder().encode(JSON.stringify(body))).flatMap((event) => {
    const outcome = normalise(event);
    if (outcome.outcome !== 'changes') throw new Error(outcome.reason);
    return outcome.changes.filter(({ kind }) => kind === 'record' || kind === 'step' || kind === 'link');
  });
}

describe('the record of', () => {
  it('an invoice to a customer', () => {
    expect(recordChangesOf('customer-invoice-created')).toMatchObject([
      {
        recordType: 'invoice',
        fields: {
          kind: 'customer',
          number: 'INV-00977',
          status: 'outstanding',
          recipient: 'Birch Lane Beverages',
          dueOn: '2026-04-13',
          total: { amount: '2140', currency: 'USD' },
        },
      },
      { kind: 'step', code: 'ISSUED' },
      { kind: 'link', shipment: '0b5c1f7e-3a52-4f0e-9d3c-6c1f6a7d2e01' },
    ]);
  });

  it("a carrier's bill, under the carrier's own number", () => {
    expect(recordChangesOf('carrier-invoice-created')[0]).toMatchObject({
      fields: { kind: 'carrier_bill', number: 'TG-66120', issuer: 'Tallgrass Motor Lines LLC' },
    });
  });

  it('a payment: its part of each bill, without a currency if none is stated', () => {
    const paid = { kind: 'step', code: 'PAYMENT_MADE', instance: 'd9102b3c-4d5e-4f60-8172-8d9e0f121318' };
    expect(recordChangesOf('carrier-payment-created')).toMatchObject([
      { ...paid, record: 'bill-1', amount: { amount: '1725', currency: null } },
      { kind: 'record', record: 'bill-1', fields: { kind: 'carrier_bill' } },
      { kind: 'link', record: 'bill-1', shipment: '0b5c1f7e-3a52-4f0e-9d3c-6c1f6a7d2e01' },
      { ...paid, record: 'bill-2', amount: { amount: '725.5', currency: null } },
      { kind: 'record', record: 'bill-2', fields: { kind: 'carrier_bill' } },
    ]);
  });

  it('a document, also without a shipment', () => {
    expect(recordChangesOf('document-unlinked')).toMatchObject([
      { recordType: 'document', fields: { type: 'w9', fileName: 'tallgrass-w9.pdf' } },
      { kind: 'step', code: 'UPLOADED' },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { normalise } from './normalise.ts';

const at = '2026-03-12T10:42:04-06:00';
const utc = '2026-03-12T16:42:04.000Z';
const moment = { at: utc, text: at, offset: '-06:00', precision: 'time' };
const event = (type: string, data: unknown, timestamp: unknown = at) => ({
  type,
  key: 'the-key',
  raw: { event: type, timestamp, data },
});
function changesOf(type: string, data: unknown): Change[] {
  const outcome = normalise(event(type, data));
  if (outcome.outcome !== 'changes') throw new Error(`${outcome.outcome}: ${outcome.reason}`);
  expect(outcome.reportedAt).toBe(utc);
  return outcome.changes;
}
const milestones = (type: string, data: unknown) =>
  changesOf(type, data).filter((change) => change.kind === 'milestone');

describe('a linked record', () => {
  it.each([
    ['QUOTE_LOST', 'quote without a shipment'],
    ['CUSTOMER_PAYMENT_CREATED', 'customer payment without a shipment'],
    ['COMMISSION_APPROVED', 'commission without a shipment'],
  ])('%s is ignored with a reason without a shipment', (type, reason) => {
    expect(normalise(event(type, { id: 'x' }))).toEqual({ outcome: 'ignore', reason });
  });

  it('is a milestone for each shipment of a payment', () => {
    const payment = { id: 'p1', shipmentIds: ['s1', 's2', 's1'], applications: [{ shipmentId: 's3' }] };
    const paid = milestones('CUSTOMER_PAYMENT_CREATED', payment);
    expect(paid.map((claim) => [claim.shipment, claim.code, claim.instance])).toEqual([
      ['s1', 'INVOICE_PAID', 'p1'],
      ['s2', 'INVOICE_PAID', 'p1'],
      ['s3', 'INVOICE_PAID', 'p1'],
    ]);
  });

  it('keeps the type of a document, and retracts a deleted one', () => {
    const file = { id: 'd1', type: 'PROOF_OF_DELIVERY', tags: { shipmentId: 's1' } };
    expect(milestones('DOCUMENT_UPLOADED', file)).toMatchObject([
      { instance: 'd1', reason: 'proof_of_delivery', moment },
    ]);
    expect(milestones('document.deleted', file)).toMatchObject([{ instance: 'd1', moment: null }]);
  });

  it('keeps the number of an invoice', () => {
    expect(changesOf('CUSTOMER_INVOICE_CREATED', { id: 'i1', friendlyId: 'INV-1', shipmentId: 's1' })).toMatchObject([
      { kind: 'reference', type: 'invoice', value: 'INV-1' },
      { code: 'INVOICE_ISSUED', instance: 'i1' },
      { kind: 'record', recordType: 'invoice', record: 'i1', fields: { kind: 'customer', number: 'INV-1' } },
      { kind: 'step', recordType: 'invoice', record: 'i1', code: 'ISSUED' },
      { kind: 'link', recordType: 'invoice', record: 'i1', shipment: 's1' },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { Unreadable } from '#lib/errors.ts';
import type { Change } from '#lib/model/change.ts';
import { normalise } from './normalise.ts';

const ASKED = '2026-03-20T09:00:00.000Z';
const moment = { at: ASKED, text: ASKED, offset: 'Z', precision: 'time' };
const snapshot = (kind: string, object: unknown, more: object = {}) => ({
  type: `snapshot.${kind}`,
  key: 'the-key',
  raw: { kind, id: 'x1', askedAt: ASKED, object, subject: null, ...more },
});
function changesOf(kind: string, object: unknown, more: object = {}): Change[] {
  const outcome = normalise(snapshot(kind, object, more));
  if (outcome.outcome !== 'changes') throw new Error(`${outcome.outcome}: ${outcome.reason}`);
  expect(outcome.reportedAt).toBe(ASKED);
  expect(outcome).not.toHaveProperty('refresh');
  return outcome.changes;
}

describe('a snapshot', () => {
  it.each<[string, object, object]>([
    [
      'customer',
      { id: 'x1', name: 'Birch' },
      { kind: 'party', party: 'x1', fields: { type: 'customer', name: 'Birch' } },
    ],
    [
      'carrier',
      { id: 'x1', name: 'Tallgrass' },
      { kind: 'party', party: 'x1', fields: { type: 'carrier', name: 'Tallgrass' } },
    ],
    [
      'shipment',
      { id: 'x1', status: 'BOOKED' },
      { kind: 'shipment', shipment: 'x1', fields: { reportedStatus: { text: 'BOOKED', stage: 'booked' } } },
    ],
    ['document', { id: 'x1', type: 'W9' }, { kind: 'record', record: 'x1', fields: { type: 'w9' } }],
    ['invoice', { id: 'x1' }, { kind: 'record', record: 'x1', fields: { kind: 'customer' } }],
    ['bill', { id: 'x1' }, { kind: 'record', record: 'x1', fields: { kind: 'carrier_bill' } }],
    ['bill', { id: 'x1', entityType: 'VENDOR' }, { kind: 'record', record: 'x1', fields: { kind: 'vendor_bill' } }],
    [
      'payment',
      { id: 'x1', invoiceId: 'i1', amount: 5 },
      { kind: 'step', record: 'i1', code: 'PAYMENT_MADE', instance: 'x1' },
    ],
    ['bill_payment', { id: 'x1', billId: 'b1' }, { kind: 'step', record: 'b1', code: 'PAYMENT_MADE', instance: 'x1' }],
    [
      'bill_payment',
      { id: 'x1', billId: 'b1', recipientType: 'VENDOR' },
      { kind: 'step', record: 'b1', code: 'PAYMENT_MADE' },
    ],
  ])('of a %s equals its event: %j', (kind, object, first) => {
    expect(changesOf(kind, object)[0]).toMatchObject(first);
  });

  it('of a payment is a payment milestone, by a customer or to a carrier or vendor', () => {
    const code = (kind: string, more: object) => changesOf(kind, { id: 'x1', shipmentIds: ['s1'], ...more })[0];
    expect(code('payment', {})).toMatchObject({ code: 'INVOICE_PAID' });
    expect(code('bill_payment', {})).toMatchObject({ code: 'BILL_PAID' });
  });

  it('occurred at the creation of the object, and is reported at the time of the request', () => {
    const created = '2026-03-01T10:00:00Z';
    const step = (object: object) =>
      changesOf('document', { id: 'x1', ...object }).find((change) => change.kind === 'step');
    expect(step({ createdAt: created })).toMatchObject({ code: 'UPLOADED', moment: { text: created } });
    expect(step({})).toMatchObject({ code: 'UPLOADED', moment });
  });

  it('of an object without content is ignored', () => {
    expect(normalise(snapshot('payment', { id: 'x1' }))).toMatchObject({ outcome: 'ignore' });
  });
});

describe('an object that the API no longer has', () => {
  it.each<[string, object, object]>([
    [
      'shipment',
      {},
      { kind: 'shipment', shipment: 'x1', fields: { reportedStatus: { text: 'DELETED', stage: 'removed' } } },
    ],
    ['customer', {}, { kind: 'party', party: 'x1', fields: { removed: true } }],
    ['carrier', {}, { kind: 'party', party: 'x1', fields: { removed: true } }],
    ['document', {}, { kind: 'step', recordType: 'document', record: 'x1', code: 'REMOVED', moment }],
    ['invoice', {}, { kind: 'step', recordType: 'invoice', record: 'x1', code: 'REMOVED', moment }],
    ['bill', {}, { kind: 'step', recordType: 'invoice', record: 'x1', code: 'REMOVED', moment }],
    ['payment', { subject: 'i1' }, { kind: 'step', record: 'i1', code: 'PAYMENT_MADE', instance: 'x1', moment: null }],
    [
      'bill_payment',
      { subject: 'b1' },
      { kind: 'step', record: 'b1', code: 'PAYMENT_MADE', instance: 'x1', moment: null },
    ],
  ])('is removed: %s', (kind, more, expected) => {
    const changes = changesOf(kind, null, more);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject(expected);
  });

  it('is unreadable if it is a payment with unknown applications', () => {
    expect(() => normalise(snapshot('payment', null))).toThrow('deleted payment without an invoice or bill');
  });
});

describe('an object that the API has again', () => {
  const removals = (kind: string) =>
    changesOf(kind, { id: 'x1' }, { back: true }).filter(
      (change) => change.kind === 'step' && change.code === 'REMOVED',
    );

  it.each(['document', 'invoice', 'bill'])('is no longer removed: %s', (kind) => {
    expect(removals(kind)).toMatchObject([
      { recordType: kind === 'document' ? 'document' : 'invoice', record: 'x1', moment: null },
    ]);
  });

  it.each(['customer', 'carrier', 'shipment'])('has its own deletion mark: %s', (kind) => {
    expect(removals(kind)).toEqual([]);
  });

  it('is only one that is marked so', () => {
    for (const back of [undefined, false, 'true'])
      expect(changesOf('document', { id: 'x1' }, { back }).filter((change) => change.kind === 'step')).toHaveLength(1);
  });
});

describe('a snapshot is unreadable', () => {
  it.each<[string, unknown, string]>([
    ['that is not an object', null, 'the snapshot is not an object'],
    [
      'of an unknown kind',
      { kind: 'load', id: 'x', askedAt: ASKED, object: {} },
      'a snapshot of an unknown kind, load',
    ],
    ['of no kind', { id: 'x', askedAt: ASKED, object: {} }, 'a snapshot of an unknown kind'],
    [
      'of another kind than its type',
      { kind: 'invoice', id: 'x', askedAt: ASKED, object: {} },
      'a snapshot of an unknown kind, invoice',
    ],
    ['without an id', { kind: 'shipment', askedAt: ASKED, object: {} }, 'the snapshot has no id'],
    ['without a time', { kind: 'shipment', id: 'x', object: {} }, 'the snapshot has no readable time'],
  ])('%s', (_what, raw, message) => {
    const event = { type: 'snapshot.shipment', key: 'k', raw };
    expect(() => normalise(event)).toThrow(Unreadable);
    expect(() => normalise(event)).toThrow(message);
  });

  it('whose kind is an inherited property', () => {
    const raw = { kind: 'constructor', id: 'x', askedAt: ASKED, object: {} };
    expect(() => normalise({ type: 'snapshot.constructor', key: 'k', raw })).toThrow(Unreadable);
  });
});

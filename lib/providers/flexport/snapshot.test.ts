import { describe, expect, it } from 'vitest';
import { Unreadable } from '#lib/errors.ts';
import type { Change } from '#lib/model/change.ts';
import { normalise } from './normalise.ts';

const ASKED = '2026-03-20T09:00:00.000Z';
const moment = { at: ASKED, text: ASKED, offset: 'Z', precision: 'time' };
const snapshot = (kind: string, object: unknown, more: object = {}) => ({
  type: `snapshot.${kind}`,
  key: 'the-key',
  raw: { kind, id: '7', askedAt: ASKED, object, subject: null, ...more },
});
function changesOf(kind: string, object: unknown, more: object = {}): Change[] {
  const outcome = normalise(snapshot(kind, object, more));
  if (outcome.outcome !== 'changes') throw new Error(`${outcome.outcome}: ${outcome.reason}`);
  expect(outcome.reportedAt).toBe(ASKED);
  return outcome.changes;
}
const reference = { kind: 'reference', shipment: '418806', type: 'shipment', value: 'FLEX-418806' };
const link = { shipment: { id: 418806 } };

describe('a snapshot of a shipment', () => {
  it('has its own fields and those of the expanded records', () => {
    const object = {
      _object: '/shipment',
      id: 418806,
      name: 'Lamps',
      booking: { id: 9, status: 'booked' },
      documents: [{ id: 'd1', document_type: 'packing_list' }],
      commercial_invoices: { data: [{ id: 'ci1', invoice_number: '4' }] },
    };
    const changes = changesOf('shipment', object);
    expect(changes[0]).toEqual(reference);
    expect(changes).toContainEqual({ kind: 'shipment', shipment: '418806', fields: { name: 'Lamps' } });
    expect(changes.filter(({ kind }) => kind === 'record' || kind === 'link')).toMatchObject([
      { recordType: 'booking', record: '9', fields: { status: 'confirmed' } },
      { kind: 'link', record: '9', shipment: '418806' },
      { recordType: 'document', record: 'd1' },
      { kind: 'link', record: 'd1' },
      { recordType: 'invoice', record: 'ci1', fields: { kind: 'commercial', number: '4' } },
      { kind: 'link', record: 'ci1' },
    ]);
    expect(changes.filter(({ kind }) => kind === 'step')).toEqual([]);
  });

  it('may be a leg, a container, or a container on a leg', () => {
    expect(changesOf('leg', { _object: '/shipment_leg', id: 7, ...link, transportation_mode: 'ocean' })).toEqual([
      reference,
      { kind: 'leg', shipment: '418806', leg: '7', fields: { mode: 'ocean' } },
    ]);
    expect(
      changesOf('container', { _object: '/ocean/shipment_container', id: 7, ...link, container_number: 'NHYU6120449' }),
    ).toEqual([
      reference,
      { kind: 'container', shipment: '418806', container: '7', fields: { number: 'NHYU6120449' } },
      { kind: 'reference', shipment: '418806', type: 'container', value: 'NHYU6120449' },
    ]);
    const onLeg = {
      id: 1,
      shipment_container: { id: 7, ...link },
      leg: { id: 2 },
      dates: { actual_discharge_date: '2026-03-19' },
    };
    expect(
      changesOf('container_leg', { _object: '/ocean/shipment_container_leg', ...onLeg, shipment: { id: 418806 } }),
    ).toMatchObject([
      reference,
      {
        kind: 'milestone',
        code: 'DISCHARGED',
        classifier: 'ACT',
        leg: '2',
        container: '7',
        moment: { text: '2026-03-19' },
      },
    ]);
  });

  it('may be a customs release, whose event has a more precise time', () => {
    const entry = (fields: object) =>
      changesOf('customs_entry', { _object: '/customs_entry', id: 'e', ...link, ...fields });
    for (const release_status of ['cleared', 'released'])
      expect(entry({ release_status, release_date: '2026-03-18' })).toMatchObject([
        reference,
        {
          kind: 'milestone',
          shipment: '418806',
          code: 'CUSTOMS_RELEASED',
          classifier: 'ACT',
          hint: true,
          moment: { text: '2026-03-18' },
        },
      ]);
    for (const release_status of ['pending', 'customs_hold', 'not_released', 'released_in_part', null])
      expect(entry({ release_status, release_date: '2026-03-18' })).toEqual([reference]);
    expect(entry({ release_status: 'cleared', release_date: null })).toEqual([reference]);
    expect(entry({ release_status: 'cleared', release_date: 'soon' })).toEqual([reference]);
  });

  it('is nothing without a shipment', () => {
    for (const [kind, reason] of [
      ['leg', 'a leg without a shipment'],
      ['container_leg', 'a container leg without a shipment'],
      ['customs_entry', 'a customs entry without a shipment'],
    ] as const)
      expect(normalise(snapshot(kind, { id: 7 }))).toEqual({ outcome: 'ignore', reason });
    expect(normalise(snapshot('customs_entry', { id: 7, shipment: 'x' }))).toMatchObject({ outcome: 'ignore' });
  });
});

describe('a snapshot of a record', () => {
  it.each<[string, object, object]>([
    ['product', { _object: '/product', name: 'Lamp' }, { recordType: 'product', fields: { name: 'Lamp' } }],
    [
      'purchase_order',
      { _object: '/purchase_order', name: 'PO-1' },
      { recordType: 'purchase_order', fields: { number: 'PO-1' } },
    ],
    ['booking', { _object: '/booking', name: 'B-1' }, { recordType: 'booking', fields: { number: 'B-1' } }],
    [
      'invoice',
      { _object: '/invoice', name: 'I-1' },
      { recordType: 'invoice', fields: { kind: 'freight', number: 'I-1' } },
    ],
    [
      'commercial_invoice',
      { _object: '/commercial_invoice', invoice_number: 'C-1' },
      { recordType: 'invoice', fields: { kind: 'commercial', number: 'C-1' } },
    ],
    [
      'document',
      { _object: '/document', file_name: 'a.pdf' },
      { recordType: 'document', fields: { fileName: 'a.pdf' } },
    ],
  ])('is a record under the requested id: %s', (kind, object, expected) => {
    const changes = changesOf(kind, object);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ kind: 'record', record: '7', ...expected });
  });

  it('says which of its dates and amounts cannot be read', () => {
    const invoice = { _object: '/invoice', name: 'INV-1', due_date: 'on receipt', total: { amount: '1,200' } };
    expect(changesOf('invoice', invoice).slice(1)).toEqual([
      { kind: 'unreadable_field', recordType: 'invoice', record: '7', field: 'dueOn', text: 'on receipt' },
      { kind: 'unreadable_field', recordType: 'invoice', record: '7', field: 'total', text: '1,200' },
    ]);
  });

  it('is linked to its shipments', () => {
    const invoice = { _object: '/invoice', id: '7', shipments: { data: [{ id: 1 }, { id: 2 }, { id: 1 }] } };
    expect(changesOf('invoice', invoice).filter(({ kind }) => kind === 'link')).toEqual([
      { kind: 'link', recordType: 'invoice', record: '7', shipment: '1' },
      { kind: 'link', recordType: 'invoice', record: '7', shipment: '2' },
    ]);
  });
});

describe('an object that the API no longer has', () => {
  it.each(['product', 'purchase_order', 'booking', 'invoice', 'document'])('is removed: %s', (recordType) => {
    expect(changesOf(recordType, null)).toEqual([{ kind: 'step', recordType, record: '7', code: 'REMOVED', moment }]);
  });

  it('is removed: an invoice of a seller', () => {
    expect(changesOf('commercial_invoice', null)).toEqual([
      { kind: 'step', recordType: 'invoice', record: '7', code: 'REMOVED', moment },
    ]);
  });

  it('may be a removed shipment', () => {
    const fields = { reportedStatus: { text: 'removed', stage: 'removed' } };
    expect(changesOf('shipment', null)).toEqual([{ kind: 'shipment', shipment: '7', fields }]);
  });

  it('may be a leg or a container of a shipment', () => {
    expect(changesOf('leg', null, { subject: '418806' })).toEqual([
      { kind: 'leg', shipment: '418806', leg: '7', fields: { gone: true } },
    ]);
    expect(changesOf('container', null, { subject: 418806 })).toEqual([
      { kind: 'container', shipment: '418806', container: '7', fields: { gone: true } },
    ]);
  });

  it('is ignored if it still exists, or has no shipment', () => {
    for (const [kind, subject] of [
      ['leg', null],
      ['container_leg', '418806'],
      ['customs_entry', '418806'],
    ])
      expect(normalise(snapshot(kind as string, null, { subject }))).toMatchObject({ outcome: 'ignore' });
  });
});

describe('an object that the API has again', () => {
  it('may be a record that is no longer removed', () => {
    expect(changesOf('document', { _object: '/document', id: 7 }, { back: true })).toContainEqual({
      kind: 'step',
      recordType: 'document',
      record: '7',
      code: 'REMOVED',
      moment: null,
    });
  });

  it('may be a leg or a container that is no longer removed', () => {
    const gone = (kind: string, object: object, back: unknown) =>
      changesOf(kind, { ...object, id: 7, ...link }, { back }).filter(
        (change) => 'fields' in change && 'gone' in change.fields,
      );
    expect(gone('leg', { _object: '/shipment_leg' }, true)).toEqual([
      { kind: 'leg', shipment: '418806', leg: '7', fields: { gone: false } },
    ]);
    expect(gone('container', { _object: '/ocean/shipment_container' }, true)).toEqual([
      { kind: 'container', shipment: '418806', container: '7', fields: { gone: false } },
    ]);
    expect(gone('leg', { _object: '/shipment_leg' }, 'true')).toEqual([]);
    expect(gone('leg', { _object: '/shipment_leg' }, undefined)).toEqual([]);
    expect(
      changesOf('shipment', { _object: '/shipment', id: 418806 }, { back: true }).some(
        (change) => 'fields' in change && 'gone' in change.fields,
      ),
    ).toBe(false);
  });
});

describe('a snapshot is unreadable', () => {
  it.each<[string, unknown, string]>([
    ['that is not an object', 'text', 'the snapshot is not an object'],
    ['without a kind', { id: '7', askedAt: ASKED }, 'the snapshot has no kind, id or time'],
    ['without an id', { kind: 'shipment', askedAt: ASKED }, 'the snapshot has no kind, id or time'],
    ['without a time', { kind: 'shipment', id: '7' }, 'the snapshot has no kind, id or time'],
    ['of an unknown kind', { kind: 'quote', id: '7', askedAt: ASKED }, 'a snapshot of an unknown kind, quote'],
    ['of another kind than its type', { kind: 'leg', id: '7', askedAt: ASKED }, 'a snapshot of an unknown kind, leg'],
    ['without a valid time', { kind: 'shipment', id: '7', askedAt: 'soon' }, 'the snapshot has no readable time'],
  ])('%s', (_what, raw, message) => {
    const event = { type: 'snapshot.shipment', key: 'k', raw };
    expect(() => normalise(event)).toThrow(Unreadable);
    expect(() => normalise(event)).toThrow(message);
  });
});

import { describe, expect, it } from 'vitest';
import type { DocumentFields } from '#lib/model/record.ts';
import { InMemory, idOf, link, moment, record, step } from '#tests/support/in-memory.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T08:00:00.000Z`;

function kept(fields: DocumentFields, ...changes: ReturnType<typeof step>[]) {
  const all = new InMemory();
  all.apply(reportedEvent(day(3), record('document', 'D1', fields), ...changes));
  return all;
}

describe('a document', () => {
  it('has its stated fields and shipments', () => {
    const facts = {
      type: 'house_bill_of_lading',
      fileName: 'HBL-1.pdf',
      memo: 'Draft',
      link: 'https://x.example/1',
      size: 9,
    };
    const all = kept(
      { ...facts, uploadedAt: moment('2026-03-02T10:00:00+02:00') },
      step('document', 'D1', 'UPLOADED', day(3)),
      link('document', 'D1', 'S1'),
    );
    const id = idOf('document', 'D1');
    expect(all.row('documents')).toEqual({
      id,
      provider: 'test',
      externalId: 'D1',
      number: 'HBL-1.pdf',
      searchable: 'HBL1PDF',
      reportedAt: day(3),
      learnedAt: day(3),
      status: 'present',
      removed: false,
      ...facts,
      satisfies: ['house_bill'],
      uploadedAt: '2026-03-02T08:00:00.000Z',
    });
    expect(all.rows('steps')).toMatchObject([{ recordId: id, recordType: 'document', code: 'UPLOADED' }]);
    expect(all.rows('shipmentRecords')).toMatchObject([{ recordId: id, recordType: 'document' }]);
  });

  it('without fields exists', () => {
    const nothing = { number: 'D1', type: 'unknown', status: 'present', removed: false };
    const empty = { satisfies: [], fileName: null, memo: null, link: null, size: null, uploadedAt: null };
    expect(kept({}).row('documents')).toMatchObject({ ...nothing, ...empty });
  });

  it.each([
    ['Flexport Bill of Lading', ['house_bill', 'bill_of_lading']],
    ['express_release', ['house_bill']],
    ['Invoice & packing list', ['packing_list']],
    ['commercial_invoice_packing_list', ['commercial_invoice', 'packing_list']],
    ['approved_house_bill_of_lading_draft', []],
    ['photo', []],
  ])('of the type %s satisfies the required documents %j', (type, satisfies) => {
    expect(kept({ type }).row('documents').satisfies).toEqual(satisfies);
  });

  it('of another type satisfies others, without an entry in its history', () => {
    const all = kept({ type: 'draft_arrival_notice' });
    const changes = all.apply(reportedEvent(day(4), record('document', 'D1', { type: 'arrival_notice' })));
    expect(all.row('documents').satisfies).toEqual(['arrival_notice']);
    expect(changes.map(({ field }) => field)).toEqual(['type']);
  });

  it('without an upload time has the time of its step', () => {
    expect(kept({}, step('document', 'D1', 'UPLOADED', day(2))).row('documents').uploadedAt).toBe(day(2));
  });

  it('is archived by a step or a snapshot, and removed by its source', () => {
    expect(kept({ archived: true }).row('documents').status).toBe('archived');
    expect(kept({}, step('document', 'D1', 'ARCHIVED', day(2))).row('documents').status).toBe('archived');
    expect(kept({}, step('document', 'D1', 'REMOVED', day(2))).row('documents').removed).toBe(true);
  });
});

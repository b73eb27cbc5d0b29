import { describe, expect, it } from 'vitest';
import { checkDocuments } from './checklist.ts';
import type { MilestoneCode } from './milestone.ts';

const stateOf = (mode: string | null, happened: MilestoneCode[], types: string[]) =>
  Object.fromEntries(
    checkDocuments(
      mode,
      new Set(happened),
      types.map((type) => ({ type })),
    ).papers.map(({ key, state }) => [key, state]),
  );

describe('the papers of a shipment', () => {
  it('are expected until the step they are for is behind, then missing', () => {
    expect(stateOf('ocean', [], [])).toMatchObject({ house_bill: 'expected', proof_of_delivery: 'expected' });
    expect(stateOf('ocean', ['DEPARTED'], [])).toMatchObject({ house_bill: 'missing', arrival_notice: 'expected' });
    expect(stateOf('ocean', ['DELIVERED'], [])).toMatchObject({
      arrival_notice: 'missing',
      proof_of_delivery: 'missing',
    });
  });

  it('are found under the names that sources give them', () => {
    expect(
      stateOf('ocean', ['DEPARTED'], ['House Bill of Lading', 'commercial-invoice', 'packing_list']),
    ).toMatchObject({
      house_bill: 'present',
      commercial_invoice: 'present',
      packing_list: 'present',
      master_bill: 'missing',
    });
    expect(stateOf('truck', ['DELIVERED'], ['POD', 'bol'])).toMatchObject({
      proof_of_delivery: 'present',
      bill_of_lading: 'present',
    });
  });

  it('depend on the mode, and nothing is missing where nobody stated one', () => {
    expect(Object.keys(stateOf('air', [], []))).toContain('air_waybill');
    expect(Object.keys(stateOf('air', [], []))).not.toContain('house_bill');
    const { papers, others } = checkDocuments(null, new Set(['DELIVERED'] as const), [{ type: 'photo' }]);
    expect(papers).toEqual([]);
    expect(others).toHaveLength(1);
  });
});

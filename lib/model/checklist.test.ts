import { describe, expect, it } from 'vitest';
import { checkDocuments, tradeOf } from './checklist.ts';
import type { MilestoneCode } from './milestone.ts';

const stateOf = (mode: string | null, happened: MilestoneCode[], types: string[]) =>
  Object.fromEntries(
    checkDocuments(
      mode,
      new Set(happened),
      types.map((type) => ({ type })),
    ).required.map(({ key, state }) => [key, state]),
  );

describe('the documents of a shipment', () => {
  it('are pending until their step is completed, then missing', () => {
    expect(stateOf('ocean', [], [])).toMatchObject({ house_bill: 'expected', proof_of_delivery: 'expected' });
    expect(stateOf('ocean', ['DEPARTED'], [])).toMatchObject({ house_bill: 'missing', arrival_notice: 'expected' });
    expect(stateOf('ocean', ['DELIVERED'], [])).toMatchObject({
      arrival_notice: 'missing',
      proof_of_delivery: 'missing',
    });
  });

  it('are not missing for the arrival if customs released the cargo before it', () => {
    expect(stateOf('ocean', ['DEPARTED', 'CUSTOMS_RELEASED'], [])).toMatchObject({
      arrival_notice: 'expected',
      customs_entry: 'missing',
      delivery_order: 'expected',
    });
    expect(stateOf('ocean', ['ARRIVED'], [])).toMatchObject({ arrival_notice: 'missing', customs_entry: 'expected' });
    expect(stateOf('ocean', ['OUT_FOR_DELIVERY'], []).customs_entry).toBe('missing');
  });

  it('are found under the names of each source', () => {
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

  it('depend on the mode, and none is missing without a mode', () => {
    expect(Object.keys(stateOf('air', [], []))).toContain('air_waybill');
    expect(Object.keys(stateOf('air', [], []))).not.toContain('house_bill');
    const { required, others } = checkDocuments(null, new Set(['DELIVERED'] as const), [{ type: 'photo' }]);
    expect(required).toEqual([]);
    expect(others).toHaveLength(1);
  });

  it.each([
    [
      'ocean',
      'house_bill',
      ['flexport_bill_of_lading', 'House B/L', 'HBL', 'bill_of_lading', 'Sea Waybill', 'telex release'],
    ],
    ['ocean', 'master_bill', ['master_bill_of_lading', 'MBL', 'Master B/L', 'carrier bill of lading']],
    ['air', 'air_waybill', ['house_airway_bill', 'HAWB', 'Air Waybill', 'master air waybill']],
    ['ocean', 'customs_entry', ['customs_entry', 'CBP 7501', 'Entry Summary', 'customs declaration']],
    ['truck', 'bill_of_lading', ['BOL', 'bill_of_lading', 'signed bol', 'CMR']],
    ['truck', 'proof_of_delivery', ['POD', 'proof of delivery', 'signed POD']],
  ])('by %s show a %s as received, under any name', (mode, key, names) => {
    for (const name of names) expect([name, stateOf(mode, ['DELIVERED'], [name])[key]]).toEqual([name, 'present']);
  });

  it('distinguish kinds of bills', () => {
    expect(stateOf('ocean', ['DEPARTED'], ['master_bill_of_lading']).house_bill).toBe('missing');
    expect(stateOf('ocean', ['DEPARTED'], ['flexport_bill_of_lading']).master_bill).toBe('missing');
    expect(stateOf('ocean', ['DEPARTED'], ['inland bill of lading']).house_bill).toBe('missing');
  });

  it('are missing while there is only a draft', () => {
    const draft = 'approved_house_bill_of_lading_draft';
    expect(stateOf('ocean', ['DEPARTED'], [draft, 'draft commercial invoice'])).toMatchObject({
      house_bill: 'missing',
      commercial_invoice: 'missing',
    });
    expect(checkDocuments('ocean', new Set(), [{ type: draft }]).others).toHaveLength(1);
  });

  it('include a customs entry only for goods that cross a customs border', () => {
    const entry = (mode: string, from: string | null, to: string | null) =>
      checkDocuments(mode, new Set(), [], tradeOf(mode, from, to)).required.some(({ key }) => key === 'customs_entry');
    expect(entry('truck', 'US', 'US')).toBe(false);
    expect(entry('truck', null, null)).toBe(false);
    expect(entry('truck', 'US', 'MX')).toBe(true);
    expect(entry('truck', 'DE', 'NL')).toBe(false);
    expect(entry('ocean', 'CN', 'US')).toBe(true);
    expect(entry('ocean', 'US', 'US')).toBe(false);
    expect(entry('air', null, 'US')).toBe(true);
  });
});

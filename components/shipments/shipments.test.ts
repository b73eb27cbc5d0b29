import { describe, expect, it } from 'vitest';
import { parseMoment } from '#lib/model/time.ts';
import { etaVarianceOf } from './eta-variance.ts';
import { bestReference } from './reference.ts';
import { exceptionText } from './words.ts';

describe('the name of a shipment', () => {
  it('is the reference that people use, and says how many more of its kind there are', () => {
    const references = [
      { type: 'house_bill', value: 'FLXT1' },
      { type: 'purchase_order', value: 'PO-1' },
      { type: 'purchase_order', value: 'PO-2' },
    ];
    expect(bestReference({ externalId: '8672', references })).toEqual({
      type: 'purchase_order',
      value: 'PO-1',
      more: 1,
    });
  });

  it('is never a whole UUID', () => {
    const uuid = '4afc89aa-998f-4999-ba11-0123456789ab';
    const references = [
      { type: 'shipment', value: uuid },
      { type: 'shipment', value: 'SHP-7' },
    ];
    expect(bestReference({ externalId: uuid, references }).value).toBe('SHP-7');
    expect(bestReference({ externalId: uuid, references: [] }).value).toBe('4afc89aa');
  });
});

describe('the drift of an arrival', () => {
  const plan = parseMoment('2026-03-12');
  it.each([
    ['2026-03-12T23:00:00+08:00', 'On time', 'ok'],
    ['2026-03-14', '+2 d', 'risk'],
    ['2026-03-15', '+3 d', 'late'],
    ['2026-03-11', '−1 d', 'ok'],
  ])('%s is %s', (eta, text, tone) => {
    expect(etaVarianceOf(parseMoment(eta), plan, 'planned')).toMatchObject({ text, tone });
  });

  it('is not made up where there is nothing to measure against', () => {
    expect(etaVarianceOf(plan, null, null)).toBeNull();
  });
});

it('trouble is said once', () => {
  expect(exceptionText({ code: 'CUSTOMS_HOLD', reason: 'x_ray' })).toBe('Customs hold: x ray');
  expect(exceptionText({ code: 'DELAY', reason: 'port_strike_delay' })).toBe('Port strike delay');
  expect(exceptionText({ code: 'CHECK_CALL_OVERDUE', reason: null })).toBe('Check call overdue');
});

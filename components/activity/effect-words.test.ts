import { describe, expect, it } from 'vitest';
import { effectInWords } from './effect-words.ts';

const place = { name: 'Shanghai', country: 'CN', unlocode: 'CNSHA', timeZone: null };

describe('an effect in words', () => {
  it.each([
    [{ what: 'shipment status', before: 'booked', after: 'in_transit' }, ['Status', 'Booked', 'In transit']],
    [
      {
        what: 'milestone DEPARTED ACT',
        before: null,
        after: { occurredText: '2020-03-12T14:30:00+08:00', precision: 'time', place, reason: null, flag: null },
      },
      ['Departed, actual', null, '12 Mar 2020 14:30 +08:00 at CNSHA Shanghai'],
    ],
    [
      {
        what: 'milestone ARRIVED EST',
        before: { occurredText: '2020-03-12', precision: 'day', place: null, reason: null, flag: null },
        after: null,
      },
      ['Arrived, estimated', '12 Mar 2020', 'retracted'],
    ],
    [
      { what: 'exception raised', before: null, after: { code: 'CUSTOMS_HOLD', reason: 'x_ray', at: 'x' } },
      ['Customs hold: x ray', null, 'raised'],
    ],
    [
      { what: 'exception cleared', before: { code: 'CUSTOMS_HOLD', reason: null }, after: 'Customs released' },
      ['Customs hold', null, 'cleared by Customs released'],
    ],
    [{ what: 'reference added', before: null, after: { type: 'pro', value: '77' } }, ['PRO', null, '77']],
    [
      {
        what: 'step PAYMENT_MADE',
        before: null,
        after: {
          occurredText: '2020-03-12',
          precision: 'day',
          amount: { amount: '2000', currency: 'USD' },
          note: null,
        },
      },
      ['Payment made', null, '12 Mar 2020, USD 2,000.00'],
    ],
    [
      { what: 'order line 2', before: { sku: 'A', units: 5 }, after: { sku: 'A', units: 4 } },
      ['Line 2', 'units 5', 'units 4'],
    ],
    [{ what: 'booking voyage', before: '1187-042E', after: '1188-043E' }, ['Voyage', '1187-042E', '1188-043E']],
    [{ what: 'leg vesselName', before: 'A', after: 'B' }, ['Leg: vessel name', 'A', 'B']],
    [{ what: 'shipment weight', before: null, after: { value: '12.5', unit: 'kg' } }, ['Weight', null, '12.5 kg']],
    [{ what: 'something new', before: null, after: { a: 1 } }, ['Something: new', null, '{"a":1}']],
  ])('%o', (effect, [subject, before, after]) => {
    expect(effectInWords(effect)).toEqual({ subject, before, after });
  });
});

import { describe, expect, it } from 'vitest';
import type { EffectPart } from '#lib/model/effect.ts';
import { distinctEffects } from './distinct-effects.ts';
import { effectInWords, type WordedEffect } from './effect-words.ts';

/** An effect, by default of the shipment itself. */
type Given = Pick<WordedEffect, 'field' | 'before' | 'after'> & Partial<WordedEffect>;

const milestone = (code: 'DEPARTED' | 'ARRIVED', classifier: 'PLN' | 'ACT' | 'EST'): EffectPart => ({
  type: 'milestone',
  code,
  classifier,
  legId: null,
  containerId: null,
});

const place = { name: 'Shanghai', country: 'CN', unlocode: 'CNSHA', timeZone: null };

it('has its times in the zone that a user wants, and its days as they were stated', () => {
  const claim = { occurredText: '2020-03-12T14:30:00+08:00', precision: 'time', place, reason: null, flag: null };
  const given = { entityType: 'shipment', part: milestone('DEPARTED', 'ACT'), field: 'time', before: null } as const;
  expect(effectInWords({ ...given, after: claim }, 'Europe/Berlin').after).toBe(
    '12 Mar 2020 07:30 +01:00 at CNSHA Shanghai',
  );
  expect(effectInWords({ ...given, after: { ...claim, precision: 'day' } }, 'Pacific/Pago_Pago').after).toBe(
    '12 Mar 2020 at CNSHA Shanghai',
  );
});

describe('the text of an effect', () => {
  it.each<[Given, [string, string | null, string | null]]>([
    [{ field: 'status', before: 'booked', after: 'in_transit' }, ['Status', 'Booked', 'In transit']],
    [
      { entityType: 'invoice', field: 'kind', before: 'freight', after: 'carrier_bill' },
      ['Kind', 'Freight invoice', 'Carrier bill'],
    ],
    [{ entityType: 'invoice', field: 'status', before: null, after: 'partly_paid' }, ['Status', null, 'Partly paid']],
    [
      { entityType: 'document', field: 'type', before: 'house_bill_of_lading', after: 'MBL/2' },
      ['Type', 'House bill of lading', 'MBL/2'],
    ],
    [{ entityType: 'product', field: 'status', before: 'active', after: 'toString' }, ['Status', 'Active', 'ToString']],
    [
      {
        part: milestone('DEPARTED', 'ACT'),
        field: 'time',
        before: null,
        after: { occurredText: '2020-03-12T14:30:00+08:00', precision: 'time', place, reason: null, flag: null },
      },
      ['Departed, actual', null, '12 Mar 2020 14:30 +08:00 at CNSHA Shanghai'],
    ],
    [
      {
        part: milestone('ARRIVED', 'PLN'),
        field: 'time',
        before: { occurredText: '2020-03-12', precision: 'day', place: null, reason: 'FCFS 7-3', flag: null },
        after: { occurredText: '2020-03-13', precision: 'day', place: null, reason: 'port_congestion', flag: null },
      },
      ['Arrived, planned', '12 Mar 2020, FCFS 7-3', '13 Mar 2020, port congestion'],
    ],
    [
      {
        part: milestone('ARRIVED', 'EST'),
        field: 'time',
        before: { occurredText: '2020-03-12', precision: 'day', place: null, reason: null, flag: null },
        after: null,
      },
      ['Arrived, estimated', '12 Mar 2020', 'retracted'],
    ],
    [
      {
        part: milestone('ARRIVED', 'PLN'),
        field: 'time',
        before: null,
        after: { occurredText: '2020-03-12', precision: 'day', place: null, reason: 'FCFS 7–3', flag: null },
      },
      ['Arrived, planned', null, '12 Mar 2020, FCFS 7–3'],
    ],
    [
      {
        part: { type: 'exception', code: 'CUSTOMS_HOLD' },
        field: 'raised',
        before: null,
        after: { code: 'CUSTOMS_HOLD', reason: 'x_ray', at: 'x' },
      },
      ['Customs hold: x ray', null, 'raised'],
    ],
    [
      {
        part: { type: 'exception', code: 'CUSTOMS_HOLD' },
        field: 'cleared',
        before: { code: 'CUSTOMS_HOLD', reason: null },
        after: 'Customs released',
      },
      ['Customs hold', null, 'cleared by Customs released'],
    ],
    [
      { part: { type: 'reference' }, field: 'added', before: null, after: { type: 'pro', value: '77' } },
      ['PRO', null, '77'],
    ],
    [
      {
        part: { type: 'step', code: 'PAYMENT_MADE' },
        field: 'time',
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
      {
        entityType: 'purchase_order',
        part: { type: 'line', position: 2 },
        field: 'line',
        before: { sku: 'A', units: 5 },
        after: { sku: 'A', units: 4 },
      },
      ['Line 2', 'units 5', 'units 4'],
    ],
    [
      { entityType: 'booking', field: 'voyage', before: '1187-042E', after: '1188-043E' },
      ['Voyage', '1187-042E', '1188-043E'],
    ],
    [{ part: { type: 'leg', id: null }, field: 'vesselName', before: 'A', after: 'B' }, ['Leg: vessel name', 'A', 'B']],
    [{ field: 'weight', before: null, after: { value: '12.5', unit: 'kg' } }, ['Weight', null, '12.5 kg']],
    [
      {
        part: { type: 'item' },
        field: 'added',
        before: null,
        after: { sku: 'CH', product: 'Chair', units: 4, poNumber: 'PO-1' },
      },
      ['Item', null, 'CH Chair, 4 units, order PO-1'],
    ],
    [{ part: { type: 'item' }, field: 'added', before: null, after: { sku: null } }, ['Item', null, 'created']],
    [
      { part: { type: 'item' }, field: 'removed', before: { sku: 'CH', product: 'Chair', units: 4 }, after: null },
      ['Item', 'CH Chair, 4 units', 'removed'],
    ],
    [
      { part: { type: 'reference' }, field: 'removed', before: { type: 'pro', value: '77' }, after: null },
      ['PRO', '77', 'removed'],
    ],
    [
      { part: { type: 'role' }, field: 'removed', before: { role: 'buyer', name: 'Northwind' }, after: null },
      ['Buyer', 'Northwind', 'removed'],
    ],
    [
      { part: { type: 'container', id: null }, field: 'removed', before: 'CSQU3054383', after: null },
      ['Container', 'CSQU3054383', 'removed'],
    ],
    [
      { part: { type: 'leg', id: null }, field: 'removed', before: 'Yantian – Oakland', after: null },
      ['Leg', 'Yantian – Oakland', 'removed'],
    ],
    [
      { part: { type: 'shipment', id: null }, field: 'removed', before: { shipmentId: 'S' }, after: null },
      ['Shipment', null, 'removed'],
    ],
    [
      { field: 'cutOffAt', before: '2020-03-12', after: '2020-03-13T14:30:00Z' },
      ['Cut off at', '12 Mar 2020', '13 Mar 2020 14:30 UTC'],
    ],
    [{ field: 'somethingNew', before: null, after: { a: 1 } }, ['Something new', null, '{"a":1}']],
  ])('%o', (given, [subject, before, after]) => {
    expect(effectInWords({ entityType: 'shipment', part: null, ...given })).toEqual({ subject, before, after });
  });
});

describe('the effects of one event', () => {
  it('that read alike are one line with their number', () => {
    const item = (sku: string | null): WordedEffect => ({
      ...{ entityType: 'shipment', part: { type: 'item' }, field: 'added', before: null, after: { sku } },
    });
    const lines = distinctEffects([item(null), item('CH'), item(null), item(null)]);
    expect(lines.map(({ effect, count }) => [effectInWords(effect).after, count])).toEqual([
      ['created', 3],
      ['CH', 1],
    ]);
  });
});

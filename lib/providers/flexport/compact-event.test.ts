import { describe, expect, it } from 'vitest';
import { Unreadable } from '#lib/errors.ts';
import { fixture, milestonesOf, opened, read } from './fixtures/load.ts';
import { normalise } from './normalise.ts';

describe('the short form', () => {
  it('speaks of the shipment, at a place whose country is no code', () => {
    expect(read(fixture('brief-milestone'))).toEqual({
      outcome: 'changes',
      reportedAt: '2026-03-13T14:40:00.000Z',
      changes: [
        {
          kind: 'milestone',
          shipment: 'shp_2m41xk',
          code: 'DEPARTED',
          classifier: 'ACT',
          moment: { at: '2026-03-13T14:40:00.000Z', text: '2026-03-13T14:40:00Z', offset: 'Z', precision: 'time' },
          place: { name: 'Port of Ningbo, China', country: null, unlocode: null, timeZone: null },
        },
        { kind: 'reference', shipment: 'shp_2m41xk', type: 'shipment', value: 'shp_2m41xk' },
      ],
    });
  });

  it('keeps the new estimate apart from the time of its report', () => {
    const { reportedAt, changes } = read(fixture('brief-eta-updated'));
    expect(reportedAt).toBe('2026-03-20T06:20:01.000Z');
    expect(changes[0]).toMatchObject({ code: 'ARRIVED', classifier: 'EST', moment: { text: '2026-03-30T13:00:00Z' } });
    const body = fixture('brief-eta-updated');
    const data = { ...body.data, reported_at: undefined, occurred_at: '2026-03-20T06:20:01Z', eta: '2026-03-31' };
    expect(read({ ...body, data })).toMatchObject({
      reportedAt: '2026-03-20T06:20:01.000Z',
      changes: [{ moment: { text: '2026-03-31', precision: 'day' } }, { kind: 'reference' }],
    });
  });

  it('ties to a container where it names one', () => {
    expect(milestonesOf(fixture('brief-container'))[0]).toMatchObject({
      code: 'DISCHARGED',
      container: 'cnt_61',
      place: { country: 'US', unlocode: 'USLAX' },
    });
  });

  it('ignores an order or invoice of no shipment, refuses a milestone of none', () => {
    const data = { occurred_at: '2026-03-13T14:40:00Z' };
    expect(normalise(opened({ type: 'po_created', data }))).toEqual({
      outcome: 'ignore',
      reason: 'purchase order event without a shipment',
    });
    expect(() => normalise(opened({ type: 'departed', data }))).toThrow('states no shipment');
  });

  it('refuses an event without any time', () => {
    const body = { type: 'departed', data: { shipment_id: 'shp_1', occurred_at: 'yesterday' } };
    expect(() => normalise(opened(body))).toThrow(Unreadable);
  });
});

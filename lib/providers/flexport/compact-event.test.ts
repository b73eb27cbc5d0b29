import { describe, expect, it } from 'vitest';
import { Unreadable } from '#lib/errors.ts';
import { fixture, milestonesOf, opened, read } from './fixtures/load.ts';
import { normalise } from './normalise.ts';

describe('the compact format', () => {
  it('has a milestone of the shipment, at a place with a written-out country', () => {
    expect(read(fixture('compact-milestone'))).toEqual({
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

  it('distinguishes the new estimate from its report time', () => {
    const { reportedAt, changes } = read(fixture('compact-eta-updated'));
    expect(reportedAt).toBe('2026-03-20T06:20:01.000Z');
    expect(changes[0]).toMatchObject({ code: 'ARRIVED', classifier: 'EST', moment: { text: '2026-03-30T13:00:00Z' } });
    const body = fixture('compact-eta-updated');
    const data = { ...body.data, reported_at: undefined, occurred_at: '2026-03-20T06:20:01Z', eta: '2026-03-31' };
    expect(read({ ...body, data })).toMatchObject({
      reportedAt: '2026-03-20T06:20:01.000Z',
      changes: [{ moment: { text: '2026-03-31', precision: 'day' } }, { kind: 'reference' }],
    });
  });

  it('has no estimate where its time cannot be read or is none: the time of the event is not it', () => {
    const body = fixture('compact-eta-updated');
    const data = {
      ...body.data,
      reported_at: undefined,
      occurred_at: '2026-03-20T06:20:01Z',
      estimated_arrival: undefined,
    };
    expect(read({ ...body, data: { ...data, eta: 'mid May' } })).toMatchObject({
      reportedAt: '2026-03-20T06:20:01.000Z',
      changes: [{ kind: 'unreadable', code: 'ARRIVED', classifier: 'EST', text: 'mid May' }, { kind: 'reference' }],
    });
    const ofContainer = { ...data, container_id: undefined, container_number: 'CSQU3054383' };
    expect(read({ ...body, data: { ...ofContainer, eta: 'mid May' } }).changes).toContainEqual(
      expect.objectContaining({ kind: 'unreadable', code: 'ARRIVED', instance: 'CSQU3054383' }),
    );
    expect(read({ ...body, data: { ...data, eta: 'TBD' } }).changes).toMatchObject([{ kind: 'reference' }]);
  });

  it('links to a container if it contains one', () => {
    expect(milestonesOf(fixture('compact-container'))[0]).toMatchObject({
      code: 'DISCHARGED',
      container: 'cnt_61',
      place: { country: 'US', unlocode: 'USLAX' },
    });
  });

  it('ignores an order or invoice without a shipment, rejects a milestone without one', () => {
    const data = { occurred_at: '2026-03-13T14:40:00Z' };
    expect(normalise(opened({ type: 'po_created', data }))).toEqual({
      outcome: 'ignore',
      reason: 'purchase order event without a shipment',
    });
    expect(() => normalise(opened({ type: 'departed', data }))).toThrow('states no shipment');
  });

  it('rejects an event without any time', () => {
    const body = { type: 'departed', data: { shipment_id: 'shp_1', occurred_at: 'yesterday' } };
    expect(() => normalise(opened(body))).toThrow(Unreadable);
  });
});

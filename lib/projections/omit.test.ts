import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import { InMemory, record } from '#tests/support/in-memory.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { at, happened } from '#tests/support/shipment-rows.ts';
import type { NormalisedEvent } from './apply.ts';

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T08:00:00.000Z`;
const leg = (id: string, gone?: boolean): Change => ({
  kind: 'leg',
  shipment: 'S',
  leg: id,
  fields: gone === undefined ? { mode: 'truck', origin: at(`from ${id}`), destination: at(`to ${id}`) } : { gone },
});
const container = (id: string, gone?: boolean): Change => ({
  kind: 'container',
  shipment: 'S',
  container: id,
  fields: gone === undefined ? { number: `CSQU305438${id}` } : { gone },
});

/** The shown legs, containers and their milestones. */
function shown(kept: InMemory) {
  return {
    legs: kept.rows('legs').map(({ externalId }) => externalId),
    containers: kept.rows('containers').map(({ externalId }) => externalId),
    milestones: kept.rows('milestones').map(({ code, occurredText }) => `${code} ${occurredText}`),
  };
}

describe('a part that was removed at the source', () => {
  const changes = [
    leg('1'),
    leg('2'),
    container('3'),
    container('4'),
    happened('DEPARTED', '2026-03-01', { leg: '1' }),
    happened('ARRIVED', '2026-03-02', { leg: '2' }),
    happened('LOADED', '2026-03-01', { container: '3', leg: '2' }),
    happened('EMPTY_RETURNED', '2026-03-03', { container: '4' }),
  ];
  const whole = {
    legs: ['1', '2'],
    containers: ['3', '4'],
    milestones: ['ARRIVED 2026-03-02', 'DEPARTED 2026-03-01', 'EMPTY_RETURNED 2026-03-03', 'LOADED 2026-03-01'],
  };

  it('is not shown, nor its milestones, until the source has it again', () => {
    const kept = new InMemory();
    kept.apply(reportedEvent(day(4), ...changes));
    expect(shown(kept)).toEqual({ ...whole, milestones: expect.arrayContaining(whole.milestones) });
    kept.apply(reportedEvent(day(5), leg('1', true)));
    expect(shown(kept)).toMatchObject({ legs: ['2'], containers: ['3', '4'] });
    expect(shown(kept).milestones.sort()).toEqual([
      'ARRIVED 2026-03-02',
      'EMPTY_RETURNED 2026-03-03',
      'LOADED 2026-03-01',
    ]);
    kept.apply(reportedEvent(day(6), leg('1', false)));
    expect(shown(kept).milestones.sort()).toEqual(whole.milestones);
  });

  it('may be a container, with its milestones on a leg', () => {
    const kept = new InMemory();
    kept.apply(reportedEvent(day(4), ...changes), reportedEvent(day(5), container('3', true)));
    expect(shown(kept)).toMatchObject({ legs: ['1', '2'], containers: ['4'] });
    expect(shown(kept).milestones.sort()).toEqual([
      'ARRIVED 2026-03-02',
      'DEPARTED 2026-03-01',
      'EMPTY_RETURNED 2026-03-03',
    ]);
  });

  it('is still shown if an older report removed it', () => {
    const kept = new InMemory();
    kept.apply(reportedEvent(day(4), leg('1', false)), reportedEvent(day(3), leg('1', true), leg('1')));
    expect(shown(kept).legs).toEqual(['1']);
  });

  it('is none of two reports of one time, whatever their keys are', () => {
    const whole: Change = { kind: 'whole', shipment: 'S', list: 'containers' };
    const one = reportedEvent(day(4), whole, container('3'));
    const both = reportedEvent(day(4), whole, container('3'), container('4'));
    for (const [first, second] of [
      [one, both],
      [both, { ...one, id: reportedEvent(day(4)).id, key: `${both.key}0` }],
    ] as const) {
      const kept = new InMemory();
      kept.apply(first, second);
      expect(shown(kept).containers).toEqual(['3', '4']);
    }
  });
});

describe('a container that was taken off', () => {
  const [A, X] = ['3', '4'];
  const named = (code: MilestoneCode, number: number, part: Parameters<typeof happened>[2]) =>
    reportedEvent(day(number), happened(code, `2026-03-0${number}`, part));
  const start = reportedEvent(day(1), leg('1'), container(A), container(X));
  const taken = reportedEvent(day(3), container(X, true));

  it('does not hold the others back, whether milestones name it by its id or by its number', () => {
    for (const part of [{ leg: '1', containers: [A, X] }, { instance: 'CSQU3054384' }]) {
      const kept = new InMemory();
      kept.apply(start, named('DEPARTED', 2, part), taken, named('ARRIVED', 4, { leg: '1', containers: [A] }));
      expect(kept.row('shipments')).toMatchObject({ status: 'arrived', statusReason: 'Arrived to 1' });
      kept.apply(reportedEvent(day(5), container(X, false)));
      expect(kept.row('shipments').statusReason).toContain('1 of 2');
    }
  });

  it('leaves the milestones of a number that another container has too', () => {
    const kept = new InMemory();
    const again: Change = { kind: 'container', shipment: 'S', container: '5', fields: { number: 'CSQU3054384' } };
    kept.apply(start, named('DISCHARGED', 2, { instance: 'CSQU 305438 4' }), taken, reportedEvent(day(4), again));
    expect(shown(kept).milestones).toEqual(['DISCHARGED 2026-03-02']);
  });

  it('has no part in a hold that it shared', () => {
    const kept = new InMemory();
    kept.apply(start, named('CUSTOMS_HOLD', 2, { containers: [A, X] }), taken);
    kept.apply(named('CUSTOMS_RELEASED', 4, { container: A }));
    expect(kept.row('exceptions').clearedAt).not.toBeNull();
  });

  it('takes along what happened only to it, unless a newer report states that without it', () => {
    const kept = new InMemory();
    kept.apply(start, named('DEPARTED', 2, { leg: '1', containers: [X] }), taken);
    expect(shown(kept).milestones).toEqual([]);
    kept.apply(reportedEvent(day(4), happened('DEPARTED', '2026-03-02', { leg: '1' })));
    expect(shown(kept).milestones).toEqual(['DEPARTED 2026-03-02']);
    expect(kept.row('shipments').status).toBe('in_transit');
  });
});

describe('a superseded event', () => {
  const superseded = (event: NormalisedEvent, by: NormalisedEvent): NormalisedEvent => ({
    ...event,
    supersededBy: by.id,
  });
  const name = (text: string): Change => ({ kind: 'shipment', shipment: 'S', fields: { name: text } });
  const pieces = (count: number): Change => ({ kind: 'shipment', shipment: 'S', fields: { pieces: count } });

  it('loses the values that only it stated', () => {
    const kept = new InMemory();
    const [first, second] = [reportedEvent(day(1), name('wrong'), pieces(7)), reportedEvent(day(2), name('right'))];
    kept.apply(first);
    expect(kept.row('shipments')).toMatchObject({ name: 'wrong', pieces: 7 });
    kept.apply(superseded(first, second), second);
    expect(kept.row('shipments')).toMatchObject({ name: 'right', pieces: null });
  });

  it('is replaced by an older report of another event', () => {
    const kept = new InMemory();
    const [older, wrong, other] = [
      reportedEvent(day(1), name('older')),
      reportedEvent(day(2), name('wrong')),
      reportedEvent(day(3), pieces(1)),
    ];
    kept.apply(older, superseded(wrong, other), other);
    expect(kept.row('shipments')).toMatchObject({ name: 'older', pieces: 1 });
  });

  it('keeps values that older or newer events state too', () => {
    const kept = new InMemory();
    const [older, wrong, newer, right] = [
      reportedEvent(day(1), name('A'), pieces(1)),
      reportedEvent(day(2), name('B'), pieces(1)),
      reportedEvent(day(3), name('B'), pieces(2)),
      reportedEvent(day(4)),
    ];
    kept.apply(older, superseded(wrong, right), newer);
    expect(kept.row('shipments')).toMatchObject({ name: 'B', pieces: 2 });
    const again = new InMemory();
    again.apply(
      reportedEvent(day(1), name('A')),
      superseded(reportedEvent(day(3), name('A')), right),
      reportedEvent(day(2), name('B')),
    );
    expect(again.row('shipments').name).toBe('B');
  });

  it('retracts a milestone that only it reported, and keeps it as history', () => {
    const kept = new InMemory();
    const [wrong, right] = [
      reportedEvent(day(1), happened('DEPARTED', '2026-03-01')),
      reportedEvent(day(2), name('right')),
    ];
    kept.apply(superseded(wrong, right), right);
    expect(kept.rows('milestones').map(({ standing }) => standing)).toEqual(['retracted']);
    expect(kept.row('shipments').status).toBe('unknown');
  });

  it('makes an older report of the milestone current again', () => {
    const kept = new InMemory();
    const [older, wrong, right] = [
      reportedEvent(day(1), happened('DEPARTED', '2026-03-01')),
      reportedEvent(day(2), happened('DEPARTED', '2026-03-02')),
      reportedEvent(day(3), name('right')),
    ];
    kept.apply(older, superseded(wrong, right), right);
    expect(kept.rows('milestones').map(({ occurredText, standing }) => [occurredText, standing])).toEqual([
      ['2026-03-01', 'current'],
      ['2026-03-02', 'superseded'],
    ]);
  });

  it('removes the parts, references and roles that only it stated', () => {
    const kept = new InMemory();
    const wrong = reportedEvent(
      day(1),
      leg('1'),
      container('3'),
      { kind: 'reference', shipment: 'S', type: 'booking', value: 'B-1' },
      { kind: 'role', shipment: 'S', role: 'buyer', name: 'Northwind' },
    );
    const right = reportedEvent(day(2), name('right'), {
      kind: 'reference',
      shipment: 'S',
      type: 'booking',
      value: 'B-2',
    });
    kept.apply(superseded(wrong, right), right);
    expect(shown(kept)).toEqual({ legs: [], containers: [], milestones: [] });
    expect(kept.rows('shipmentReferences').map(({ value }) => value)).toEqual(['S', 'B-2']);
    expect(kept.rows('shipmentParties')).toEqual([]);
  });

  it('keeps values that others stated first and last', () => {
    const kept = new InMemory();
    const [first, wrong, last] = [
      reportedEvent(day(1), happened('DEPARTED', '2026-03-01')),
      reportedEvent(day(2), happened('DEPARTED', '2026-03-02')),
      reportedEvent(day(3), happened('DEPARTED', '2026-03-01')),
    ];
    kept.apply(first, superseded(wrong, last), last);
    expect(kept.rows('milestones').map(({ eventId, standing }) => [eventId, standing])).toEqual([
      [first.id, 'current'],
      [wrong.id, 'superseded'],
    ]);
  });

  it('removes a record that only it stated', () => {
    const kept = new InMemory();
    const [wrong, right] = [
      reportedEvent(day(1), record('product', 'P', { sku: 'A', name: 'Lamp' })),
      reportedEvent(day(2), record('product', 'P', { sku: 'B' })),
    ];
    kept.apply(superseded(wrong, right), right);
    expect(kept.row('products')).toMatchObject({ sku: 'B', name: null, number: 'B' });
  });
});

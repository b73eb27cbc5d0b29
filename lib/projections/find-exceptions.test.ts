import { describe, expect, it } from 'vitest';
import { MILESTONE_CODES, type MilestoneCode, milestoneKind } from '#lib/model/milestone.ts';
import type { Stage } from '#lib/model/shipment.ts';
import { claim, proves } from '#tests/support/claims.ts';
import { at } from '#tests/support/shipment-rows.ts';
import type { Evidence } from './evidence.ts';
import { findExceptions } from './exceptions.ts';
import type { MilestoneClaim } from './milestones.ts';

const hasLeft = ({ code }: MilestoneClaim) => ['OUT_FOR_DELIVERY', 'DELIVERED', 'EMPTY_RETURNED'].includes(code);
type Options = { proofs?: Evidence[]; containers?: string[]; left?: MilestoneClaim[] };
const find = (
  claims: MilestoneClaim[],
  { proofs = [], containers = [], left = claims.filter(hasLeft) }: Options = {},
) => findExceptions(claims, proofs, containers, left);
/** What cleared each exception, or null. */
const cleared = (claims: MilestoneClaim[], options?: Options) =>
  find(claims, options).map(({ cleared: end }) => {
    const by = claims.find(({ key }) => key === end?.key);
    return by ? `${by.code} ${by.moment.text}` : null;
  });

/** The milestones that clear every exception: the cargo is delivered, or will never move. */
const FINAL: MilestoneCode[] = ['DELIVERED', 'CANCELLED', 'REMOVED'];
const MOVES: MilestoneCode[] = [
  ...(['AT_PICKUP', 'LOADING', 'PICKED_UP', 'LOADED', 'DEPARTED', 'ARRIVED', 'DISCHARGED'] as const),
  ...(['AVAILABLE_FOR_PICKUP', 'TRANSLOADED', 'OUT_FOR_DELIVERY', 'UNLOADING', 'DELIVERED_PART'] as const),
  ...(['DELIVERY_COMPLETED', 'EMPTY_RETURNED'] as const),
];

describe('what clears', () => {
  it.each<[MilestoneCode, 'hold' | 'delay' | 'alert', MilestoneCode[]]>([
    ['CUSTOMS_HOLD', 'hold', ['CUSTOMS_RELEASED']],
    ['DELAY', 'delay', MOVES],
    ['ATTEMPT_FAILED', 'delay', MOVES],
    ['FREE_TIME_EXPIRING', 'alert', ['OUT_FOR_DELIVERY', 'EMPTY_RETURNED', 'FREE_TIME_EXPIRED']],
    ['FREE_TIME_EXPIRED', 'alert', ['OUT_FOR_DELIVERY', 'EMPTY_RETURNED']],
    ['PICKUP_NEAR_NOT_BOOKED', 'alert', ['BOOKING_CONFIRMED', 'DISPATCHED']],
    ['PICKUP_NEAR_NOT_DISPATCHED', 'alert', ['DISPATCHED', 'LOADING']],
    ['CHECK_CALL_DUE', 'alert', ['CHECK_CALL', 'CHECK_CALL_OVERDUE']],
    ['CHECK_CALL_OVERDUE', 'alert', ['CHECK_CALL']],
    ['RATE_CON_NOT_SIGNED', 'alert', ['RATE_CONFIRMED']],
    ['RATE_CON_EXPIRED', 'alert', ['RATE_CONFIRMED']],
    ['RETURNED_TO_SHIPPER', 'alert', []],
  ])('%s, which is a %s', (code, kind, ends) => {
    const raised = claim(code, '2026-02-01');
    const clearing = MILESTONE_CODES.filter((other) => {
      const later = claim(other, '2026-02-02');
      // Only a delivery has the rank that ends all, so that each other milestone is judged by its code.
      const proofs = other === 'DELIVERED' ? [proves(later, 'delivered')] : [];
      const [found] = find([raised, later], { proofs });
      expect(found).toMatchObject({ kind, raised });
      return found?.cleared === later;
    });
    expect(clearing.sort()).toEqual([...FINAL, ...ends].sort());
  });

  it.each<[MilestoneCode, boolean]>([
    ['DELAY', true],
    ['ATTEMPT_FAILED', true],
    ['CHECK_CALL_OVERDUE', true],
    ['PICKUP_NEAR_NOT_BOOKED', true],
    ['CUSTOMS_HOLD', false],
    ['RETURNED_TO_SHIPPER', false],
    ['RATE_CON_EXPIRED', false],
  ])('%s that is raised after the shipment ended -> over: %s', (code, isOver) => {
    for (const end of FINAL) {
      const ended = claim(end, '2026-01-31');
      const [found] = find([ended, claim(code, '2026-02-01')], { proofs: [proves(ended, 'delivered')] });
      expect(found?.cleared ?? null).toBe(isOver ? ended : null);
    }
    const haul = claim('DELIVERED', '2026-01-31');
    expect(cleared([haul, claim(code, '2026-02-01')], { proofs: [proves(haul, 'at_origin')] })).toEqual([null]);
  });

  it.each<[MilestoneCode, Stage, boolean]>([
    ['CHECK_CALL_DUE', 'in_transit', false],
    ['CHECK_CALL_DUE', 'arrived', true],
    ['CHECK_CALL_OVERDUE', 'in_transit', false],
    ['CHECK_CALL_OVERDUE', 'at_destination', true],
    ['PICKUP_NEAR_NOT_BOOKED', 'planned', false],
    ['PICKUP_NEAR_NOT_BOOKED', 'booked', true],
    ['PICKUP_NEAR_NOT_DISPATCHED', 'booked', false],
    ['PICKUP_NEAR_NOT_DISPATCHED', 'at_origin', true],
    ['RATE_CON_NOT_SIGNED', 'at_destination', false],
    ['CUSTOMS_HOLD', 'at_destination', false],
  ])('%s after a later milestone that proves %s -> over: %s', (code, stage, isOver) => {
    const raised = claim(code, '2026-02-01');
    const later = claim('ARRIVED', '2026-02-02');
    const [found] = find([raised, later], { proofs: [proves(later, stage)] });
    expect(found?.cleared ?? null).toBe(isOver ? later : null);
    const ofOne = claim('ARRIVED', '2026-02-02', { container: 'c1' });
    expect(find([raised, ofOne], { proofs: [proves(ofOne, stage)] })[0]?.cleared ?? null).toBeNull();
  });

  it('an arrival before a check call that is missed, at the door only; no booking that was lost again', () => {
    const before = claim('ARRIVED', '2026-01-31');
    const first = (code: MilestoneCode, stage: Stage) =>
      find([before, claim(code, '2026-02-01')], { proofs: [proves(before, stage)] })[0]?.cleared ?? null;
    expect(first('CHECK_CALL_OVERDUE', 'at_destination')).toBe(before);
    expect(first('CHECK_CALL_OVERDUE', 'arrived')).toBeNull();
    expect(first('PICKUP_NEAR_NOT_BOOKED', 'booked')).toBeNull();
  });

  it('is defined for every exception', () => {
    const kinds = MILESTONE_CODES.filter((code) => milestoneKind(code).exception);
    expect(kinds).toHaveLength(12);
  });

  it('an export exam includes the departure of the vessel, not of a truck to the port', () => {
    const exam = claim('CUSTOMS_HOLD', '2026-01-04', { reason: 'export_magnetism' });
    for (const code of ['DEPARTED', 'ARRIVED', 'DISCHARGED', 'OUT_FOR_DELIVERY'] as const) {
      const later = claim(code, '2026-01-06');
      expect(cleared([exam, later], { proofs: [proves(later, 'in_transit')] })).toEqual([`${code} 2026-01-06`]);
      expect(cleared([exam, later], { proofs: [proves(later, 'at_origin')] })).toEqual([null]);
      expect(cleared([exam, later])).toEqual([null]);
    }
    const released = claim('CUSTOMS_RELEASED', '2026-01-05');
    expect(cleared([exam, released])).toEqual(['CUSTOMS_RELEASED 2026-01-05']);
  });

  it('an import exam, or one that only mentions an export, does not include the departure of the vessel', () => {
    for (const reason of ['exam', 'no_export_exam']) {
      const later = claim('DEPARTED', '2026-01-06');
      const hold = claim('CUSTOMS_HOLD', '2026-01-04', { reason });
      expect(cleared([hold, later], { proofs: [proves(later, 'in_transit')] })).toEqual([null]);
    }
  });

  it('is a delivery at the destination, not at the port of loading', () => {
    const delay = claim('CUSTOMS_HOLD', '2026-01-04');
    const later = claim('DELIVERED', '2026-01-06');
    expect(cleared([delay, later], { proofs: [proves(later, 'at_origin')] })).toEqual([null]);
    expect(cleared([delay, later], { proofs: [proves(later, 'delivered')] })).toEqual(['DELIVERED 2026-01-06']);
    expect(cleared([delay, later])).toEqual(['DELIVERED 2026-01-06']);
  });

  it('free time is a departure from the port of discharge, not to the port of loading', () => {
    const expired = claim('FREE_TIME_EXPIRED', '2026-02-10');
    const out = claim('OUT_FOR_DELIVERY', '2026-02-12');
    expect(cleared([expired, out], { left: [] })).toEqual([null]);
    expect(cleared([expired, out], { left: [out] })).toEqual(['OUT_FOR_DELIVERY 2026-02-12']);
    expect(cleared([expired, claim('EMPTY_RETURNED', '2026-02-12')])).toEqual(['EMPTY_RETURNED 2026-02-12']);
  });
});

describe('the clearing time', () => {
  const delay = claim('DELAY', '2026-02-01T10:00:00Z');

  it('is after the exception was raised, not before or at the same time', () => {
    expect(cleared([delay, claim('ARRIVED', '2026-02-01T09:00:00Z')])).toEqual([null]);
    expect(cleared([delay, claim('ARRIVED', '2026-02-01T10:00:00Z')])).toEqual([null]);
    expect(cleared([delay, claim('ARRIVED', '2026-02-01T10:00:01Z')])).toEqual(['ARRIVED 2026-02-01T10:00:01Z']);
  });

  it('is the earliest time of all clearing milestones, in any order', () => {
    const ends = [
      claim('UNLOADING', '2026-02-05'),
      claim('ARRIVED', '2026-02-03'),
      claim('ARRIVED', '2026-02-02', { leg: 'x' }),
      claim('ARRIVED', '2026-01-02', { leg: 'y' }),
      claim('DEPARTED', '2026-01-30'),
    ];
    expect(cleared([delay, ...ends])).toEqual(['ARRIVED 2026-02-02']);
    expect(cleared([...ends.reverse(), delay])).toEqual(['ARRIVED 2026-02-02']);
  });

  it('is the earliest time also if another kind of milestone came earlier', () => {
    const ends = [claim('ARRIVED', '2026-02-05'), claim('UNLOADING', '2026-02-02')];
    expect(cleared([delay, ...ends])).toEqual(['UNLOADING 2026-02-02']);
  });

  it('is the same of two at one time, in any order', () => {
    const moves = [claim('DEPARTED', '2026-02-02'), claim('ARRIVED', '2026-02-02')];
    const legs = [claim('ARRIVED', '2026-02-02', { leg: 'b' }), claim('ARRIVED', '2026-02-02', { leg: 'a' })];
    for (const pair of [moves, legs]) {
      const ends = [pair, pair.toReversed()].map((facts) => find([delay, ...facts])[0]?.cleared);
      expect(ends).toEqual([pair[1], pair[1]]);
    }
  });

  it('of free time may be before its last day, which is in the future', () => {
    const expiring = claim('FREE_TIME_EXPIRING', '2026-02-10', { classifier: 'PLN' });
    expect(cleared([expiring, claim('EMPTY_RETURNED', '2026-02-02')])).toEqual(['EMPTY_RETURNED 2026-02-02']);
    expect(cleared([claim('FREE_TIME_EXPIRED', '2026-02-10'), claim('EMPTY_RETURNED', '2026-02-02')])).toEqual([
      'EMPTY_RETURNED 2026-02-02',
    ]);
  });

  it('has a text with the place', () => {
    const reason = (place: MilestoneClaim['place']) =>
      find([delay, claim('ARRIVED', '2026-02-03', { place })]).map(({ clearedReason }) => clearedReason);
    expect(reason(at('Los Angeles', { unlocode: 'USLAX' }))).toEqual(['Arrived USLAX']);
    expect(reason(at('Reno warehouse'))).toEqual(['Arrived Reno warehouse']);
    expect(reason(null)).toEqual(['Arrived']);
    expect(find([delay])).toEqual([{ kind: 'delay', raised: delay, cleared: null, clearedReason: null }]);
  });
});

describe('what raises an exception', () => {
  it('is a current, plausible milestone that is not an estimate', () => {
    const raised = (details: Parameters<typeof claim>[2]) => find([claim('DELAY', '2026-02-01', details)]);
    expect(raised({})).toHaveLength(1);
    expect(raised({ classifier: 'PLN' })).toHaveLength(1);
    expect(raised({ classifier: 'EST' })).toEqual([]);
    expect(raised({ standing: 'superseded' })).toEqual([]);
    expect(raised({ standing: 'retracted' })).toEqual([]);
    expect(raised({ flag: 'future' })).toEqual([]);
    expect(find([claim('ARRIVED', '2026-02-01')])).toEqual([]);
  });

  it('clears one only as a fact', () => {
    const hold = claim('CUSTOMS_HOLD', '2026-02-01');
    expect(cleared([hold, claim('CUSTOMS_RELEASED', '2026-02-02', { classifier: 'PLN' })])).toEqual([null]);
    expect(cleared([hold, claim('CUSTOMS_RELEASED', '2026-02-02', { standing: 'retracted' })])).toEqual([null]);
    expect(cleared([hold, claim('CUSTOMS_RELEASED', '2026-02-02', { flag: 'future' })])).toEqual([null]);
  });
});

describe('several containers', () => {
  const containers = ['c1', 'c2'];
  const released = (container: string, text: string) => claim('CUSTOMS_RELEASED', text, { container });

  it('a hold of one ends with its own release or that of all', () => {
    const hold = claim('CUSTOMS_HOLD', '2026-02-01', { container: 'c1' });
    expect(cleared([hold, released('c2', '2026-02-02')], { containers })).toEqual([null]);
    expect(cleared([hold, released('c1', '2026-02-03')], { containers })).toEqual(['CUSTOMS_RELEASED 2026-02-03']);
    const all = claim('CUSTOMS_RELEASED', '2026-02-02');
    expect(cleared([hold, released('c1', '2026-02-03'), all], { containers })).toEqual(['CUSTOMS_RELEASED 2026-02-02']);
  });

  it('a hold of two named ones ends with the last release of these', () => {
    const hold = claim('CUSTOMS_HOLD', '2026-02-01', { about: ['c1', 'c2'] });
    for (const one of ['c1', 'c2'])
      expect(cleared([hold, released(one, '2026-02-02')], { containers })).toEqual([null]);
    const both = [released('c1', '2026-02-05'), released('c2', '2026-02-03')];
    expect(cleared([hold, ...both], { containers })).toEqual(['CUSTOMS_RELEASED 2026-02-05']);
    expect(cleared([hold, ...both.reverse()], { containers })).toEqual(['CUSTOMS_RELEASED 2026-02-05']);
  });

  it('a hold of the whole shipment ends with the release of all, else with the last single release', () => {
    const hold = claim('CUSTOMS_HOLD', '2026-02-01');
    for (const one of ['c1', 'c2'])
      expect(cleared([hold, released(one, '2026-02-02')], { containers })).toEqual([null]);
    expect(cleared([hold, released('c1', '2026-02-02'), released('c2', '2026-02-04')], { containers })).toEqual([
      'CUSTOMS_RELEASED 2026-02-04',
    ]);
    expect(cleared([hold, released('c1', '2026-02-02')], { containers: [] })).toEqual([null]);
  });
});

describe('repeated exceptions', () => {
  const due = (text: string, details: Parameters<typeof claim>[2] = {}) =>
    claim('CHECK_CALL_DUE', text, { instance: text, ...details });
  const raised = (...claims: MilestoneClaim[]) => find(claims).map((one) => one.raised.moment.text);

  it('equal to an open one are merged, in any order', () => {
    expect(raised(due('2026-02-02'), due('2026-02-01'))).toEqual(['2026-02-01']);
    expect(raised(due('2026-02-01'), due('2026-02-02'), due('2026-02-03'))).toEqual(['2026-02-01']);
  });

  it('after a clearance are separate', () => {
    const call = claim('CHECK_CALL', '2026-02-02');
    expect(raised(due('2026-02-01'), call, due('2026-02-03'), due('2026-02-04'))).toEqual(['2026-02-01', '2026-02-03']);
    expect(raised(due('2026-02-01T08:00:00Z'), due('2026-02-01T09:00:00Z'), call)).toEqual(['2026-02-01T08:00:00Z']);
  });

  it('with another reason, leg or container are separate', () => {
    expect(raised(due('2026-02-01'), due('2026-02-02', { reason: 'x' }))).toHaveLength(2);
    expect(raised(due('2026-02-01'), due('2026-02-02', { leg: 'x' }))).toHaveLength(2);
    expect(raised(due('2026-02-01'), due('2026-02-02', { container: 'x' }))).toHaveLength(2);
    expect(raised(due('2026-02-01'), claim('CHECK_CALL_OVERDUE', '2026-01-31'))).toHaveLength(2);
  });

  it('do not change the order of the others', () => {
    const hold = claim('CUSTOMS_HOLD', '2026-01-01');
    expect(raised(due('2026-02-01'), hold)).toEqual(['2026-02-01', '2026-01-01']);
  });
});

import { describe, expect, it } from 'vitest';
import { claim, proves, routeLeg } from '#tests/support/claims.ts';
import { evidenceOf, furthest, slowestOf } from './evidence.ts';
import { shapeOf } from './route-position.ts';

const departed = proves(claim('DEPARTED', '2026-01-05'), 'in_transit');
const arrived = proves(claim('ARRIVED', '2026-01-25'), 'arrived');
const of = (container: string, code: 'DELIVERED' | 'OUT_FOR_DELIVERY', text = '2026-02-01') =>
  proves(claim(code, text, { container }), code === 'DELIVERED' ? 'delivered' : 'delivering');

describe('evidence', () => {
  it('is a current, plausible fact with the stage that it proves', () => {
    const facts = [
      claim('ARRIVED', '2026-01-25', { leg: '1' }),
      claim('DEPARTED', '2026-01-05', { classifier: 'EST' }),
      claim('DEPARTED', '2026-01-05', { standing: 'retracted' }),
      claim('DEPARTED', '2026-01-05', { flag: 'implausible' }),
      claim('CHECK_CALL', '2026-01-05'),
    ];
    const shape = shapeOf([routeLeg('1', { mode: 'ocean' }, true), routeLeg('2', { mode: 'truck' })], facts);
    expect(evidenceOf(facts, shape)).toEqual([{ claim: facts[0], stage: 'arrived', rank: 75 }]);
  });
});

describe('the furthest evidence', () => {
  it('is that of the furthest stage, at any time', () => {
    expect(furthest([departed, arrived])).toBe(arrived);
    expect(furthest([arrived, departed])).toBe(arrived);
    expect(furthest([])).toBeNull();
  });

  it('is the earliest of several for one stage', () => {
    const discharged = proves(claim('DISCHARGED', '2026-01-24'), 'arrived');
    expect(furthest([arrived, discharged])).toBe(discharged);
    expect(furthest([discharged, arrived])).toBe(discharged);
  });

  it('is the same of two at one time, in any order', () => {
    const discharged = proves(claim('DISCHARGED', '2026-01-25'), 'arrived');
    expect(furthest([arrived, discharged])).toBe(arrived);
    expect(furthest([discharged, arrived])).toBe(arrived);
  });

  it('may prove only that the shipment exists', () => {
    const nothing = proves(claim('DRAFTED', '2026-01-01'), 'unknown', 0);
    expect(furthest([nothing])).toBe(nothing);
  });
});

describe('the slowest container', () => {
  it('determines the stage of the shipment, and the others are ahead', () => {
    const [one, two] = [of('c1', 'DELIVERED'), of('c2', 'OUT_FOR_DELIVERY')];
    expect(slowestOf([arrived, one, two], ['c1', 'c2'])).toEqual({ slowest: two, ahead: [one], of: 2 });
  });

  it('may have only evidence that applies to all', () => {
    const one = of('c1', 'DELIVERED');
    expect(slowestOf([departed, arrived, one], ['c1', 'c2'])).toEqual({ slowest: arrived, ahead: [one], of: 2 });
  });

  it('may have no evidence', () => {
    const one = of('c1', 'DELIVERED');
    expect(slowestOf([one], ['c1', 'c2'])).toEqual({ slowest: null, ahead: [one], of: 2 });
  });

  it('may be missing in the container list', () => {
    const [one, other] = [of('c1', 'DELIVERED'), of('c9', 'OUT_FOR_DELIVERY')];
    expect(slowestOf([one, other], ['c1'])).toEqual({ slowest: other, ahead: [one], of: 2 });
    expect(slowestOf([one, other], [])).toEqual({ slowest: other, ahead: [one], of: 2 });
  });

  it('is at its own furthest stage, in any order', () => {
    const [one, other] = [of('c1', 'DELIVERED'), of('c1', 'OUT_FOR_DELIVERY')];
    expect(slowestOf([one, other], ['c1'])).toEqual({ slowest: one, ahead: [], of: 1 });
    expect(slowestOf([other, one], [])).toEqual({ slowest: one, ahead: [], of: 1 });
  });

  it('is the one that reached the stage first, of several', () => {
    const [one, two] = [of('c1', 'DELIVERED', '2026-02-03'), of('c2', 'DELIVERED', '2026-02-01')];
    expect(slowestOf([one, two], ['c1', 'c2'])).toEqual({ slowest: two, ahead: [], of: 2 });
  });

  it('is none without containers', () => {
    expect(slowestOf([departed, arrived], [])).toEqual({ slowest: arrived, ahead: [], of: 0 });
    expect(slowestOf([], [])).toEqual({ slowest: null, ahead: [], of: 0 });
  });

  it('is behind evidence of several named containers', () => {
    const both = proves(claim('DELIVERED', '2026-02-01', { about: ['c1', 'c2'] }), 'delivered');
    expect(slowestOf([both], ['c1', 'c2', 'c3'])).toEqual({ slowest: null, ahead: [both, both], of: 3 });
  });
});

import { describe, expect, it } from 'vitest';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import { claim, routeLeg } from '#tests/support/claims.ts';
import { at } from '#tests/support/shipment-rows.ts';
import { deriveEta, deriveProgress } from './eta.ts';
import { evidenceOf } from './evidence.ts';
import type { Source } from './ledger.ts';
import type { MilestoneClaim } from './milestones.ts';
import { deriveNext } from './next-milestone.ts';
import type { RouteLeg } from './route.ts';
import { shapeOf } from './route-position.ts';

const YANTIAN = at('Yantian', { country: 'CN', unlocode: 'CNYTN' });
const SINGAPORE = at('Singapore', { country: 'SG', unlocode: 'SGSIN' });
const ANGELES = at('Los Angeles', { country: 'US', unlocode: 'USLAX' });
const DOOR = at('Reno warehouse', { country: 'US' });
const first = routeLeg('first', { mode: 'ocean', origin: YANTIAN, destination: SINGAPORE }, true);
const last = routeLeg('last', { mode: 'ocean', origin: SINGAPORE, destination: ANGELES }, true);
const mile = routeLeg('mile', { mode: 'truck', origin: ANGELES, destination: DOOR });
const WHOLE = [first, last, mile];

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`;
const reportedOn = (number: number) => ({ reported: day(number) });
const estimated = (text: string, details: Parameters<typeof claim>[2] = {}) => {
  return claim('ARRIVED', text, { classifier: 'EST', leg: 'last', ...details });
};
const planned = (text: string, details: Parameters<typeof claim>[2] = {}) =>
  estimated(text, { classifier: 'PLN', ...details });

type Options = { legs?: RouteLeg[]; containers?: string[]; endSince?: Source | null };
/** The texts of estimate, baseline and arrival. */
function eta(claims: MilestoneClaim[], { legs = WHOLE, containers = [], endSince = null }: Options = {}) {
  const found = deriveEta(claims, shapeOf(legs, claims), containers, endSince);
  return {
    eta: found.eta?.moment.text ?? null,
    baseline: found.baseline?.text ?? null,
    kind: found.baselineKind,
    arrived: found.arrived?.moment.text ?? null,
  };
}
const NOTHING = { eta: null, baseline: null, kind: null, arrived: null };

describe('the estimated arrival', () => {
  it('is the current estimate for the end of the main carriage; the variance is measured from the first estimate', () => {
    const claims = [
      estimated('2026-02-10', { standing: 'superseded', ...reportedOn(2) }),
      estimated('2026-02-12', { standing: 'superseded', ...reportedOn(1) }),
      estimated('2026-02-14', reportedOn(3)),
      estimated('2026-01-10', { leg: 'first' }),
      estimated('2026-02-20', { leg: 'mile' }),
    ];
    expect(eta(claims)).toEqual({ eta: '2026-02-14', baseline: '2026-02-12', kind: 'first_estimate', arrived: null });
  });

  it('has no variance from an estimate that was before the departure when it was reported', () => {
    const departed = claim('DEPARTED', '2026-01-05', { leg: 'last', ...reportedOn(5) });
    const mistaken = estimated('2025-02-12', { standing: 'superseded', ...reportedOn(6) });
    const claims = [departed, mistaken, estimated('2026-02-14', reportedOn(7))];
    expect(eta(claims)).toMatchObject({ eta: '2026-02-14', baseline: '2026-02-14' });
    expect(eta(claims.toReversed())).toMatchObject({ baseline: '2026-02-14' });
    const promised = estimated('2026-01-03', { standing: 'superseded', ...reportedOn(1) });
    expect(eta([...claims, promised])).toMatchObject({ baseline: '2026-01-03' });
  });

  it('has its variance from the plan also where the plan was learned after a departure that was later than it', () => {
    const departed = claim('DEPARTED', '2026-01-05', { leg: 'last', ...reportedOn(6) });
    const claims = [departed, planned('2026-01-03', reportedOn(6)), estimated('2026-01-14', reportedOn(6))];
    expect(eta(claims)).toMatchObject({ eta: '2026-01-14', baseline: '2026-01-03', kind: 'planned' });
  });

  it('has its variance from the plan if there is one; without estimates it is the plan', () => {
    expect(eta([estimated('2026-02-14'), planned('2026-02-01')])).toEqual({
      eta: '2026-02-14',
      baseline: '2026-02-01',
      kind: 'planned',
      arrived: null,
    });
    expect(eta([planned('2026-02-01')])).toMatchObject({ eta: '2026-02-01', baseline: '2026-02-01', kind: 'planned' });
    expect(eta([planned('2026-02-01', { standing: 'superseded' })])).toEqual(NOTHING);
  });

  it('remains after the actual arrival', () => {
    expect(eta([estimated('2026-02-14'), claim('ARRIVED', '2026-02-15', { leg: 'last' })])).toMatchObject({
      eta: '2026-02-14',
      arrived: '2026-02-15',
    });
    expect(eta([claim('ARRIVED', '2026-02-15', { leg: 'last', standing: 'retracted' })]).arrived).toBeNull();
  });

  it('omits implausible estimates', () => {
    expect(eta([estimated('2062-02-14', { flag: 'implausible' })])).toEqual(NOTHING);
    expect(eta([])).toEqual(NOTHING);
  });

  it('ignores estimates of single containers', () => {
    expect(eta([estimated('2026-02-14', { container: 'c1' })])).toEqual(NOTHING);
  });

  it('ignores arrivals of named containers', () => {
    const fact = (about: string[]) => [claim('ARRIVED', '2026-02-15', { leg: 'last', about })];
    expect(eta(fact(['c1']), { containers: ['c1', 'c2'] }).arrived).toBeNull();
    expect(eta(fact(['c1', 'c2']), { containers: ['c1', 'c2'] }).arrived).toBe('2026-02-15');
    expect(eta(fact(['c1']), { containers: [] }).arrived).toBeNull();
    expect(eta([estimated('2026-02-14', { about: ['c1'] })], { containers: ['c1', 'c2'] }).eta).toBe('2026-02-14');
  });
});

describe('an arrival without a leg', () => {
  it('counts if the leg itself has none', () => {
    expect(eta([estimated('2026-02-14', { leg: null })]).eta).toBe('2026-02-14');
    expect(
      eta([estimated('2026-02-14', { leg: null }), estimated('2026-02-16', { standing: 'superseded' })]).eta,
    ).toBeNull();
  });

  it('counts at the end of the main carriage and not at a port on the way', () => {
    expect(eta([estimated('2026-02-14', { leg: null, place: ANGELES })]).eta).toBe('2026-02-14');
    expect(eta([estimated('2026-02-14', { leg: null, place: SINGAPORE })]).eta).toBeNull();
  });

  it('counts as a fact only if it proves more than transit', () => {
    const fact = claim('ARRIVED', '2026-01-10');
    expect(eta([fact]).arrived).toBeNull();
    expect(eta([fact], { legs: [last, mile] }).arrived).toBe('2026-01-10');
    expect(eta([fact, claim('DEPARTED', '2026-01-05', { leg: 'last' })]).arrived).toBe('2026-01-10');
    expect(eta([fact, claim('DEPARTED', '2026-01-15', { leg: 'last' })]).arrived).toBeNull();
  });

  it('counts without a route', () => {
    expect(eta([estimated('2026-02-14', { leg: null }), claim('ARRIVED', '2026-02-15')], { legs: [] })).toMatchObject({
      eta: '2026-02-14',
      arrived: '2026-02-15',
    });
  });
});

describe('a shipment without arrivals', () => {
  it('has the expected delivery as its ETA', () => {
    const claims = [
      claim('DELIVERED', '2026-02-20', { classifier: 'EST' }),
      claim('DELIVERED', '2026-02-18', { classifier: 'EST', leg: 'mile' }),
      claim('DEPARTED', '2026-02-01', { classifier: 'EST' }),
      claim('DELIVERED', '2026-02-21'),
    ];
    expect(eta(claims)).toEqual({
      eta: '2026-02-20',
      baseline: '2026-02-20',
      kind: 'first_estimate',
      arrived: '2026-02-21',
    });
    expect(eta([...claims, estimated('2026-02-14')])).toMatchObject({ eta: '2026-02-14', arrived: null });
  });
});

describe('a route whose end changed', () => {
  const endSince = { id: 'e', key: 'zz', reportedAt: day(5), learnedAt: day(5) };

  it('has its variance from estimates after the change', () => {
    const claims = [
      planned('2026-02-01', reportedOn(1)),
      estimated('2026-02-05', { standing: 'superseded', ...reportedOn(2) }),
      estimated('2026-02-10', { standing: 'superseded', ...reportedOn(6) }),
      estimated('2026-02-14', reportedOn(7)),
    ];
    expect(eta(claims, { endSince })).toEqual({
      eta: '2026-02-14',
      baseline: '2026-02-10',
      kind: 'first_estimate',
      arrived: null,
    });
    expect(eta([planned('2026-02-02', reportedOn(8))], { endSince })).toMatchObject({
      baseline: '2026-02-02',
      kind: 'planned',
    });
    expect(eta([planned('2026-02-01', reportedOn(1))], { endSince })).toEqual({ ...NOTHING, eta: '2026-02-01' });
  });

  it('has its variance also from the event that changed the end', () => {
    const same = estimated('2026-02-10');
    expect(eta([{ ...same, first: endSince }], { endSince }).baseline).toBe('2026-02-10');
  });
});

describe('the progress steps', () => {
  type Dot = { step: string; state: string; moment: string | null };
  function dots(claims: MilestoneClaim[], { legs = WHOLE, containers = [] }: Options = {}): Record<string, string> {
    const shape = shapeOf(legs, claims);
    const progress = deriveProgress(claims, shape, evidenceOf(claims, shape), containers);
    return Object.fromEntries(
      progress.map(({ step, state, moment }): [string, string] => {
        const dot: Dot = { step, state, moment: moment?.text ?? null };
        return [dot.step, `${dot.state}${dot.moment ? ` ${dot.moment}` : ''}`];
      }),
    );
  }
  const AHEAD = {
    booked: 'next',
    picked_up: 'ahead',
    departed: 'ahead',
    arrived: 'ahead',
    delivering: 'ahead',
    delivered: 'ahead',
  };
  const done = (reached: number, times: Record<string, string> = {}) =>
    Object.fromEntries(
      Object.keys(AHEAD).map((step, position) => {
        const state = position <= reached ? 'done' : position === reached + 1 ? 'next' : 'ahead';
        return [step, times[step] ? `${state} ${times[step]}` : state];
      }),
    );

  it('are all open before the first milestone, and the first is next', () => {
    expect(dots([])).toEqual(AHEAD);
  });

  it.each<[string, MilestoneClaim[], number, Record<string, string>]>([
    ['a booking', [claim('BOOKING_CONFIRMED', '2026-01-01')], 0, { booked: '2026-01-01' }],
    ['a creation', [claim('SHIPMENT_CREATED', '2026-01-01')], 0, { booked: '2026-01-01' }],
    ['a dispatch', [claim('DISPATCHED', '2026-01-01')], 0, { booked: '2026-01-01' }],
    [
      'the first of several for one step',
      [claim('DISPATCHED', '2026-01-03'), claim('BOOKING_CONFIRMED', '2026-01-02')],
      0,
      { booked: '2026-01-02' },
    ],
    [
      'the first of several for one step, in any order',
      [claim('BOOKING_CONFIRMED', '2026-01-02'), claim('DISPATCHED', '2026-01-03')],
      0,
      { booked: '2026-01-02' },
    ],
    ['a pick-up', [claim('PICKED_UP', '2026-01-02')], 1, { picked_up: '2026-01-02' }],
    ['loading', [claim('LOADING', '2026-01-02')], 1, { picked_up: '2026-01-02' }],
    ['being loaded', [claim('LOADED', '2026-01-02', { leg: 'first' })], 1, { picked_up: '2026-01-02' }],
    ['the departure', [claim('DEPARTED', '2026-01-05', { leg: 'first' })], 2, { departed: '2026-01-05' }],
    ['a departure without a leg', [claim('DEPARTED', '2026-01-05')], 2, { departed: '2026-01-05' }],
    ['the arrival', [claim('ARRIVED', '2026-02-01', { leg: 'last' })], 3, { arrived: '2026-02-01' }],
    ['the discharge', [claim('DISCHARGED', '2026-02-01', { leg: 'last' })], 3, { arrived: '2026-02-01' }],
    ['the availability', [claim('AVAILABLE_FOR_PICKUP', '2026-02-01', { leg: 'last' })], 3, { arrived: '2026-02-01' }],
    ['out for delivery', [claim('OUT_FOR_DELIVERY', '2026-02-02', { leg: 'mile' })], 4, { delivering: '2026-02-02' }],
    ['unloading', [claim('UNLOADING', '2026-02-02', { leg: 'mile' })], 4, { delivering: '2026-02-02' }],
    ['a delivery in part', [claim('DELIVERED_PART', '2026-02-02', { leg: 'mile' })], 4, { delivering: '2026-02-02' }],
    [
      'a completed delivery',
      [claim('DELIVERY_COMPLETED', '2026-02-02', { leg: 'mile' })],
      4,
      { delivering: '2026-02-02' },
    ],
    ['the delivery', [claim('DELIVERED', '2026-02-02')], 5, { delivered: '2026-02-02' }],
  ])('are completed by %s', (_what, claims, reached, times) => {
    const sailed = reached > 2 ? [claim('DEPARTED', '2026-01-14', { leg: 'last' })] : [];
    expect(dots([...claims, ...sailed])).toEqual(done(reached, times));
  });

  it('are not completed by an arrival on the way, nor by the delivery of pre-carriage', () => {
    expect(dots([claim('ARRIVED', '2026-01-10', { leg: 'first' })])).toEqual(AHEAD);
    expect(
      dots([claim('ARRIVED', '2026-01-10', { leg: 'first' }), claim('DEPARTED', '2026-01-05', { leg: 'first' })]),
    ).toEqual(done(2, { departed: '2026-01-05' }));
    const haul = routeLeg('haul', { mode: 'truck', origin: at('Factory'), destination: YANTIAN });
    expect(dots([claim('DELIVERED', '2026-01-03', { leg: 'haul' })], { legs: [haul, ...WHOLE] })).toEqual(AHEAD);
  });

  it('have the expected time of each open step, an estimate before the plan', () => {
    const claims = [
      claim('DEPARTED', '2026-01-05', { leg: 'first' }),
      claim('DEPARTED', '2026-01-04', { leg: 'first', classifier: 'EST' }),
      claim('ARRIVED', '2026-02-05', { leg: 'last', classifier: 'PLN' }),
      claim('ARRIVED', '2026-02-06', { leg: 'last', classifier: 'EST' }),
      claim('DELIVERED', '2026-02-09', { classifier: 'PLN' }),
    ];
    expect(dots(claims)).toEqual(done(2, { departed: '2026-01-05', arrived: '2026-02-06', delivered: '2026-02-09' }));
  });

  it('ignore superseded and implausible milestones', () => {
    expect(dots([claim('DEPARTED', '2026-01-05', { leg: 'first', standing: 'superseded' })])).toEqual(AHEAD);
    expect(dots([claim('DEPARTED', '2026-01-05', { leg: 'first', flag: 'future' })])).toEqual(AHEAD);
  });

  it('are completed up to the slowest container', () => {
    const claims = [
      claim('DEPARTED', '2026-01-14', { leg: 'last' }),
      claim('ARRIVED', '2026-02-01', { leg: 'last' }),
      claim('DELIVERED', '2026-02-03', { container: 'c1' }),
    ];
    expect(dots(claims, { containers: ['c1', 'c2'] })).toEqual(done(3, { arrived: '2026-02-01' }));
    expect(dots(claims, { containers: ['c1'] })).toEqual(done(5, { arrived: '2026-02-01', delivered: '2026-02-03' }));
  });

  it('stay open for a container that has only departed, although another is delivered', () => {
    const claims = [
      claim('DEPARTED', '2026-01-05', { leg: 'first' }),
      claim('DEPARTED', '2026-01-14', { leg: 'last', container: 'c1' }),
      claim('DELIVERED', '2026-02-03', { container: 'c1', leg: 'mile' }),
    ];
    expect(dots(claims, { containers: ['c1', 'c2'] })).toEqual(done(2, { departed: '2026-01-05' }));
  });

  it('have the departure of the main carriage, not of the pre-carriage', () => {
    const haul = routeLeg('haul', { mode: 'truck', origin: at('Factory'), destination: YANTIAN });
    const left = [claim('DEPARTED', '2026-01-01', { leg: 'haul' }), claim('DEPARTED', '2026-01-05', { leg: 'first' })];
    expect(dots(left, { legs: [haul, ...WHOLE] })).toEqual(done(2, { departed: '2026-01-05' }));
  });

  it('complete the port of discharge once cargo goes on by train', () => {
    const train = routeLeg('train', { mode: 'rail', origin: ANGELES, destination: at('Chicago ramp') });
    const far = routeLeg('mile', { mode: 'truck', origin: at('Chicago ramp'), destination: DOOR });
    const claims = [claim('ARRIVED', '2026-02-01', { leg: 'last' }), claim('DEPARTED', '2026-02-03', { leg: 'train' })];
    expect(dots(claims, { legs: [first, last, train, far] })).toEqual(done(3, { arrived: '2026-02-01' }));
  });

  it('are completed by reported milestones without a route', () => {
    expect(dots([claim('ARRIVED', '2026-02-01')], { legs: [] })).toEqual(done(3, { arrived: '2026-02-01' }));
    expect(dots([claim('DEPARTED', '2026-01-05', { leg: 'x' })], { legs: [] })).toEqual(
      done(2, { departed: '2026-01-05' }),
    );
  });
});

describe('the last and the next milestone', () => {
  const nextOf = (claims: MilestoneClaim[]) => {
    const shape = shapeOf([], claims);
    return deriveNext(claims, shape, evidenceOf(claims, shape), []);
  };
  /** The texts of both. */
  function next(...claims: MilestoneClaim[]) {
    const found = nextOf(claims);
    return [found.last?.moment.text ?? null, found.next?.moment.text ?? null];
  }
  const will = (code: MilestoneCode, text: string, details: Parameters<typeof claim>[2] = {}) =>
    claim(code, text, { classifier: 'EST', ...details });

  it('are the last fact and the first expected milestone', () => {
    const claims = [
      claim('PICKED_UP', '2026-01-02'),
      claim('DEPARTED', '2026-01-05'),
      will('ARRIVED', '2026-02-01'),
      will('DELIVERED', '2026-02-09'),
    ];
    expect(next(...claims)).toEqual(['2026-01-05', '2026-02-01']);
    expect(next(...claims.reverse())).toEqual(['2026-01-05', '2026-02-01']);
    expect(next()).toEqual([null, null]);
  });

  it('are ordered by key if their times are equal', () => {
    const [b, a] = [claim('DISCHARGED', '2026-02-01', { key: 'b' }), claim('ARRIVED', '2026-02-01', { key: 'a' })];
    for (const claims of [
      [a, b],
      [b, a],
    ])
      expect(nextOf(claims).last?.key).toBe('b');
    const [d, c] = [will('DISCHARGED', '2026-02-01', { key: 'd' }), will('ARRIVED', '2026-02-01', { key: 'c' })];
    for (const claims of [
      [c, d],
      [d, c],
    ])
      expect(nextOf(claims).next?.key).toBe('c');
  });

  it('omit expected milestones that have happened on that leg, container and instance', () => {
    const fact = claim('ARRIVED', '2026-02-02', { leg: 'a' });
    expect(next(fact, will('ARRIVED', '2026-02-01', { leg: 'a' }))).toEqual(['2026-02-02', null]);
    expect(next(fact, will('ARRIVED', '2026-02-05', { leg: 'b' }))).toEqual(['2026-02-02', '2026-02-05']);
    expect(
      next(
        claim('LOADED', '2026-02-02', { leg: 'a', container: 'c1' }),
        will('LOADED', '2026-02-05', { leg: 'a', container: 'c2' }),
      )[1],
    ).toBe('2026-02-05');
    expect(
      next(
        claim('CHECK_CALL', '2026-02-02', { instance: 'a', leg: 'x' }),
        will('CHECK_CALL', '2026-02-05', { instance: 'b', leg: 'x' }),
      )[1],
    ).toBe('2026-02-05');
  });

  it('prefer the estimate to the plan of the same milestone', () => {
    const plan = will('ARRIVED', '2026-02-01', { classifier: 'PLN' });
    expect(next(plan)).toEqual([null, '2026-02-01']);
    expect(next(plan, will('ARRIVED', '2026-02-03'))).toEqual([null, '2026-02-03']);
  });

  it('omit exceptions', () => {
    expect(
      next(will('FREE_TIME_EXPIRING', '2026-02-01', { classifier: 'PLN' }), will('DELIVERED', '2026-02-05')),
    ).toEqual([null, '2026-02-05']);
  });

  it('omit milestones that precede the latest facts', () => {
    const arrived = claim('ARRIVED', '2026-02-02');
    expect(next(arrived, will('PICKED_UP', '2026-02-01'))).toEqual(['2026-02-02', null]);
    expect(next(arrived, will('DEPARTED', '2026-02-03', { leg: 'mile' }))).toEqual(['2026-02-02', '2026-02-03']);
    expect(next(arrived, will('DISCHARGED', '2026-02-03'))).toEqual(['2026-02-02', '2026-02-03']);
    expect(next(arrived, will('ARRIVED', '2026-02-03', { container: 'c1' }))).toEqual(['2026-02-02', null]);
    const paper = claim('CUSTOMS_RELEASED', '2026-02-02');
    expect(next(paper, will('ARRIVED', '2026-02-03'))).toEqual(['2026-02-02', '2026-02-03']);
    const ofLeg = claim('ARRIVED', '2026-02-02', { leg: 'first' });
    expect(next(ofLeg, will('DEPARTED', '2026-02-03'))).toEqual(['2026-02-02', null]);
  });

  it('ignore superseded and implausible milestones', () => {
    expect(
      next(
        claim('ARRIVED', '2026-02-02', { standing: 'superseded' }),
        will('ARRIVED', '2026-02-03', { flag: 'implausible' }),
      ),
    ).toEqual([null, null]);
  });
});

import { describe, expect, it } from 'vitest';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import { claim, routeLeg } from '#tests/support/claims.ts';
import { at } from '#tests/support/shipment-rows.ts';
import type { MilestoneClaim } from './milestones.ts';
import type { RouteLeg } from './route.ts';
import { mayBeFinalArrival, proofOf, shapeOf } from './route-position.ts';

const FACTORY = at('Factory', { country: 'CN' });
const YANTIAN = at('Yantian', { country: 'CN', unlocode: 'CNYTN' });
const SINGAPORE = at('Singapore', { country: 'SG', unlocode: 'SGSIN' });
const KLANG = at('Port Klang', { country: 'MY', unlocode: 'MYPKG' });
const ANGELES = at('Los Angeles', { country: 'US', unlocode: 'USLAX' });
const OAKLAND = at('Oakland', { country: 'US', unlocode: 'USOAK' });
const BUSAN = at('Busan', { country: 'KR', unlocode: 'KRPUS' });
const RAMP = at('Chicago ramp', { country: 'US' });
const DOOR = at('Reno warehouse', { country: 'US' });

const leg = (id: string, mode: NonNullable<RouteLeg['fields']['mode']>, origin: Place, destination: Place) =>
  routeLeg(id, { mode, origin, destination }, mode === 'ocean');
const haul = leg('haul', 'truck', FACTORY, YANTIAN);
const first = leg('first', 'ocean', YANTIAN, SINGAPORE);
const last = leg('last', 'ocean', SINGAPORE, ANGELES);
const train = leg('train', 'rail', ANGELES, RAMP);
const mile = leg('mile', 'truck', RAMP, DOOR);
const WHOLE = [haul, first, last, train, mile];

const sailed = (of: string, text: string) => claim('DEPARTED', text, { leg: of });
/** The stage that a fact proves on the whole route after some departures, or on another route. */
function stage(fact: MilestoneClaim, departures: MilestoneClaim[] = [], legs = WHOLE): string | undefined {
  const proof = proofOf(fact, shapeOf(legs, departures));
  return proof && (proof.stage === 'in_transit' && proof.rank > 75 ? 'onward' : proof.stage);
}
const seen = (code: MilestoneCode, place: Place, text = '2026-02-01') => claim(code, text, { place });

describe('the route', () => {
  it('has its main carriage, and the departures of its legs by current, plausible facts', () => {
    const shape = shapeOf(WHOLE, [
      sailed('first', '2026-01-05'),
      claim('DEPARTED', '2026-01-06', { leg: 'last', classifier: 'EST' }),
      claim('DEPARTED', '2026-01-06', { leg: 'train', standing: 'superseded' }),
      claim('DEPARTED', '2026-01-06', { leg: 'mile', flag: 'future' }),
      claim('DEPARTED', '2026-01-06'),
      claim('ARRIVED', '2026-01-06', { leg: 'haul' }),
    ]);
    expect(shape).toMatchObject({ firstMain: 1, lastMain: 2 });
    expect([...shape.departures]).toEqual([['first', expect.objectContaining({ text: '2026-01-05' })]]);
    expect([...shape.positions]).toEqual([
      ['haul', 0],
      ['first', 1],
      ['last', 2],
      ['train', 3],
      ['mile', 4],
    ]);
    expect(shapeOf([], [])).toMatchObject({ firstMain: -1, lastMain: -1 });
  });
});

describe('a fact proves', () => {
  it('no stage if its code proves none', () => {
    expect(stage(claim('CUSTOMS_HOLD', '2026-02-01'))).toBeUndefined();
    expect(stage(claim('EMPTY_RETURNED', '2026-02-01'))).toBeUndefined();
  });

  it('its default stage, if it is administrative or without a route', () => {
    expect(proofOf(claim('BOOKING_CONFIRMED', '2026-02-01'), shapeOf(WHOLE, []))).toEqual({
      stage: 'booked',
      rank: 40,
    });
    expect(stage(claim('ARRIVED', '2026-02-01', { place: BUSAN }), [], [])).toBe('arrived');
  });

  it('its default stage also if it is administrative and has a leg', () => {
    expect(stage(claim('BOOKING_CONFIRMED', '2026-02-01', { leg: 'first' }))).toBe('booked');
  });

  it('the stage on its leg, at any place', () => {
    expect(stage(claim('ARRIVED', '2026-02-01', { leg: 'first', place: ANGELES }))).toBe('in_transit');
    expect(stage(claim('ARRIVED', '2026-02-01', { leg: 'haul' }))).toBe('at_origin');
  });

  it('the stage at its place, if its leg is not on the route', () => {
    expect(stage(claim('ARRIVED', '2026-02-01', { leg: 'gone', place: SINGAPORE }))).toBe('in_transit');
  });
});

describe('at its place, a fact without a leg', () => {
  it.each<[string, MilestoneCode, Place, string]>([
    ['is picked up at the factory', 'PICKED_UP', FACTORY, 'at_origin'],
    ['arrives at the port of loading with the pre-carriage', 'ARRIVED', YANTIAN, 'at_origin'],
    ['is loaded at the port of loading', 'LOADED', YANTIAN, 'at_origin'],
    ['leaves the port of loading', 'DEPARTED', YANTIAN, 'in_transit'],
    ['is loaded again at the transshipment port', 'LOADED', SINGAPORE, 'in_transit'],
    ['arrives at the port of discharge', 'ARRIVED', ANGELES, 'arrived'],
    ['is picked up at the port of discharge for the train', 'PICKED_UP', ANGELES, 'onward'],
    ['arrives at the ramp', 'ARRIVED', RAMP, 'onward'],
    ['leaves the ramp for the door', 'OUT_FOR_DELIVERY', RAMP, 'delivering'],
    ['arrives at the door', 'ARRIVED', DOOR, 'at_destination'],
    ['is at the door when it departs there', 'DEPARTED', DOOR, 'at_destination'],
    ['is at origin when it arrives at the start of the journey', 'ARRIVED', FACTORY, 'at_origin'],
    ['is in transit at a port outside the route', 'DISCHARGED', BUSAN, 'in_transit'],
    ['is in transit at a port of the country of loading', 'ARRIVED', at('Ningbo', { country: 'CN' }), 'in_transit'],
    ['is in transit at a port of unknown country', 'ARRIVED', at('Somewhere'), 'in_transit'],
    ['has arrived at another port of the country of discharge', 'ARRIVED', OAKLAND, 'arrived'],
    ['is unloaded at a door in another spelling', 'UNLOADING', at('Reno whse', { country: 'US' }), 'at_destination'],
    ['is transloaded, at a port only', 'TRANSLOADED', BUSAN, 'in_transit'],
    ['is available, at a port only', 'AVAILABLE_FOR_PICKUP', BUSAN, 'in_transit'],
  ])('%s', (_what, code, place, expected) => {
    expect(stage(seen(code, place), [sailed('first', '2026-01-05'), sailed('last', '2026-01-14')])).toBe(expected);
  });

  it('is arrived if it leaves the end of the journey', () => {
    expect(stage(seen('DEPARTED', ANGELES), [], [first, last])).toBe('arrived');
  });

  it('is in transit at a place of unknown country', () => {
    const vague = [routeLeg('1', { mode: 'ocean', origin: at('A'), destination: at('B') }, true)];
    expect(stage(seen('ARRIVED', at('C')), [], vague)).toBe('in_transit');
  });

  it('is in transit in the country of discharge if one of several vessels departs there too', () => {
    const savannah = at('Savannah', { country: 'US', unlocode: 'USSAV' });
    const colon = at('Colon', { country: 'PA' });
    const both = [leg('1', 'ocean', savannah, colon), leg('2', 'ocean', colon, ANGELES)];
    expect(stage(seen('ARRIVED', OAKLAND), [], both)).toBe('in_transit');
  });

  it('is in transit where a later vessel departs, and at origin where the first one does', () => {
    const gap = [first, leg('last', 'ocean', KLANG, ANGELES)];
    expect(stage(seen('ARRIVED', KLANG), [], gap)).toBe('in_transit');
    expect(stage(seen('ARRIVED', YANTIAN), [], gap)).toBe('at_origin');
  });

  it('is in transit at another port of a country where the main carriage both starts and ends', () => {
    const coastal = [leg('1', 'ocean', at('Savannah', { country: 'US', unlocode: 'USSAV' }), ANGELES)];
    expect(stage(seen('ARRIVED', OAKLAND), [], coastal)).toBe('in_transit');
  });

  it('proves its default stage if the end of the main carriage is unknown', () => {
    expect(stage(seen('ARRIVED', BUSAN), [], [routeLeg('1', { mode: 'ocean', origin: YANTIAN }, true)])).toBe(
      'arrived',
    );
  });
});

describe('at a place where several legs end', () => {
  const [hub, depot] = [at('Hub'), at('Depot')];
  const trip = ['one', 'two', 'three'].map((id, position) => {
    const [from, to] = [
      [FACTORY, hub],
      [hub, depot],
      [depot, hub],
    ][position] as [Place, Place];
    return routeLeg(id, { mode: 'truck', origin: from, destination: to }, true);
  });
  const left = [sailed('one', '2026-01-01T08:00:00Z'), sailed('three', '2026-01-05T08:00:00Z')];
  const arrived = (text: string) => stage(claim('ARRIVED', text, { place: hub }), left, trip);

  it('a fact belongs to the last leg that had departed by then', () => {
    expect(arrived('2026-01-03T08:00:00Z')).toBe('in_transit');
    expect(arrived('2026-01-06T08:00:00Z')).toBe('arrived');
    expect(arrived('2026-01-05T08:00:00Z')).toBe('arrived');
    expect(arrived('2026-01-05T07:59:00Z')).toBe('in_transit');
  });

  it('a fact with a day only belongs to a leg that departed on that day', () => {
    expect(arrived('2026-01-05')).toBe('arrived');
    expect(arrived('2026-01-04')).toBe('in_transit');
    expect(arrived('2026-01-05T07:59:00')).toBe('arrived');
  });

  it('a fact belongs to the first leg if the departures are unknown or later', () => {
    expect(stage(claim('ARRIVED', '2026-01-06', { place: hub }), [], trip)).toBe('in_transit');
    expect(arrived('2025-12-06')).toBe('in_transit');
  });

  it('a delivery belongs to the last leg', () => {
    expect(stage(claim('DELIVERED', '2026-01-03', { place: hub }), left, trip)).toBe('delivered');
  });
});

describe('without a place, a fact', () => {
  const both = [sailed('first', '2026-01-05'), sailed('last', '2026-01-14')];
  const early = [sailed('first', '2026-01-05')];
  it.each<[string, MilestoneCode, string, MilestoneClaim[], string]>([
    ['before the start of the main carriage is at origin', 'DELIVERED', '2026-01-03', both, 'at_origin'],
    ['on the day of that start is not', 'DELIVERED', '2026-01-05', early, 'delivered'],
    ['that is a departure is one, at any time', 'DEPARTED', '2026-01-03', both, 'in_transit'],
    ['of loading is at origin, at any time', 'LOADED', '2026-01-20', both, 'at_origin'],
    ['of loading is at origin also between two vessels', 'LOADED', '2026-01-10', both, 'at_origin'],
    ['before the departure of the last vessel is in transit', 'UNLOADING', '2026-01-13', both, 'in_transit'],
    ['on the day of that departure is not', 'UNLOADING', '2026-01-14', both, 'at_destination'],
    [
      'of a port is in transit before the departure of the last vessel',
      'DISCHARGED',
      '2026-02-01',
      early,
      'in_transit',
    ],
    [
      'of a stop is in transit if only others are known to have departed',
      'UNLOADING',
      '2026-02-01',
      early,
      'in_transit',
    ],
    ['of a partial delivery is in transit then too', 'DELIVERED_PART', '2026-02-01', early, 'in_transit'],
    ['of a stop proves its own stage without known departures', 'UNLOADING', '2026-02-01', [], 'at_destination'],
    [
      'of the delivery proves it, also without a reported departure of the last vessel',
      'DELIVERED',
      '2026-02-01',
      early,
      'delivered',
    ],
    ['of a port is in transit without known departures', 'ARRIVED', '2026-02-01', [], 'in_transit'],
  ])('%s', (_what, code, text, departures, expected) => {
    expect(stage(claim(code, text), departures)).toBe(expected);
  });

  it('proves its own stage after a single vessel without a reported departure', () => {
    expect(stage(claim('ARRIVED', '2026-02-01'), [], [last])).toBe('arrived');
    expect(stage(claim('ARRIVED', '2026-01-01'), [sailed('last', '2026-01-14')], [last])).toBe('at_origin');
  });

  it('of a stop is in transit while one of several has departed', () => {
    const three = [first, leg('middle', 'ocean', SINGAPORE, KLANG), leg('last', 'ocean', KLANG, ANGELES)];
    expect(stage(claim('UNLOADING', '2026-02-01'), [sailed('first', '2026-01-05')], three)).toBe('in_transit');
  });

  it('with a day only is compared by day', () => {
    const noon = claim('ARRIVED', '2026-01-14T12:00:00+08:00');
    const day = { ...noon, moment: { ...noon.moment, precision: 'day' as const } };
    const clock = [sailed('last', '2026-01-14T12:00:00Z')];
    expect(stage(day, clock, [last])).toBe('arrived');
    expect(stage(noon, clock, [last])).toBe('at_origin');
  });

  it('of a stop is not in transit because the pre-carriage departed', () => {
    expect(stage(claim('UNLOADING', '2026-02-01'), [sailed('haul', '2026-01-01')])).toBe('at_destination');
  });

  it('is compared by time if both have one', () => {
    const clock = [sailed('last', '2026-01-14T12:00:00Z')];
    expect(stage(claim('ARRIVED', '2026-01-14T11:59:00Z'), clock, [last])).toBe('at_origin');
    expect(stage(claim('ARRIVED', '2026-01-14T20:01:00+08:00'), clock, [last])).toBe('arrived');
    expect(stage(claim('ARRIVED', '2026-01-14T11:59:00'), clock, [last])).toBe('arrived');
  });
});

describe('an arrival without a leg may be that of the main carriage', () => {
  it.each<[string, Place | null, boolean]>([
    ['without a place', null, true],
    ['at its end', at('Los Angeles, CA'), true],
    ['not at a transshipment port', SINGAPORE, false],
    ['not at the port of loading', YANTIAN, false],
    ['not at the door', DOOR, false],
    ['at another port of the country', OAKLAND, true],
    ['not in another country', BUSAN, false],
  ])('%s', (_what, place, expected) => {
    expect(mayBeFinalArrival(claim('ARRIVED', '2026-02-01', { place }), shapeOf(WHOLE, []))).toBe(expected);
  });

  it('at any place, if the end is unknown', () => {
    expect(mayBeFinalArrival(seen('ARRIVED', BUSAN), shapeOf([], []))).toBe(true);
    expect(mayBeFinalArrival(seen('ARRIVED', BUSAN), shapeOf([routeLeg('1', { mode: 'ocean' }, true)], []))).toBe(true);
  });
});

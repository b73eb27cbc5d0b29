import { describe, expect, it } from 'vitest';
import { claim, routeLeg } from '#tests/support/claims.ts';
import type { RouteLeg } from './route.ts';
import { terminalTimes } from './terminal-times.ts';

const legs = {
  feeder: routeLeg('feeder', { mode: 'ocean' }, true),
  ship: routeLeg('ship', { mode: 'ocean' }, true),
  train: routeLeg('train', { mode: 'rail' }),
  truck: routeLeg('truck', { mode: 'truck' }),
};

function shapeOf(...route: RouteLeg[]) {
  const positions = new Map(route.map(({ externalId }, at) => [externalId, at]));
  const mains = route.flatMap(({ main }, at) => (main ? [at] : []));
  return { legs: route, positions, firstMain: mains.at(0) ?? -1, lastMain: mains.at(-1) ?? -1 };
}

const DIRECT = shapeOf(legs.ship, legs.truck);
const TRANSSHIPPED = shapeOf(legs.feeder, legs.ship, legs.truck);
const BY_TRAIN = shapeOf(legs.ship, legs.train, legs.truck);
const ON_FEEDER = claim('DISCHARGED', '2026-03-01T08:00:00Z', { leg: 'feeder' });
const ON_SHIP = claim('DISCHARGED', '2026-03-09T08:00:00Z', { leg: 'ship' });
const ON_TRAIN = claim('ARRIVED', '2026-03-12T08:00:00Z', { leg: 'train' });
const OFF_TRAIN = claim('DISCHARGED', '2026-03-13T08:00:00Z', { leg: 'train' });
const SHIP_ARRIVED = claim('ARRIVED', '2026-03-08T08:00:00Z', { leg: 'ship' });
const WITHOUT_LEG = claim('DISCHARGED', '2026-03-09T08:00:00Z');

describe('a container is discharged at the terminal where it is fetched', () => {
  it.each([
    ['from the vessel', DIRECT, [SHIP_ARRIVED, ON_SHIP], '2026-03-09T08:00:00.000Z'],
    ['not when the vessel arrives', DIRECT, [SHIP_ARRIVED], null],
    ['not for transshipment', TRANSSHIPPED, [ON_FEEDER], null],
    ['from the last of several vessels', TRANSSHIPPED, [ON_FEEDER, ON_SHIP], '2026-03-09T08:00:00.000Z'],
    ['not at the port where a train begins', BY_TRAIN, [ON_SHIP], null],
    ['when the train arrives at the ramp', BY_TRAIN, [ON_SHIP, ON_TRAIN], '2026-03-12T08:00:00.000Z'],
    ['rather when it comes off the train', BY_TRAIN, [ON_TRAIN, OFF_TRAIN], '2026-03-13T08:00:00.000Z'],
    ['without a leg, where one vessel carries it', DIRECT, [WITHOUT_LEG], '2026-03-09T08:00:00.000Z'],
    ['without a leg and without a route', shapeOf(), [WITHOUT_LEG], '2026-03-09T08:00:00.000Z'],
    ['not without a leg, where it may be a transshipment', TRANSSHIPPED, [WITHOUT_LEG], null],
    ['not without a leg, where a train carries it on', BY_TRAIN, [WITHOUT_LEG], null],
  ])('%s', (_what, shape, claims, expected) => {
    expect(terminalTimes(claims, shape)('c1').dischargedAt).toBe(expected);
  });

  it('only by a fact that counts: not an estimate, one that was withdrawn, or one in the future', () => {
    for (const details of [{ classifier: 'EST' }, { standing: 'retracted' }, { flag: 'future' }] as const)
      expect(terminalTimes([claim('DISCHARGED', '2026-03-09', { leg: 'ship', ...details })], DIRECT)('c1')).toEqual({
        dischargedAt: null,
        availableAt: null,
        returnedAt: null,
      });
  });
});

it('takes the times of a container from what is about it or the whole shipment, the first of several', () => {
  const claims = [
    claim('AVAILABLE_FOR_PICKUP', '2026-03-11T08:00:00Z', { container: 'c1' }),
    claim('AVAILABLE_FOR_PICKUP', '2026-03-10T08:00:00Z', { container: 'c1' }),
    claim('EMPTY_RETURNED', '2026-03-20T08:00:00Z', { container: 'c2' }),
    ON_SHIP,
  ];
  const timesOf = terminalTimes(claims, DIRECT);
  const dischargedAt = '2026-03-09T08:00:00.000Z';
  expect(timesOf('c1')).toEqual({ dischargedAt, availableAt: '2026-03-10T08:00:00.000Z', returnedAt: null });
  expect(timesOf('c2')).toEqual({ dischargedAt, availableAt: null, returnedAt: '2026-03-20T08:00:00.000Z' });
});

import { describe, expect, it } from 'vitest';
import { MILESTONE_CODES, type MilestoneCode, milestoneKind } from '#lib/model/milestone.ts';
import type { Stage } from '#lib/model/shipment.ts';
import { claim, routeLeg } from '#tests/support/claims.ts';
import { at } from '#tests/support/shipment-rows.ts';
import type { RouteLeg } from './route.ts';
import { shapeOf } from './route-position.ts';
import { stageOnLeg } from './stage-on-leg.ts';

const [FACTORY, YANTIAN, SINGAPORE, ANGELES, RAMP, DOOR, SHOP] = [
  'Factory',
  'Yantian',
  'Singapore',
  'Los Angeles',
  'Chicago ramp',
  'Reno warehouse',
  'Boise shop',
].map((name) => at(name)) as [ReturnType<typeof at>, ...ReturnType<typeof at>[]] as ReturnType<typeof at>[];

const haul = routeLeg('haul', { mode: 'truck', origin: FACTORY, destination: YANTIAN } as RouteLeg['fields']);
const first = routeLeg('first', { mode: 'ocean', origin: YANTIAN, destination: SINGAPORE } as RouteLeg['fields'], true);
const last = routeLeg('last', { mode: 'ocean', origin: SINGAPORE, destination: ANGELES } as RouteLeg['fields'], true);
const train = routeLeg('train', { mode: 'rail', origin: ANGELES, destination: RAMP } as RouteLeg['fields']);
const mile = routeLeg('mile', { mode: 'truck', origin: RAMP, destination: DOOR } as RouteLeg['fields']);
const WHOLE = [haul, first, last, train, mile];

/** In transit after the port of discharge: later than the arrival there, before out for delivery. */
const ONWARD = 'in_transit, beyond the arrival';

function stage(code: MilestoneCode, of: RouteLeg, legs = WHOLE, about: string[] | null = null): string {
  const proof = stageOnLeg(claim(code, '2026-02-01', { about }), legs.indexOf(of), shapeOf(legs, []));
  return proof.stage === 'in_transit' && proof.rank > 75 && proof.rank < 80 ? ONWARD : proof.stage;
}

const PHYSICAL = MILESTONE_CODES.filter((code) => milestoneKind(code).physical && milestoneKind(code).stage);
type Stages = Partial<Record<MilestoneCode, string>>;
const all = (legs: RouteLeg[], of: RouteLeg): Stages =>
  Object.fromEntries(PHYSICAL.map((code) => [code, stage(code, of, legs)]));

describe('the stage that each cargo milestone proves', () => {
  it('on pre-carriage: at origin', () => {
    expect(new Set(Object.values(all(WHOLE, haul)))).toEqual(new Set<Stage>(['at_origin']));
  });

  it('on the first vessel: at origin until the departure, then in transit', () => {
    expect(all(WHOLE, first)).toEqual({
      AT_PICKUP: 'at_origin',
      LOADING: 'at_origin',
      PICKED_UP: 'at_origin',
      LOADED: 'at_origin',
      DEPARTED: 'in_transit',
      ARRIVED: 'in_transit',
      DISCHARGED: 'in_transit',
      AVAILABLE_FOR_PICKUP: 'in_transit',
      TRANSLOADED: 'in_transit',
      OUT_FOR_DELIVERY: 'in_transit',
      UNLOADING: 'in_transit',
      DELIVERED_PART: 'in_transit',
      DELIVERY_COMPLETED: 'in_transit',
      DELIVERED: 'in_transit',
    });
  });

  it('on the last vessel: in transit until the arrival, then at most arrived, since the journey continues', () => {
    expect(all(WHOLE, last)).toEqual({
      AT_PICKUP: 'in_transit',
      LOADING: 'in_transit',
      PICKED_UP: 'in_transit',
      LOADED: 'in_transit',
      DEPARTED: 'in_transit',
      ARRIVED: 'arrived',
      DISCHARGED: 'arrived',
      AVAILABLE_FOR_PICKUP: 'arrived',
      TRANSLOADED: 'arrived',
      OUT_FOR_DELIVERY: 'in_transit',
      UNLOADING: 'arrived',
      DELIVERED_PART: 'arrived',
      DELIVERY_COMPLETED: 'arrived',
      DELIVERED: 'arrived',
    });
  });

  it('on the only vessel of a journey that ends at the port: its own stage', () => {
    expect(all([last], last)).toEqual({
      AT_PICKUP: 'at_origin',
      LOADING: 'at_origin',
      PICKED_UP: 'at_origin',
      LOADED: 'at_origin',
      DEPARTED: 'in_transit',
      ARRIVED: 'arrived',
      DISCHARGED: 'arrived',
      AVAILABLE_FOR_PICKUP: 'arrived',
      TRANSLOADED: 'arrived',
      OUT_FOR_DELIVERY: 'delivering',
      UNLOADING: 'at_destination',
      DELIVERED_PART: 'delivering',
      DELIVERY_COMPLETED: 'at_destination',
      DELIVERED: 'delivered',
    });
  });

  it('on the train from the port: in transit after the arrival, once it is loaded', () => {
    expect(all(WHOLE, train)).toEqual({
      AT_PICKUP: 'arrived',
      LOADING: 'arrived',
      PICKED_UP: ONWARD,
      LOADED: 'arrived',
      DEPARTED: ONWARD,
      ARRIVED: ONWARD,
      DISCHARGED: ONWARD,
      AVAILABLE_FOR_PICKUP: ONWARD,
      TRANSLOADED: 'arrived',
      OUT_FOR_DELIVERY: ONWARD,
      UNLOADING: ONWARD,
      DELIVERED_PART: ONWARD,
      DELIVERY_COMPLETED: ONWARD,
      DELIVERED: ONWARD,
    });
  });

  const BY_ROAD = {
    PICKED_UP: 'delivering',
    DEPARTED: 'delivering',
    ARRIVED: 'at_destination',
    DISCHARGED: 'at_destination',
    AVAILABLE_FOR_PICKUP: 'at_destination',
    OUT_FOR_DELIVERY: 'delivering',
    UNLOADING: 'at_destination',
    DELIVERED_PART: 'delivering',
    DELIVERY_COMPLETED: 'at_destination',
    DELIVERED: 'delivered',
  };
  const LOADING = { AT_PICKUP: ONWARD, LOADING: ONWARD, LOADED: ONWARD, TRANSLOADED: ONWARD };

  it('on the truck to the door: out for delivery, at destination, delivered', () => {
    expect(all(WHOLE, mile)).toEqual({ ...BY_ROAD, ...LOADING });
  });

  it('on a last leg without a mode: as on a truck', () => {
    const unknown = routeLeg('mile', { origin: RAMP, destination: DOOR } as RouteLeg['fields']);
    expect(all([haul, first, last, train, unknown], unknown)).toEqual({ ...BY_ROAD, ...LOADING });
  });

  it('on a last leg by rail: never out for delivery', () => {
    expect(all([haul, first, last, train], train)).toEqual({
      ...BY_ROAD,
      ...{ LOADING: 'arrived', AT_PICKUP: 'arrived', LOADED: 'arrived', TRANSLOADED: 'arrived' },
      ...{ PICKED_UP: ONWARD, DEPARTED: ONWARD, OUT_FOR_DELIVERY: ONWARD },
    });
  });
});

describe('two parallel trucks', () => {
  const other = routeLeg('other', { mode: 'truck', origin: RAMP, destination: SHOP } as RouteLeg['fields']);
  const legs = [haul, first, last, train, other, mile];

  it('each delivers its named containers, and for all containers only the last counts', () => {
    expect(stage('DELIVERED', other, legs, ['c1'])).toBe('delivered');
    expect(stage('DELIVERED', mile, legs, ['c2'])).toBe('delivered');
    expect(stage('DELIVERED', other, legs)).toBe(ONWARD);
    expect(stage('DELIVERED', mile, legs)).toBe('delivered');
  });

  it('one that ends where another starts is not the last of its containers', () => {
    const onward = routeLeg('onward', { mode: 'truck', origin: SHOP, destination: DOOR } as RouteLeg['fields']);
    expect(stage('DELIVERED', other, [first, last, other, onward], ['c1'])).toBe(ONWARD);
    expect(stage('DELIVERED', onward, [first, last, other, onward], ['c1'])).toBe('delivered');
    expect(stage('DELIVERED', mile, [first, last, onward, mile, train], ['c1'])).toBe('delivered');
  });

  it('one that ends at the origin, or stays in place, is the last of its containers', () => {
    const back = routeLeg('back', { mode: 'truck', origin: RAMP, destination: FACTORY } as RouteLeg['fields']);
    expect(stage('DELIVERED', back, [haul, first, last, back, mile], ['c1'])).toBe('delivered');
    const within = routeLeg('within', { mode: 'truck', origin: SHOP, destination: SHOP } as RouteLeg['fields']);
    const vague = routeLeg('vague', { mode: 'truck' });
    expect(stage('DELIVERED', within, [first, last, within, vague, mile], ['c1'])).toBe('delivered');
  });

  it('one without a destination is not the last', () => {
    const endless = routeLeg('endless', { mode: 'truck', origin: RAMP } as RouteLeg['fields']);
    expect(stage('DELIVERED', endless, [first, last, endless, mile], ['c1'])).toBe(ONWARD);
  });
});

import type { MilestoneCode } from '#lib/model/milestone.ts';
import { milestoneKind } from '#lib/model/milestone.ts';
import { STAGES, type Stage } from '#lib/model/shipment.ts';
import type { Moment } from '#lib/model/time.ts';
import { isSamePlace } from '#lib/places/same-place.ts';
import type { MilestoneClaim } from './milestones.ts';
import type { RouteLeg } from './route.ts';

/** The legs in the order of travel, and the actual departure of each. `firstMain` and `lastMain` are -1 without legs. */
export type RouteShape = {
  legs: readonly RouteLeg[];
  positions: ReadonlyMap<string, number>;
  firstMain: number;
  lastMain: number;
  departures: ReadonlyMap<string, Moment>;
};

/** A proven stage with its rank: one stage may have several (`IN_TRANSIT_INLAND`). */
export type Proof = { stage: Stage; rank: number };

const proof = (stage: Stage): Proof => ({ stage, rank: STAGES[stage].rank });
/** In transit on a leg behind the main carriage: ranks above `arrived`, since the cargo has left the terminal, and below `delivering`. */
const IN_TRANSIT_INLAND: Proof = { stage: 'in_transit', rank: STAGES.arrived.rank + 3 };

type Claimed = Pick<MilestoneClaim, 'code' | 'about'>;

/** The stage that a milestone of a leg proves: before the main carriage at origin, before its end in transit. */
export function stageOnLeg(claim: Claimed, at: number, shape: RouteShape): Proof {
  const { firstMain, lastMain } = shape;
  if (at < firstMain) return proof('at_origin');
  return at <= lastMain ? onMainCarriage(claim, at, shape) : onCarriage(claim, at, shape);
}

/** Milestones before a leg departs. */
const BEFORE_DEPARTURE = new Set<MilestoneCode>(['LOADED', 'AT_PICKUP', 'LOADING', 'PICKED_UP']);
/** Those of them, and others, that leave cargo that a truck is to carry on at the terminal. */
const BEFORE_TRUCK_LEAVES = new Set<MilestoneCode>(['LOADED', 'AT_PICKUP', 'LOADING', 'TRANSLOADED']);
const LEAVES = new Set<MilestoneCode>(['DEPARTED', 'OUT_FOR_DELIVERY']);
/** Milestones of a handover: if the journey continues, they prove only the arrival. */
const HANDOVER = new Set<MilestoneCode>(['UNLOADING', 'DELIVERED_PART', 'DELIVERY_COMPLETED', 'DELIVERED']);

function usualOf(code: MilestoneCode): Proof {
  return proof(milestoneKind(code).stage ?? 'unknown');
}

function onMainCarriage({ code }: Claimed, at: number, { legs, firstMain, lastMain }: RouteShape): Proof {
  if (BEFORE_DEPARTURE.has(code)) return proof(at === firstMain ? 'at_origin' : 'in_transit');
  if (at < lastMain) return proof('in_transit');
  if (at === legs.length - 1) return usualOf(code);
  if (code === 'OUT_FOR_DELIVERY') return proof('in_transit');
  return HANDOVER.has(code) ? proof('arrived') : usualOf(code);
}

function onCarriage(claim: Claimed, at: number, shape: RouteShape): Proof {
  const { code } = claim;
  const first = at === shape.lastMain + 1;
  if (BEFORE_TRUCK_LEAVES.has(code)) return first ? proof('arrived') : IN_TRANSIT_INLAND;
  if (!isFinal(claim, at, shape)) return IN_TRANSIT_INLAND;
  if (code === 'PICKED_UP' || LEAVES.has(code))
    return isOnRoad(shape.legs[at]) ? proof('delivering') : IN_TRANSIT_INLAND;
  return HANDOVER.has(code) ? usualOf(code) : proof('at_destination');
}

/**
 * Whether the journey ends with a leg. Of parallel legs each ends the journey of its containers; a milestone without a container
 * counts for all of them on the last leg.
 */
function isFinal({ about }: Claimed, at: number, { legs }: RouteShape): boolean {
  if (at === legs.length - 1) return true;
  const end = legs[at]?.fields.destination;
  if (!about || !end) return false;
  return !legs.some(({ fields: { origin } }, other) => other > at && origin && isSamePlace(origin, end));
}

/** Whether a leg is by road: cargo on the last road leg is out for delivery, cargo on a train is in transit. */
function isOnRoad(leg: RouteLeg | undefined): boolean {
  return (leg?.fields.mode ?? 'truck') === 'truck';
}

import type { MilestoneCode } from '#lib/model/milestone.ts';
import { milestoneKind } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import { STAGES, type Stage } from '#lib/model/shipment.ts';
import { dayOf, type Moment } from '#lib/model/time.ts';
import { countryOf, isSamePlace } from '#lib/places/same-place.ts';
import type { MilestoneClaim } from './milestones.ts';
import { AT_ORIGIN, legsOf } from './place-on-route.ts';
import type { RouteLeg } from './route.ts';
import { type Proof, type RouteShape, stageOnLeg } from './stage-on-leg.ts';

/** The route in the form that milestones are compared with: where the main carriage begins and ends, and when its legs departed. */
export function shapeOf(legs: readonly RouteLeg[], claims: readonly MilestoneClaim[]): RouteShape {
  const departures = new Map<string, Moment>();
  for (const { code, classifier, standing, flag, leg, moment } of claims) {
    if (leg && code === 'DEPARTED' && classifier === 'ACT' && standing === 'current' && !flag)
      departures.set(leg, moment);
  }
  return {
    legs,
    positions: new Map(legs.map((leg, at) => [leg.externalId, at])),
    firstMain: legs.findIndex((leg) => leg.main),
    lastMain: legs.findLastIndex((leg) => leg.main),
    departures,
  };
}

/** The stage that a milestone proves, by its leg, else its place, else its time. Undefined if its code proves no stage. */
export function proofOf(claim: MilestoneClaim, shape: RouteShape): Proof | undefined {
  const stage = milestoneKind(claim.code).stage;
  if (!stage) return undefined;
  const usual = { stage, rank: STAGES[stage].rank };
  if (!milestoneKind(claim.code).physical) return usual;
  const at = shape.positions.get(claim.leg ?? '');
  if (at !== undefined) return stageOnLeg(claim, at, shape);
  const placed = claim.place && proofAtPlace(claim, claim.place, shape);
  return placed ?? proofByTime(claim, usual, shape);
}

function proofAtPlace(claim: MilestoneClaim, place: Place, shape: RouteShape): Proof | undefined {
  const { legs, lastMain } = shape;
  const candidates = legsOf(claim.code, place, legs);
  if (candidates.length > 0) return stageOnLeg(claim, legAtTime(candidates, claim, shape), shape);
  const other = legs.findIndex(({ fields }) => {
    const end = AT_ORIGIN.has(claim.code) ? fields.destination : fields.origin;
    return end !== undefined && isSamePlace(end, place);
  });
  if (other >= 0)
    return AT_ORIGIN.has(claim.code) ? stageOnLeg(arrivalOf(claim), other, shape) : proofAtOriginOf(other, shape);
  const end = legs[lastMain]?.fields.destination;
  if (!end || !AT_PORT.has(claim.code) || isInCountryOf(end, place, shape)) return undefined;
  return IN_TRANSIT;
}

/** Milestones at ports: at a port that is not on the route the cargo is in transit. Door addresses vary too much for this rule. */
const AT_PORT = new Set<MilestoneCode>(['ARRIVED', 'DISCHARGED', 'AVAILABLE_FOR_PICKUP', 'TRANSLOADED']);
const IN_TRANSIT: Proof = { stage: 'in_transit', rank: STAGES.in_transit.rank };
const AT_ORIGIN_STAGE: Proof = { stage: 'at_origin', rank: STAGES.at_origin.rank };

const arrivalOf = (claim: MilestoneClaim): MilestoneClaim => ({ ...claim, code: 'ARRIVED' });

/** The stage of cargo that is at the origin of a leg. */
function proofAtOriginOf(at: number, { firstMain }: RouteShape): Proof {
  return at <= firstMain ? AT_ORIGIN_STAGE : IN_TRANSIT;
}

/** Whether a place is in the country where the main carriage ends, and the main carriage departs nowhere in that country. */
function isInCountryOf(end: Place, place: Place, { legs }: RouteShape): boolean {
  const country = countryOf(place);
  if (country === null || countryOf(end) !== country) return false;
  return !legs.some(({ main, fields }) => main && fields.origin && countryOf(fields.origin) === country);
}

/** Of several legs that begin or end at one place, the last one that had departed at the time of the claim; for a delivery the last one. */
function legAtTime(candidates: readonly number[], { code, moment }: MilestoneClaim, shape: RouteShape): number {
  if (code === 'DELIVERED') return candidates.at(-1) as number;
  const left = candidates.filter((at) => {
    const departed = shape.departures.get(shape.legs[at]?.externalId ?? '');
    return departed !== undefined && !isEarlier(moment, departed);
  });
  return left.at(-1) ?? (candidates[0] as number);
}

/**
 * Without a place the time decides: before the departure of the main carriage the cargo was at origin; before the departure of its last
 * leg, in transit.
 */
function proofByTime({ code, moment }: MilestoneClaim, usual: Proof, shape: RouteShape): Proof {
  const { legs, firstMain, lastMain, departures } = shape;
  const departed = (at: number) => departures.get(legs[at]?.externalId ?? '');
  const [first, last] = [departed(firstMain), departed(lastMain)];
  if (code !== 'DEPARTED' && first && isEarlier(moment, first)) return AT_ORIGIN_STAGE;
  if (usual.rank <= IN_TRANSIT.rank || firstMain === lastMain) return usual;
  if (last ? isEarlier(moment, last) : AT_PORT.has(code)) return IN_TRANSIT;
  return !last && AT_STOP.has(code) && isUnderWay(shape) ? IN_TRANSIT : usual;
}

/** Milestones of a truck at each of its stops. */
const AT_STOP = new Set<MilestoneCode>(['UNLOADING', 'DELIVERED_PART']);

/** Whether a leg of the main carriage before the last one has departed. */
function isUnderWay({ legs, firstMain, lastMain, departures }: RouteShape): boolean {
  return legs.slice(firstMain, lastMain).some(({ main, externalId }) => main && departures.has(externalId));
}

/**
 * The stage of a reported status, given the position on the route. For a truck with several stops, arrival or unloading before the last
 * stop is still in transit. `arrived` refers to the next stop, `at_destination` to the stop that was reached.
 */
export function stageOfStatus(stage: Stage, shape: RouteShape, proofs: readonly { claim: MilestoneClaim }[]): Stage {
  const { legs, firstMain, lastMain, positions, departures } = shape;
  const isHauled = firstMain === 0 && lastMain === legs.length - 1 && legs[0]?.fields.mode === 'truck';
  if (!isHauled || (stage !== 'arrived' && stage !== 'at_destination')) return stage;
  const reached = new Set(proofs.flatMap(({ claim }) => (claim.code === 'ARRIVED' && claim.leg ? [claim.leg] : [])));
  const hasOnlyLastAhead = legs.slice(0, lastMain).every(({ externalId }) => reached.has(externalId));
  if (stage === 'arrived' && hasOnlyLastAhead) return stage;
  const isOnLast = proofs.some(({ claim }) => claim.leg !== null && positions.get(claim.leg) === lastMain);
  const hasLeft = departures.has(legs[lastMain]?.externalId ?? '');
  return isUnderWay(shape) && !isOnLast && !hasLeft ? 'in_transit' : stage;
}

/** Compares by time where both have one, else by day. */
function isEarlier(a: Moment, b: Moment): boolean {
  const exact = [a, b].every(({ precision, offset }) => precision === 'time' && offset !== null);
  return exact ? a.at < b.at : dayOf(a) < dayOf(b);
}

/** Whether an arrival without a leg may be the one at the end of the main carriage: it states no other place of the route. */
export function mayBeFinalArrival({ place }: MilestoneClaim, shape: RouteShape): boolean {
  const end = shape.legs[shape.lastMain]?.fields.destination;
  if (!place || !end || isSamePlace(place, end)) return true;
  const called = shape.legs.some(({ fields }) =>
    [fields.origin, fields.destination].some((call) => call && isSamePlace(call, place)),
  );
  return !called && isInCountryOf(end, place, shape);
}

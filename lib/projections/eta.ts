import { type MilestoneCode, milestoneKind } from '#lib/model/milestone.ts';
import { PROGRESS_STEPS, type Progress, STAGES, type Stage } from '#lib/model/shipment.ts';
import type { Moment } from '#lib/model/time.ts';
import { windowEnd } from '#lib/model/time-window.ts';
import { type Evidence, slowestOf } from './evidence.ts';
import { compareSources, type Source } from './ledger.ts';
import type { MilestoneClaim } from './milestones.ts';
import { mayBeFinalArrival, proofOf } from './route-position.ts';
import type { RouteShape } from './stage-on-leg.ts';

export type Eta = {
  eta: MilestoneClaim | null;
  baseline: Moment | null;
  baselineKind: 'planned' | 'first_estimate' | null;
  arrived: MilestoneClaim | null;
};

/**
 * The expected or actual arrival at the end of the main carriage; if the shipment has no arrival, its delivery. The baseline is
 * the plan, or without a plan the first estimate. Both count only for the current place: `endSince` is the event that first
 * stated the current end of a route that had another one. An estimate before the departure that had happened by then was a mistake, and
 * promised nothing. A plan does not change with the departure, and may be learned after it.
 */
export function deriveEta(
  claims: readonly MilestoneClaim[],
  shape: RouteShape,
  containers: readonly string[],
  endSince: Source | null,
): Eta {
  const departed = lastDeparture(claims, shape);
  const sameEnd = (claim: MilestoneClaim) => endSince === null || compareSources(claim.first, endSince) >= 0;
  const isArrival = arrivalTest(claims, shape, containers);
  const relevant = claims.filter((claim) => !claim.flag && isArrival(claim));
  const current = (classifier: string) =>
    relevant.find((claim) => claim.classifier === classifier && claim.standing === 'current') ?? null;
  const estimates = relevant.filter(
    (claim) => claim.classifier === 'EST' && sameEnd(claim) && !isImpossible(claim, departed),
  );
  const first = estimates.reduce<MilestoneClaim | null>(
    (best, claim) => (best && compareSources(best.first, claim.first) <= 0 ? best : claim),
    null,
  );
  const planned = current('PLN');
  const plan = planned && sameEnd(planned) ? planned : null;
  return {
    eta: current('EST') ?? planned,
    baseline: plan?.moment ?? first?.moment ?? null,
    baselineKind: plan ? 'planned' : first ? 'first_estimate' : null,
    arrived: current('ACT'),
  };
}

/** The last actual departure of the main carriage, milliseconds since 1970; `-Infinity` before it. */
function lastDeparture(claims: readonly MilestoneClaim[], { legs }: RouteShape): number {
  const main = new Set(legs.flatMap((leg) => (leg.main ? leg.externalId : [])));
  const departures = claims.filter(
    ({ code, classifier, standing, flag, leg }) =>
      code === 'DEPARTED' && classifier === 'ACT' && standing === 'current' && !flag && leg !== null && main.has(leg),
  );
  return Math.max(...departures.map(({ moment }) => Date.parse(moment.at)));
}

/** A day ends in the last time zone of the world 36 hours after it began in UTC. */
const LAST_DAY_END_MS = 36 * 3_600_000;

/**
 * Whether an estimated arrival was stated after the departure, and before it in time. What was promised before a late departure was
 * possible.
 */
function isImpossible({ moment, first }: MilestoneClaim, departed: number): boolean {
  const latest = Date.parse(windowEnd(moment).at) + (moment.precision === 'day' ? LAST_DAY_END_MS : 0);
  return Date.parse(first.reportedAt) >= departed && latest < departed;
}

/** Selects the claims of the arrival at the end of the last main leg, of all containers. */
function arrivalTest(
  all: readonly MilestoneClaim[],
  shape: RouteShape,
  containers: readonly string[],
): (claim: MilestoneClaim) => boolean {
  const last = shape.legs[shape.lastMain]?.externalId ?? null;
  const ofWhole = (one: MilestoneClaim) => one.code === 'ARRIVED' && !one.leg && mayBeFinalArrival(one, shape);
  const ofLeg = last !== null && all.some((one) => one.code === 'ARRIVED' && one.leg === last);
  const arrivals = ofLeg || all.some(ofWhole);
  return (claim) => {
    const { code, leg, container, classifier, about } = claim;
    if (container || (classifier === 'ACT' && !isOfAll(about, containers))) return false;
    if (!arrivals) return code === 'DELIVERED' && !leg;
    return ofLeg ? code === 'ARRIVED' && leg === last : ofWhole(claim) && !isOnTheWay(claim, shape);
  };
}

/** Whether a milestone applies to the whole shipment: it states no container, or all known ones. */
function isOfAll(about: MilestoneClaim['about'], containers: readonly string[]): boolean {
  return about === null || (containers.length > 0 && containers.every((one) => about.includes(one)));
}

/** Whether an actual milestone proves only that the cargo is in transit: then it is not the arrival, even if its code is `ARRIVED`. */
function isOnTheWay(claim: MilestoneClaim, shape: RouteShape): boolean {
  return claim.classifier === 'ACT' && (proofOf(claim, shape)?.rank ?? 0) <= STAGES.in_transit.rank;
}

const STEP_CODES: Record<(typeof PROGRESS_STEPS)[number], readonly MilestoneCode[]> = {
  booked: ['BOOKING_CONFIRMED', 'SHIPMENT_CREATED', 'DISPATCHED'],
  picked_up: ['PICKED_UP', 'LOADING', 'LOADED'],
  departed: ['DEPARTED'],
  arrived: ['ARRIVED', 'DISCHARGED', 'AVAILABLE_FOR_PICKUP'],
  delivering: ['OUT_FOR_DELIVERY', 'UNLOADING', 'DELIVERED_PART', 'DELIVERY_COMPLETED'],
  delivered: ['DELIVERED'],
};

/** The progress step that a stage completes. */
const STEP_OF: Partial<Record<Stage, (typeof PROGRESS_STEPS)[number]>> = {
  at_origin: 'picked_up',
  in_transit: 'departed',
  arrived: 'arrived',
  delivering: 'delivering',
  at_destination: 'delivering',
  delivered: 'delivered',
};

/**
 * The six progress steps. A step is done when it, or a later one, has happened to every container. Departure and arrival are
 * those of the main carriage as a whole: each milestone counts for the step that it proves, given its position on the route.
 */
export function deriveProgress(
  claims: readonly MilestoneClaim[],
  shape: RouteShape,
  proofs: readonly Evidence[],
  containers: readonly string[],
): Progress {
  const known = claims.filter((claim) => claim.standing === 'current' && !claim.flag);
  const { slowest } = slowestOf(proofs, containers);
  const reached = slowest ? PROGRESS_STEPS.indexOf(stepOf(slowest)) : 0;
  const steps = PROGRESS_STEPS.map((step) => {
    const own = known.filter((claim) => STEP_CODES[step].includes(claim.code) && counts(claim, step, shape));
    return { step, actual: earliest(own, 'ACT'), expected: earliest(own, 'EST') ?? earliest(own, 'PLN') };
  });
  const done = Math.min(
    steps.findLastIndex(({ actual }) => actual !== null),
    reached,
  );
  return steps.map(({ step, actual, expected }, at) => ({
    step,
    state: at <= done ? 'done' : at === done + 1 ? 'next' : 'ahead',
    moment: (at <= done ? actual : expected)?.moment ?? null,
  }));
}

/** Cargo in transit beyond the port of discharge has arrived there. */
function stepOf({ stage, rank }: Evidence): (typeof PROGRESS_STEPS)[number] {
  return rank > STAGES.arrived.rank && stage === 'in_transit' ? 'arrived' : (STEP_OF[stage] ?? 'booked');
}

function counts(claim: MilestoneClaim, step: string, shape: RouteShape): boolean {
  if (!milestoneKind(claim.code).physical) return true;
  const main = shape.legs.filter((leg) => leg.main);
  if (step === 'departed') return !claim.leg || main.length === 0 || main[0]?.externalId === claim.leg;
  const proof = proofOf(claim, shape);
  return proof !== undefined && STEP_OF[proof.stage] === step;
}

function earliest(claims: readonly MilestoneClaim[], classifier: string): MilestoneClaim | null {
  return claims
    .filter((claim) => claim.classifier === classifier)
    .reduce<MilestoneClaim | null>((best, claim) => (best && best.moment.at <= claim.moment.at ? best : claim), null);
}

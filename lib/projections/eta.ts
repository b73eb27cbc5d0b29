import { type MilestoneCode, milestoneKind } from '#lib/model/milestone.ts';
import { PROGRESS_STEPS, type Progress, STAGES, type Stage } from '#lib/model/shipment.ts';
import type { Moment } from '#lib/model/time.ts';
import { type Evidence, evidenceOf, slowestOf } from './evidence.ts';
import { compareSources, type Source } from './ledger.ts';
import type { MilestoneClaim } from './milestones.ts';
import { mayBeEnd, proofOf } from './route-position.ts';
import type { RouteShape } from './stage-on-leg.ts';

export type Eta = {
  eta: MilestoneClaim | null;
  baseline: Moment | null;
  baselineKind: 'planned' | 'first_estimate' | null;
  arrived: MilestoneClaim | null;
};

/**
 * The arrival that people wait for: at the end of the main carriage; where the shipment has no arrival, its delivery.
 * The drift is measured from the plan, or where nobody stated one from the first estimate ever given. Both count only if
 * they were for the same place: `endSince` is the event that first named the present end of a route that had another.
 */
export function deriveEta(
  claims: readonly MilestoneClaim[],
  shape: RouteShape,
  containers: readonly string[],
  endSince: Source | null,
): Eta {
  const sameEnd = (claim: MilestoneClaim) => endSince === null || compareSources(claim.first, endSince) >= 0;
  const isArrival = arrivalTest(claims, shape, containers);
  const relevant = claims.filter((claim) => !claim.flag && isArrival(claim));
  const current = (classifier: string) =>
    relevant.find((claim) => claim.classifier === classifier && claim.standing === 'current') ?? null;
  const estimates = relevant.filter((claim) => claim.classifier === 'EST' && sameEnd(claim));
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

/** Tells the claims of the arrival at the end of the last main leg, of all containers, from all others. */
function arrivalTest(
  all: readonly MilestoneClaim[],
  shape: RouteShape,
  containers: readonly string[],
): (claim: MilestoneClaim) => boolean {
  const last = shape.legs[shape.lastMain]?.externalId ?? null;
  const ofWhole = (one: MilestoneClaim) => one.code === 'ARRIVED' && !one.leg && mayBeEnd(one, shape);
  const ofLeg = last !== null && all.some((one) => one.code === 'ARRIVED' && one.leg === last);
  const arrivals = ofLeg || all.some(ofWhole);
  return (claim) => {
    const { code, leg, container, classifier, about } = claim;
    if (container || (classifier === 'ACT' && !isOfAll(about, containers))) return false;
    if (!arrivals) return code === 'DELIVERED' && !leg;
    return ofLeg ? code === 'ARRIVED' && leg === last : ofWhole(claim) && !isOnTheWay(claim, shape);
  };
}

/** Whether a milestone is about the whole shipment: of no container in particular, or of each that is known. */
function isOfAll(about: MilestoneClaim['about'], containers: readonly string[]): boolean {
  return about === null || (containers.length > 0 && containers.every((one) => about.includes(one)));
}

/** A fact that proves no more than that the goods are under way is no arrival, whatever it is called. */
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

/** The dot that a stage fills. */
const STEP_OF: Partial<Record<Stage, (typeof PROGRESS_STEPS)[number]>> = {
  at_origin: 'picked_up',
  in_transit: 'departed',
  arrived: 'arrived',
  delivering: 'delivering',
  at_destination: 'delivering',
  delivered: 'delivered',
};

/**
 * The six dots. A step is done when it, or any later one, is known to have happened to every container. Departure and arrival mean
 * those of the main carriage as a whole: each milestone counts for the step that it proves by where it lies on the route.
 */
export function deriveProgress(
  claims: readonly MilestoneClaim[],
  shape: RouteShape,
  containers: readonly string[],
): Progress {
  const known = claims.filter((claim) => claim.standing === 'current' && !claim.flag);
  const { slowest } = slowestOf(
    evidenceOf(known, shape).filter(({ claim }) => milestoneKind(claim.code).physical),
    containers,
  );
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

/** What is under way beyond the port of discharge has arrived there. */
function stepOf({ stage, rank }: Evidence): (typeof PROGRESS_STEPS)[number] {
  return rank > STAGES.arrived.rank && stage === 'in_transit' ? 'arrived' : (STEP_OF[stage] ?? 'booked');
}

function counts(claim: MilestoneClaim, step: string, shape: RouteShape): boolean {
  if (step === 'booked' || !milestoneKind(claim.code).physical) return true;
  const main = shape.legs.filter((leg) => leg.main);
  if (step === 'departed') return !claim.leg || main.length === 0 || main[0]?.externalId === claim.leg;
  const proof = proofOf(claim, shape);
  return proof !== undefined && (STEP_OF[proof.stage] === step || shape.lastMain < 0);
}

function earliest(claims: readonly MilestoneClaim[], classifier: string): MilestoneClaim | null {
  return claims
    .filter((claim) => claim.classifier === classifier)
    .reduce<MilestoneClaim | null>((best, claim) => (best && best.moment.at <= claim.moment.at ? best : claim), null);
}

import { MILESTONE_CODES, type MilestoneCode, milestoneKind } from '#lib/model/milestone.ts';
import { PROGRESS_STEPS, type Progress } from '#lib/model/shipment.ts';
import type { Moment } from '#lib/model/time.ts';
import { compareSources, type Source } from './ledger.ts';
import type { MilestoneClaim } from './milestones.ts';
import type { RouteLeg } from './route.ts';

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
export function deriveEta(claims: readonly MilestoneClaim[], route: readonly RouteLeg[], endSince: Source | null): Eta {
  const last = route.findLast((leg) => leg.main)?.externalId ?? null;
  const sameEnd = (claim: MilestoneClaim) => endSince === null || compareSources(claim.first, endSince) >= 0;
  const isArrival = arrivalTest(claims, last);
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

/** Tells the claims of the arrival at the end of the last main leg from all others. */
function arrivalTest(all: readonly MilestoneClaim[], lastLeg: string | null): (claim: MilestoneClaim) => boolean {
  const arrivals = all.some((one) => one.code === 'ARRIVED' && (one.leg === lastLeg || !one.leg));
  const ofLeg = lastLeg !== null && all.some((one) => one.code === 'ARRIVED' && one.leg === lastLeg);
  return ({ code, leg, container }) => {
    if (container) return false;
    if (!arrivals) return code === 'DELIVERED' && !leg;
    return code === 'ARRIVED' && (ofLeg ? leg === lastLeg : !leg);
  };
}

const STEP_CODES: Record<(typeof PROGRESS_STEPS)[number], readonly MilestoneCode[]> = {
  booked: ['BOOKING_CONFIRMED', 'SHIPMENT_CREATED', 'DISPATCHED'],
  picked_up: ['PICKED_UP', 'LOADING', 'LOADED'],
  departed: ['DEPARTED'],
  arrived: ['ARRIVED', 'DISCHARGED', 'AVAILABLE_FOR_PICKUP'],
  delivering: ['OUT_FOR_DELIVERY', 'UNLOADING', 'DELIVERED_PART', 'DELIVERY_COMPLETED'],
  delivered: ['DELIVERED'],
};

/** The six dots. A step is done when it, or any later one, is known to have happened. */
export function deriveProgress(claims: readonly MilestoneClaim[], route: readonly RouteLeg[]): Progress {
  const known = claims.filter((claim) => claim.standing === 'current' && !claim.flag);
  const main = route.filter((leg) => leg.main);
  const steps = PROGRESS_STEPS.map((step) => {
    const own = known.filter((claim) => STEP_CODES[step].includes(claim.code) && counts(claim, step, main));
    return { step, actual: earliest(own, 'ACT'), expected: earliest(own, 'EST') ?? earliest(own, 'PLN') };
  });
  const done = steps.findLastIndex(({ actual }) => actual !== null);
  return steps.map(({ step, actual, expected }, at) => ({
    step,
    state: at <= done ? 'done' : at === done + 1 ? 'next' : 'ahead',
    moment: (at <= done ? actual : expected)?.moment ?? null,
  }));
}

/** Departure and arrival mean those of the main carriage as a whole. */
function counts(claim: MilestoneClaim, step: string, main: readonly RouteLeg[]): boolean {
  if (!claim.leg || (claim.code !== 'DEPARTED' && claim.code !== 'ARRIVED' && claim.code !== 'DISCHARGED')) return true;
  const wanted = step === 'departed' ? main.at(0) : main.at(-1);
  return wanted === undefined || wanted.externalId === claim.leg;
}

function earliest(claims: readonly MilestoneClaim[], classifier: string): MilestoneClaim | null {
  return claims
    .filter((claim) => claim.classifier === classifier)
    .reduce<MilestoneClaim | null>((best, claim) => (best && best.moment.at <= claim.moment.at ? best : claim), null);
}

/**
 * The last thing that happened and the next that is expected: planned or estimated, without a fact yet. Trouble is not
 * something to expect, and once a step on the way is behind, appointments and estimates for earlier ones are too.
 */
export function deriveNext(claims: readonly MilestoneClaim[]): {
  last: MilestoneClaim | null;
  next: MilestoneClaim | null;
} {
  const known = claims.filter((claim) => claim.standing === 'current' && !claim.flag);
  const subject = (claim: MilestoneClaim) => `${claim.code}|${claim.leg}|${claim.container}|${claim.instance}`;
  const facts = known.filter((claim) => claim.classifier === 'ACT');
  const happened = new Set(facts.map(subject));
  const estimated = new Set(known.filter((claim) => claim.classifier === 'EST').map(subject));
  const behind = facts
    .filter((claim) => milestoneKind(claim.code).physical && !claim.leg)
    .reduce((furthest, claim) => Math.max(furthest, position(claim)), -1);
  const last = facts.reduce<MilestoneClaim | null>((best, claim) => (best && later(best, claim) ? best : claim), null);
  const next = known
    .filter((claim) => claim.classifier !== 'ACT' && !happened.has(subject(claim)))
    .filter((claim) => claim.classifier === 'EST' || !estimated.has(subject(claim)))
    .filter((claim) => !milestoneKind(claim.code).exception && (claim.leg !== null || position(claim) > behind))
    .reduce<MilestoneClaim | null>((best, claim) => (best && !later(best, claim) ? best : claim), null);
  return { last, next };
}

function position(claim: MilestoneClaim): number {
  return MILESTONE_CODES.indexOf(claim.code);
}

function later(a: MilestoneClaim, b: MilestoneClaim): boolean {
  return a.moment.at !== b.moment.at ? a.moment.at > b.moment.at : a.key > b.key;
}

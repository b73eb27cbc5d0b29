import { MILESTONE_CODES, type MilestoneCode, milestoneKind } from '#lib/model/milestone.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { dayOf } from '#lib/model/time.ts';
import { type Evidence, slowestOf } from './evidence.ts';
import type { MilestoneClaim } from './milestones.ts';
import { endsOf } from './route.ts';
import { proofOf } from './route-position.ts';
import type { RouteShape } from './stage-on-leg.ts';

/** What happened last and is expected next. `departure`: the departure of the main carriage if it is expected, also behind others. */
export type Steps = { last: MilestoneClaim | null; next: MilestoneClaim | null; departure: MilestoneClaim | null };

/**
 * The last milestone, and the next expected one: planned or estimated, and not actual yet. Not expected are exceptions, and milestones
 * that must have happened already: by their order, by the position of their leg, or by the progress of every container.
 */
export function deriveNext(
  claims: readonly MilestoneClaim[],
  shape: RouteShape,
  proofs: readonly Evidence[],
  containers: readonly string[],
): Steps {
  const known = claims.filter((claim) => claim.standing === 'current' && !claim.flag);
  const subject = (claim: MilestoneClaim) => `${claim.code}|${claim.leg}|${claim.container}|${claim.instance}`;
  const facts = known.filter((claim) => claim.classifier === 'ACT');
  const happened = new Set(facts.map(subject));
  const estimated = new Set(known.filter((claim) => claim.classifier === 'EST').map(subject));
  const { slowest } = slowestOf(proofs, containers);
  const isBehind = behindTest(facts, shape, slowest?.rank ?? 0);
  const last = facts.reduce<MilestoneClaim | null>((best, claim) => (best && later(best, claim) ? best : claim), null);
  const expected = known
    .filter((claim) => claim.classifier !== 'ACT' && !happened.has(subject(claim)))
    .filter((claim) => claim.classifier === 'EST' || !estimated.has(subject(claim)))
    .filter((claim) => !milestoneKind(claim.code).exception && !isBehind(claim));
  const departures = expected.filter(({ code, leg }) => code === 'DEPARTED' && isFirstMain(leg, shape));
  return { last, next: firstOf(expected), departure: firstOf(departures) };
}

/** Whether a milestone of this leg, or of none, is one of the first leg of the main carriage. */
export function isFirstMain(leg: string | null, { positions, firstMain }: RouteShape): boolean {
  return leg === null || (positions.get(leg) ?? -1) === firstMain;
}

function firstOf(claims: readonly MilestoneClaim[]): MilestoneClaim | null {
  return claims.reduce<MilestoneClaim | null>((best, claim) => (best && !isDueAfter(best, claim) ? best : claim), null);
}

/** What is expected on a day is due after what is expected at a time of that day. */
function isDueAfter(a: MilestoneClaim, b: MilestoneClaim): boolean {
  const [first, second] = [a, b].map(({ moment }) =>
    moment.precision === 'day' ? `${dayOf(moment)}T24` : moment.at,
  ) as [string, string];
  return first !== second ? first > second : later(a, b);
}

/** Milestones before the first leg: they must have happened once the cargo moved on a leg. */
const COLLECTION = new Set<MilestoneCode>(['CARGO_READY', 'AT_PICKUP', 'LOADING', 'PICKED_UP']);

/** Tests whether a milestone must have happened already, given the actual milestones and the stage that every container has reached. */
function behindTest(
  facts: readonly MilestoneClaim[],
  shape: RouteShape,
  reachedRank: number,
): (claim: MilestoneClaim) => boolean {
  const moved = facts.filter(({ code }) => milestoneKind(code).physical);
  const isEarlier = earlierTest(moved);
  const hasLegMoved = moved.some(({ leg }) => leg !== null);
  const passed = passedLegs(moved, shape);
  const first = shape.legs[0]?.externalId;
  return (claim) => {
    if (isEarlier(claim) || (claim.leg !== null && passed.has(claim.leg))) return true;
    if (claim.leg === first && COLLECTION.has(claim.code) && reachedRank >= STAGES.in_transit.rank) return true;
    if (claim.leg !== null) return false;
    return (COLLECTION.has(claim.code) && hasLegMoved) || (proofOf(claim, shape)?.rank ?? reachedRank) < reachedRank;
  };
}

/**
 * Tests whether a milestone comes before one that happened on the same leg and to the same container. Milestones of the whole leg count for
 * each container, and those of any container count for the whole leg. Linear in time: a load may have thousands of stops.
 */
function earlierTest(moved: readonly MilestoneClaim[]): (claim: MilestoneClaim) => boolean {
  const ofAny = new Map<string | null, number>();
  const ofContainers = new Map<string | null, Map<string | null, number>>();
  const raise = <Key>(furthest: Map<Key, number>, key: Key, at: number) =>
    furthest.set(key, Math.max(furthest.get(key) ?? -1, at));
  for (const { leg, container, code } of moved) {
    const at = MILESTONE_CODES.indexOf(code);
    raise(ofAny, leg, at);
    const furthest = ofContainers.get(leg) ?? new Map<string | null, number>();
    ofContainers.set(leg, furthest);
    raise(furthest, container, at);
  }
  return ({ leg, container, code }) => {
    const at = MILESTONE_CODES.indexOf(code);
    if (container === null) return at <= (ofAny.get(leg) ?? -1);
    const furthest = ofContainers.get(leg);
    return at <= Math.max(furthest?.get(container) ?? -1, furthest?.get(null) ?? -1);
  };
}

/** The completed legs: those with an actual arrival, and those that are followed by a leg on which the cargo moved. */
function passedLegs(moved: readonly MilestoneClaim[], { legs }: RouteShape): ReadonlySet<string> {
  const movedOn = new Set(moved.map(({ leg }) => leg));
  const passed = new Set(moved.flatMap(({ code, leg }) => (leg !== null && code === 'ARRIVED' ? [leg] : [])));
  const ends = endsOf(legs);
  const lastMoved = legs.findLastIndex(({ externalId }) => movedOn.has(externalId));
  for (const [at, leg] of legs.slice(0, Math.max(lastMoved, 0)).entries()) {
    const end = ends.get(leg)?.to;
    const beyond = new Set([end]);
    for (let behind = at + 1; behind <= lastMoved; behind += 1) {
      const later = legs[behind] as RouteShape['legs'][number];
      const { from, to } = ends.get(later) ?? {};
      const isUnknown = end === undefined || from === undefined;
      if (!isUnknown && !beyond.has(from)) continue;
      if (movedOn.has(later.externalId)) {
        passed.add(leg.externalId);
        break;
      }
      if (!isUnknown) beyond.add(to);
    }
  }
  return passed;
}

function later(a: MilestoneClaim, b: MilestoneClaim): boolean {
  return a.moment.at !== b.moment.at ? a.moment.at > b.moment.at : a.key > b.key;
}

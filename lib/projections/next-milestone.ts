import { MILESTONE_CODES, type MilestoneCode, milestoneKind } from '#lib/model/milestone.ts';
import { type Evidence, slowestOf } from './evidence.ts';
import type { MilestoneClaim } from './milestones.ts';
import { endsOf } from './route.ts';
import { proofOf } from './route-position.ts';
import type { RouteShape } from './stage-on-leg.ts';

/**
 * The last thing that happened and the next that is expected: planned or estimated, without a fact yet. Trouble is not
 * something to expect, and once a step on the way is behind, appointments and estimates for earlier ones are too: those of a leg once
 * it was reached or the journey went on behind it, all others by how far every container is.
 */
export function deriveNext(
  claims: readonly MilestoneClaim[],
  shape: RouteShape,
  proofs: readonly Evidence[],
  containers: readonly string[],
): {
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
  const travelled = slowestOf(
    proofs.filter(({ claim }) => milestoneKind(claim.code).physical),
    containers,
  );
  const passed = passedLegs(facts, shape);
  const hasMoved = facts.some(({ code, leg }) => leg !== null && milestoneKind(code).physical);
  const isBehind = (claim: MilestoneClaim) => {
    if (claim.leg !== null) return passed.has(claim.leg);
    const proof = proofOf(claim, shape);
    if (COLLECTION.has(claim.code) && hasMoved) return true;
    return position(claim) <= behind || (proof !== undefined && proof.rank < (travelled.slowest?.rank ?? 0));
  };
  const last = facts.reduce<MilestoneClaim | null>((best, claim) => (best && later(best, claim) ? best : claim), null);
  const next = known
    .filter((claim) => claim.classifier !== 'ACT' && !happened.has(subject(claim)))
    .filter((claim) => claim.classifier === 'EST' || !estimated.has(subject(claim)))
    .filter((claim) => !milestoneKind(claim.code).exception && !isBehind(claim))
    .reduce<MilestoneClaim | null>((best, claim) => (best && !later(best, claim) ? best : claim), null);
  return { last, next };
}

/** What comes before any leg: behind once something moved on one. */
const COLLECTION = new Set<MilestoneCode>(['CARGO_READY', 'LOADING', 'PICKED_UP']);

/** The legs of which nothing is to come: those that were reached, and those behind which something moved. */
function passedLegs(facts: readonly MilestoneClaim[], { legs }: RouteShape): ReadonlySet<string> {
  const moved = new Set(facts.flatMap(({ code, leg }) => (leg !== null && milestoneKind(code).physical ? [leg] : [])));
  const reached = new Set(facts.flatMap(({ code, leg }) => (leg !== null && code === 'ARRIVED' ? [leg] : [])));
  const passed = new Set<string>(reached);
  const ends = endsOf(legs);
  for (const [at, leg] of legs.entries()) {
    const beyond = new Set([ends.get(leg)?.to]);
    for (const later of legs.slice(at + 1)) {
      const { from, to } = ends.get(later) ?? {};
      if (from === undefined || !beyond.has(from)) continue;
      if (moved.has(later.externalId)) passed.add(leg.externalId);
      beyond.add(to);
    }
  }
  return passed;
}

function position(claim: MilestoneClaim): number {
  return MILESTONE_CODES.indexOf(claim.code);
}

function later(a: MilestoneClaim, b: MilestoneClaim): boolean {
  return a.moment.at !== b.moment.at ? a.moment.at > b.moment.at : a.key > b.key;
}

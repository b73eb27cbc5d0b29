import { MILESTONES, milestoneKind } from '#lib/model/milestone.ts';
import { STAGES, type Stage } from '#lib/model/shipment.ts';
import type { Source } from './ledger.ts';
import type { MilestoneClaim } from './milestones.ts';
import type { RouteLeg } from './route.ts';
import type { Json } from './values.ts';

export type Status = {
  stage: Stage;
  /** Why, in words. */
  reason: string;
  basis: 'evidence' | 'reported' | 'none';
  /** When that came about, UTC. */
  at: string | null;
  eventId: string | null;
};

/** The provider's own word, and who said it first and last. */
export type ReportedStatus = { value: Json; first: Source; last: Source };

type Evidence = { claim: MilestoneClaim; stage: Stage };

/**
 * Where a shipment stands, from what is known and nothing else.
 *
 * Physical milestones set a floor: goods that departed have departed, whatever word the provider's status still shows.
 * Above the floor the provider's own word decides, the newest report of it. Cancelled or removed ends it, unless the
 * goods moved after that was said. Facts dated in the future prove nothing.
 */
export function deriveStatus(
  claims: readonly MilestoneClaim[],
  word: ReportedStatus | undefined,
  route: readonly RouteLeg[],
): Status {
  const placeOnRoute = onRoute(route);
  const proofs = claims
    .filter((claim) => claim.standing === 'current' && claim.classifier === 'ACT' && !claim.flag)
    .flatMap((claim): Evidence[] => {
      const stage = proves(claim, placeOnRoute);
      return stage ? [{ claim, stage }] : [];
    });
  const floor = furthest(proofs.filter(({ claim }) => milestoneKind(claim.code).physical));
  const said = word ? (word.value as { text: string; stage: Stage | null }) : null;
  if (word && said && (said.stage === 'cancelled' || said.stage === 'removed')) {
    const movedAfter = floor && floor.claim.first.reportedAt > word.last.reportedAt;
    if (!movedAfter) return reported(word, said.text, said.stage);
  }
  const spoken = word && said?.stage ? { word, text: said.text, stage: said.stage } : null;
  if (spoken && STAGES[spoken.stage].rank > rank(floor)) return reported(spoken.word, spoken.text, spoken.stage);
  const best = floor ?? (spoken ? null : furthest(proofs));
  if (best) return proven(best);
  if (spoken) return reported(spoken.word, spoken.text, spoken.stage);
  return {
    stage: 'unknown',
    reason: 'Nobody reported a milestone or a status yet',
    basis: 'none',
    at: null,
    eventId: null,
  };
}

type OnRoute = { positions: ReadonlyMap<string, number>; firstMain: number; lastMain: number };

function onRoute(route: readonly RouteLeg[]): OnRoute {
  return {
    positions: new Map(route.map((leg, at) => [leg.externalId, at])),
    firstMain: route.findIndex((leg) => leg.main),
    lastMain: route.findLastIndex((leg) => leg.main),
  };
}

/** The stage that a milestone proves. Arriving short of the end of the main carriage is only a stop on the way. */
function proves(claim: MilestoneClaim, { positions, firstMain, lastMain }: OnRoute): Stage | undefined {
  const stage = milestoneKind(claim.code).stage;
  if (!claim.leg || (claim.code !== 'ARRIVED' && claim.code !== 'DEPARTED' && claim.code !== 'DISCHARGED'))
    return stage;
  const at = positions.get(claim.leg) ?? -1;
  if (at < 0 || lastMain < 0) return stage;
  if (at < firstMain) return 'at_origin';
  if (at > lastMain) return claim.code === 'ARRIVED' ? 'at_destination' : 'delivering';
  return at < lastMain ? 'in_transit' : stage;
}

function rank(evidence: Evidence | null): number {
  return evidence ? STAGES[evidence.stage].rank : -1;
}

/** The evidence for the furthest stage; of several the one that occurred first: that is when it came about. */
function furthest(proofs: readonly Evidence[]): Evidence | null {
  return proofs.reduce<Evidence | null>((best, one) => {
    if (!best || rank(one) !== rank(best)) return rank(one) > rank(best) ? one : best;
    if (one.claim.moment.at !== best.claim.moment.at) return one.claim.moment.at < best.claim.moment.at ? one : best;
    return one.claim.key < best.claim.key ? one : best;
  }, null);
}

function proven({ claim, stage }: Evidence): Status {
  const place = claim.place ? ` ${[claim.place.unlocode, claim.place.name].filter(Boolean).join(' ')}` : '';
  return {
    stage,
    reason: `${MILESTONES[claim.code].label}${place}`,
    basis: 'evidence',
    at: claim.moment.at,
    eventId: claim.first.id,
  };
}

function reported(word: ReportedStatus, text: string, stage: Stage): Status {
  const reason = `The provider's status is "${text.replaceAll('_', ' ').toLowerCase()}"`;
  return { stage, reason, basis: 'reported', at: word.first.reportedAt, eventId: word.first.id };
}

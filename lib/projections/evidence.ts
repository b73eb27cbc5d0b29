import type { Stage } from '#lib/model/shipment.ts';
import type { MilestoneClaim } from './milestones.ts';
import { proofOf } from './route-position.ts';
import type { RouteShape } from './stage-on-leg.ts';

/** A milestone and the stage that it proves. `rank` orders stages along the journey. */
export type Evidence = { claim: MilestoneClaim; stage: Stage; rank: number };

/** The stages that the current actual milestones prove, given their positions on the route. */
export function evidenceOf(claims: readonly MilestoneClaim[], shape: RouteShape): Evidence[] {
  return claims
    .filter((claim) => claim.standing === 'current' && claim.classifier === 'ACT' && !claim.flag)
    .flatMap((claim): Evidence[] => {
      const proof = proofOf(claim, shape);
      return proof ? [{ claim, ...proof }] : [];
    });
}

/** The evidence of the slowest container, the furthest evidence of each container ahead of it, and the number of containers. */
export type Travelled = { slowest: Evidence | null; ahead: Evidence[]; of: number };

/**
 * The progress of a shipment is that of its slowest container. Evidence without a container counts for all of them. A container that only
 * milestones name is counted too.
 */
export function slowestOf(proofs: readonly Evidence[], containers: readonly string[]): Travelled {
  const shared = furthest(proofs.filter(({ claim }) => claim.about === null));
  const own = new Map<string, Evidence[]>(containers.map((container) => [container, []]));
  for (const proof of proofs) {
    for (const container of proof.claim.about ?? []) {
      const list = own.get(container);
      if (list) list.push(proof);
      else own.set(container, [proof]);
    }
  }
  if (own.size === 0) return { slowest: shared, ahead: [], of: 0 };
  const bests = [...own.values()].map((list) => furthest(shared ? [...list, shared] : list));
  const least = Math.min(...bests.map((best) => best?.rank ?? -1));
  return {
    slowest: furthest(bests.flatMap((best) => (best?.rank === least ? [best] : []))),
    ahead: bests.filter((best) => best !== null && best.rank > least) as Evidence[],
    of: bests.length,
  };
}

/** The evidence of the furthest stage; of several the one that occurred first, when the stage was reached. */
export function furthest(proofs: readonly Evidence[]): Evidence | null {
  return proofs.reduce<Evidence | null>((best, one) => {
    if (!best || one.rank !== best.rank) return one.rank > (best?.rank ?? -1) ? one : best;
    if (one.claim.moment.at !== best.claim.moment.at) return one.claim.moment.at < best.claim.moment.at ? one : best;
    return one.claim.key < best.claim.key ? one : best;
  }, null);
}

import type { Entities, Ledger } from './ledger.ts';
import { standing } from './ledger.ts';
import { readMilestoneKey } from './statements.ts';

/**
 * A shipment's ledger as far as it is still to be shown: without the legs and containers that their source no longer has, and
 * without what happened to them. The ledger itself keeps them; they show again when the source has them again.
 */
export function withoutGone(ledger: Ledger): Ledger {
  const { legs, containers, milestones } = ledger.claims;
  const goneLegs = goneOf(legs);
  const goneContainers = goneOf(containers);
  if (goneLegs.size === 0 && goneContainers.size === 0) return ledger;
  const isLeft = (entity: string) => {
    const [, leg = '', container = ''] = readMilestoneKey(entity);
    return !goneLegs.has(leg) && !goneContainers.has(container);
  };
  const claims = {
    ...ledger.claims,
    ...(legs && { legs: only(legs, (id) => !goneLegs.has(id)) }),
    ...(containers && { containers: only(containers, (id) => !goneContainers.has(id)) }),
    ...(milestones && { milestones: only(milestones, isLeft) }),
  };
  return { ...ledger, claims };
}

function goneOf(entities: Entities = {}): Set<string> {
  const gone = new Set<string>();
  for (const [id, { gone: register }] of Object.entries(entities)) if (standing(register)?.[0] === true) gone.add(id);
  return gone;
}

function only(entities: Entities, isLeft: (id: string) => boolean): Entities {
  return Object.fromEntries(Object.entries(entities).filter(([id]) => isLeft(id)));
}

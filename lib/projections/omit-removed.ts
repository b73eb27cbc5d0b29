import { currentClaim, type Fields, type Ledger, type Parts, partsOf } from './ledger.ts';
import { readMilestoneKey } from './statements.ts';

/**
 * A shipment's ledger without the legs and containers that were deleted at the source, and without their milestones. The stored
 * ledger keeps them, so they appear again if the source restores them.
 */
export function omitRemoved(ledger: Ledger): Ledger {
  const goneLegs = removedParts(partsOf(ledger, 'legs'));
  const goneContainers = removedParts(partsOf(ledger, 'containers'));
  if (goneLegs.size === 0 && goneContainers.size === 0) return ledger;
  const isLeft = (key: string) => {
    const [, leg = '', container = ''] = readMilestoneKey(key);
    return !goneLegs.has(leg) && !goneContainers.has(container);
  };
  const claims = new Map(ledger.claims)
    .set(
      'legs',
      only(partsOf(ledger, 'legs'), (id) => !goneLegs.has(id)),
    )
    .set(
      'containers',
      only(partsOf(ledger, 'containers'), (id) => !goneContainers.has(id)),
    )
    .set('milestones', only(partsOf(ledger, 'milestones'), isLeft));
  return { ...ledger, claims };
}

function removedParts(parts: ReadonlyMap<string, Fields>): Set<string> {
  const gone = new Set<string>();
  for (const [id, fields] of parts) if (currentClaim(fields.get('gone'))?.[0] === true) gone.add(id);
  return gone;
}

function only(parts: ReadonlyMap<string, Fields>, isLeft: (id: string) => boolean): Parts {
  return new Map([...parts].filter(([id]) => isLeft(id)));
}

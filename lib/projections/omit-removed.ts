import { currentClaim, type Entities, entitiesOf, type Fields, type Ledger } from './ledger.ts';
import { readMilestoneKey } from './statements.ts';

/**
 * A shipment's ledger as far as it is still to be shown: without the legs and containers that their source no longer has, and
 * without what happened to them. The ledger itself keeps them; they show again when the source has them again.
 */
export function omitRemoved(ledger: Ledger): Ledger {
  const goneLegs = goneOf(entitiesOf(ledger, 'legs'));
  const goneContainers = goneOf(entitiesOf(ledger, 'containers'));
  if (goneLegs.size === 0 && goneContainers.size === 0) return ledger;
  const isLeft = (entity: string) => {
    const [, leg = '', container = ''] = readMilestoneKey(entity);
    return !goneLegs.has(leg) && !goneContainers.has(container);
  };
  const claims = new Map(ledger.claims)
    .set(
      'legs',
      only(entitiesOf(ledger, 'legs'), (id) => !goneLegs.has(id)),
    )
    .set(
      'containers',
      only(entitiesOf(ledger, 'containers'), (id) => !goneContainers.has(id)),
    )
    .set('milestones', only(entitiesOf(ledger, 'milestones'), isLeft));
  return { ...ledger, claims };
}

function goneOf(entities: ReadonlyMap<string, Fields>): Set<string> {
  const gone = new Set<string>();
  for (const [id, fields] of entities) if (currentClaim(fields.get('gone'))?.[0] === true) gone.add(id);
  return gone;
}

function only(entities: ReadonlyMap<string, Fields>, isLeft: (id: string) => boolean): Entities {
  return new Map([...entities].filter(([id]) => isLeft(id)));
}

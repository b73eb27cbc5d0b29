import { type ClaimHistory, currentClaim, type Fields, type Ledger, type Parts, partsOf } from './ledger.ts';
import { milestonesLeft } from './milestones-left.ts';
import { ALL, SECTION } from './statements.ts';

/**
 * A shipment's ledger without what is not on it any more: legs and containers that were deleted at the source, and legs, containers,
 * references and parties that are not in a newer list of all of them; without the milestones of these legs and containers too. The stored
 * ledger keeps them, so they appear again if the source restores them.
 */
export function omitRemoved(ledger: Ledger): Ledger {
  const goneLegs = removedParts(ledger, SECTION.legs);
  const goneContainers = removedParts(ledger, SECTION.containers);
  const claims = new Map(ledger.claims);
  for (const list of [SECTION.references, SECTION.roles]) {
    if (partsOf(ledger, SECTION.whole).has(list)) claims.set(list, listed(ledger, list));
  }
  if (goneLegs.size === 0 && goneContainers.size === 0) return { ...ledger, claims };
  claims.set(SECTION.legs, without(goneLegs, partsOf(ledger, SECTION.legs)));
  claims.set(SECTION.containers, without(goneContainers, partsOf(ledger, SECTION.containers)));
  claims.set(SECTION.milestones, milestonesLeft(ledger, goneLegs, goneContainers));
  return { ...ledger, claims };
}

/** When the newest event that stated a list as a whole was reported; before all events without any. */
function listedAt(ledger: Ledger, list: string, type: string): string {
  const newest = currentClaim(partsOf(ledger, SECTION.whole).get(list)?.get(type));
  return ledger.events[newest?.[2] ?? -1]?.reportedAt ?? '';
}

function removedParts(ledger: Ledger, section: string): Set<string> {
  const since = listedAt(ledger, section, ALL);
  const gone = new Set<string>();
  for (const [id, fields] of partsOf(ledger, section)) {
    const isDeleted = currentClaim(fields.get('gone'))?.[0] === true;
    if (isDeleted || ![...fields.values()].some((history) => isStatedSince(history, since, ledger))) gone.add(id);
  }
  return gone;
}

/** The references or parties that are stated by the newest list of their type, or by a newer event. */
function listed(ledger: Ledger, section: string): Parts {
  const left: Parts = new Map();
  for (const [type, fields] of partsOf(ledger, section)) {
    const since = listedAt(ledger, section, type);
    const kept: Fields = new Map([...fields].filter(([, history]) => isStatedSince(history, since, ledger)));
    if (kept.size > 0) left.set(type, kept);
  }
  return left;
}

/** Of two events with one report time neither is newer, whatever their keys are. */
function isStatedSince(history: ClaimHistory, since: string, { events }: Ledger): boolean {
  return history.some(([, , last]) => (events[last]?.reportedAt ?? '') >= since);
}

function without(gone: ReadonlySet<string>, parts: ReadonlyMap<string, Fields>): Parts {
  return new Map([...parts].filter(([id]) => !gone.has(id)));
}

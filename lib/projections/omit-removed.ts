import { type ClaimHistory, currentClaim, type Fields, type Ledger, type Parts, partsOf } from './ledger.ts';
import { ALL, readMilestoneKey, SECTION } from './statements.ts';

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
  const isLeft = (key: string) => {
    const [, leg = '', container = ''] = readMilestoneKey(key);
    return !goneLegs.has(leg) && !goneContainers.has(container);
  };
  for (const [section, isThere] of [
    [SECTION.legs, (id: string) => !goneLegs.has(id)],
    [SECTION.containers, (id: string) => !goneContainers.has(id)],
    [SECTION.milestones, isLeft],
  ] as const) {
    claims.set(section, only(partsOf(ledger, section), isThere));
  }
  return { ...ledger, claims };
}

/** The position of the newest event that stated a list as a whole; before all events without any. */
function listedAt(ledger: Ledger, list: string, type: string): number {
  return currentClaim(partsOf(ledger, SECTION.whole).get(list)?.get(type))?.[2] ?? -1;
}

function removedParts(ledger: Ledger, section: string): Set<string> {
  const since = listedAt(ledger, section, ALL);
  const gone = new Set<string>();
  for (const [id, fields] of partsOf(ledger, section)) {
    const isDeleted = currentClaim(fields.get('gone'))?.[0] === true;
    if (isDeleted || ![...fields.values()].some((history) => isStatedSince(history, since))) gone.add(id);
  }
  return gone;
}

/** The references or parties that are stated by the newest list of their type, or by a newer event. */
function listed(ledger: Ledger, section: string): Parts {
  const left: Parts = new Map();
  for (const [type, fields] of partsOf(ledger, section)) {
    const since = listedAt(ledger, section, type);
    const kept: Fields = new Map([...fields].filter(([, history]) => isStatedSince(history, since)));
    if (kept.size > 0) left.set(type, kept);
  }
  return left;
}

function isStatedSince(history: ClaimHistory, since: number): boolean {
  return history.some(([, , last]) => last >= since);
}

function only(parts: ReadonlyMap<string, Fields>, isLeft: (id: string) => boolean): Parts {
  return new Map([...parts].filter(([id]) => isLeft(id)));
}

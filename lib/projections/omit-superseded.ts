import { type Claim, type ClaimHistory, currentClaim, type Fields, type Ledger } from './ledger.ts';

/**
 * A ledger without the claims that only replaced events stated. A milestone that only these reported counts as retracted, with its
 * claims as history; in any other field an older claim is current again. The stored ledger keeps all claims.
 *
 * A claim refers only to its first and last event, so an event between two replaced ones does not preserve it. The result depends on
 * the events and not on the order in which they were received.
 */
export function omitSuperseded(ledger: Ledger): Ledger {
  const { events } = ledger;
  if (!events.some(({ replaced }) => replaced)) return ledger;
  const isActive = (at: number) => !events[at]?.replaced;
  const claims = new Map(
    [...ledger.claims].map(([section, parts]) => {
      const clean = section === 'milestones' ? asRetracted : withoutReplaced;
      const left = [...parts].flatMap(([part, fields]) => {
        const kept: Fields = new Map();
        for (const [field, history] of fields) {
          const claims = clean(history, isActive);
          if (claims.length > 0) kept.set(field, claims);
        }
        return kept.size > 0 ? [[part, kept] as const] : [];
      });
      return [section, new Map(left)] as const;
    }),
  );
  return { ...ledger, claims };
}

type IsActive = (event: number) => boolean;

/** The claim as stated by the events that were not replaced; null if all were. */
function activeClaim([value, first, last]: Claim, isActive: IsActive): Claim | null {
  if (isActive(first) && isActive(last)) return [value, first, last];
  if (isActive(last)) return [value, last, last];
  return isActive(first) ? [value, first, first] : null;
}

function withoutReplaced(history: ClaimHistory, isActive: IsActive): ClaimHistory {
  return history.flatMap((claim) => {
    const left = activeClaim(claim, isActive);
    return left ? [left] : [];
  });
}

/** The index of an event before all others. */
const NEVER = -1;

/** Claims that only replaced events stated count as the oldest; if there are no others, a retraction follows them. */
function asRetracted(history: ClaimHistory, isActive: IsActive): ClaimHistory {
  const claims = history.map((claim): Claim => activeClaim(claim, isActive) ?? [claim[0], claim[1], NEVER]);
  const best = currentClaim(claims);
  return best && best[2] === NEVER ? [...claims, [null, best[1], 0]] : claims;
}

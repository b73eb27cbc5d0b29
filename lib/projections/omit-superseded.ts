import { type Claim, type ClaimHistory, currentClaim, type Fields, type Ledger } from './ledger.ts';

/**
 * A ledger without the claims that only replaced events stated. A milestone that only they reported counts as retracted, with its
 * claims as history; in any other field an older claim is current again. The stored ledger keeps all claims.
 *
 * A claim refers only to its oldest and newest event, so an event between two replaced ones does not preserve it. That depends on
 * the events and not on their order.
 */
export function omitSuperseded(ledger: Ledger): Ledger {
  const { events } = ledger;
  if (!events.some(({ replaced }) => replaced)) return ledger;
  const holds = (at: number) => !events[at]?.replaced;
  const claims = new Map(
    [...ledger.claims].map(([section, parts]) => {
      const clean = section === 'milestones' ? takenBack : dropped;
      const left = [...parts].flatMap(([part, fields]) => {
        const kept: Fields = new Map();
        for (const [field, history] of fields) {
          const claims = clean(history, holds);
          if (claims.length > 0) kept.set(field, claims);
        }
        return kept.size > 0 ? [[part, kept] as const] : [];
      });
      return [section, new Map(left)] as const;
    }),
  );
  return { ...ledger, claims };
}

type Holds = (event: number) => boolean;

/** A claim by the events that were not replaced; null without any. */
function held([value, first, last]: Claim, holds: Holds): Claim | null {
  if (holds(first) && holds(last)) return [value, first, last];
  if (holds(last)) return [value, last, last];
  return holds(first) ? [value, first, first] : null;
}

function dropped(history: ClaimHistory, holds: Holds): ClaimHistory {
  return history.flatMap((claim) => {
    const left = held(claim, holds);
    return left ? [left] : [];
  });
}

/** No event comes before this one. */
const NEVER = -1;

/** Claims of replaced events only come after all others, and a retraction takes their place if there are no others. */
function takenBack(history: ClaimHistory, holds: Holds): ClaimHistory {
  const claims = history.map((claim): Claim => held(claim, holds) ?? [claim[0], claim[1], NEVER]);
  const best = currentClaim(claims);
  return best && best[2] === NEVER ? [...claims, [null, best[1], 0]] : claims;
}

import { type Claim, type ClaimHistory, currentClaim, type Fields, type Ledger } from './ledger.ts';

/**
 * A ledger without what replaced events claimed and no other event does. A milestone that they alone reported is taken back,
 * and what they said of it stays as its history; of anything else an older claim stands again. The ledger itself keeps all.
 *
 * A claim knows the oldest and the newest event behind it and no others, so one that stands between two replaced events
 * does not hold it up. That depends on the events alone and not on their order.
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

/** A claim as the events that were not replaced make it; null where none of them does. */
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

/** Claims without an event to hold them stand behind all others; where there are no others, behind a retraction. */
function takenBack(history: ClaimHistory, holds: Holds): ClaimHistory {
  const claims = history.map((claim): Claim => held(claim, holds) ?? [claim[0], claim[1], NEVER]);
  const best = currentClaim(claims);
  return best && best[2] === NEVER ? [...claims, [null, best[1], 0]] : claims;
}

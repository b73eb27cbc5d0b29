import { MILESTONES, milestoneKind } from '#lib/model/milestone.ts';
import { STAGES, type Stage } from '#lib/model/shipment.ts';
import { type Evidence, furthest, slowestOf, type Travelled } from './evidence.ts';
import type { Source } from './ledger.ts';

import type { Json } from './values.ts';

export type Status = {
  stage: Stage;
  /** Why, in words. */
  reason: string;
  basis: 'evidence' | 'reported' | 'conflict' | 'none';
  /** When that came about, UTC. */
  at: string | null;
  eventId: string | null;
};

/** The provider's own word, and who said it first and last. */
export type ReportedStatus = { value: Json; first: Source; last: Source };

/**
 * Where a shipment stands, from what is known and nothing else.
 *
 * Physical milestones set a floor, by where each lies on the route: goods that departed have departed, whatever word the
 * provider's status still shows. The floor is that of the slowest container. Above it the provider's own word decides, the
 * newest report of it; a word below the floor that is newer than the milestone contradicts it, and the status says both. Cancelled
 * or removed ends it, unless the goods moved after that was said. Facts dated in the future prove nothing. `placed` says what a
 * provider's stage stands for where on the route the goods are.
 */
export function deriveStatus(
  proofs: readonly Evidence[],
  word: ReportedStatus | undefined,
  containers: readonly string[],
  placed: (stage: Stage) => Stage = (stage) => stage,
): Status {
  const physical = proofs.filter(({ claim }) => milestoneKind(claim.code).physical);
  const travelled = slowestOf(physical, containers);
  const floor = travelled.slowest;
  const said = word ? (word.value as { text: string; stage: Stage | null }) : null;
  if (word && said && (said.stage === 'cancelled' || said.stage === 'removed')) {
    const moved = furthest(physical);
    const movedAfter = moved && moved.claim.first.reportedAt > word.last.reportedAt;
    if (!movedAfter) return reported(word, said.text, said.stage);
  }
  const spoken = word && said?.stage ? { word, text: said.text, stage: placed(said.stage) } : null;
  if (spoken && STAGES[spoken.stage].rank > (floor?.rank ?? -1) && !isOnWayInland(floor, spoken.text))
    return withPart(reported(spoken.word, spoken.text, spoken.stage), travelled, spoken.stage);
  const best = floor ?? (spoken ? null : furthest(proofs));
  if (best && spoken && contradicts(spoken.stage, spoken.word, best)) return conflicting(best, spoken.text, travelled);
  if (best) return withPart(proven(best), travelled, best.stage);
  if (spoken) return reported(spoken.word, spoken.text, spoken.stage);
  return {
    stage: 'unknown',
    reason: 'Nobody reported a milestone or a status yet',
    basis: 'none',
    at: null,
    eventId: null,
  };
}

/** Whether a word says no more than that goods are still on their way, which go inland by train: nothing is out for delivery then. */
function isOnWayInland(floor: Evidence | null, text: string): boolean {
  return floor?.stage === 'in_transit' && floor.rank > STAGES.arrived.rank && /^in_transit/i.test(text);
}

/**
 * Whether the provider still says less than a milestone proves, after that was reported. A word that is only coarser, like a
 * truck that is "in transit" until it unloads, does not.
 */
function contradicts(stage: Stage, word: ReportedStatus, { claim, stage: proved, rank }: Evidence): boolean {
  if (claim.first.reportedAt >= word.last.reportedAt || STAGES[stage].rank >= rank) return false;
  if (stage === proved) return false;
  return !(stage === 'in_transit' && proved === 'arrived' && !PRECISE.test(textOf(word)));
}

/** Words that say themselves that the goods have yet to arrive. */
const PRECISE = /in_transit_to_/;
const textOf = ({ value }: ReportedStatus) => (value as { text: string }).text.toLowerCase();

function conflicting(best: Evidence, text: string, travelled: Travelled): Status {
  const status = withPart(proven(best), travelled, best.stage);
  return {
    ...status,
    basis: 'conflict',
    reason: `Data conflict: ${status.reason}, but the provider's newer status is "${inWords(text)}"`,
  };
}

/** Says so where some of the containers are further than the shipment is. */
function withPart(status: Status, { ahead, of }: Travelled, stage: Stage): Status {
  const further = ahead.filter(({ rank }) => rank > STAGES[stage].rank);
  const best = furthest(further);
  if (!best) return status;
  const count = `${further.length} of ${of} containers`;
  return { ...status, reason: `${status.reason}; in part: ${count} ${STAGES[best.stage].label.toLowerCase()}` };
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
  const reason = `The provider's status is "${inWords(text)}"`;
  return { stage, reason, basis: 'reported', at: word.first.reportedAt, eventId: word.first.id };
}

function inWords(text: string): string {
  return text.replaceAll('_', ' ').toLowerCase();
}

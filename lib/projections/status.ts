import { MILESTONES, milestoneKind } from '#lib/model/milestone.ts';
import { STAGES, type Stage } from '#lib/model/shipment.ts';
import { isSnapshotKey } from '#lib/model/snapshot-key.ts';
import { type Evidence, furthest, slowestOf, type Travelled } from './evidence.ts';
import type { Source } from './ledger.ts';

import type { Json } from './values.ts';

export type Status = {
  stage: Stage;
  /** The reason, as text for screens. */
  reason: string;
  basis: 'evidence' | 'reported' | 'conflict' | 'none';
  /** When that status began, UTC. */
  at: string | null;
  eventId: string | null;
};

/**
 * The provider's status, and the first and the last event that stated it. `isOlder`: the first snapshot of the shipment already had it,
 * so its start is unknown.
 */
export type ReportedStatus = { value: Json; first: Source; last: Source; isOlder: boolean };

/**
 * The status of a shipment, derived from its milestones and the provider's status.
 *
 * Physical milestones set a lower bound, by where each lies on the route: cargo that departed has departed, whatever status the
 * provider states. The bound is that of the slowest container. Above it, the newest status of the provider decides. A status
 * below it that is newer than the milestone is a conflict, and the reason names both. Cancelled or removed ends the shipment,
 * unless the cargo moved after that was reported. Actual times in the future prove nothing. `placed`: the stage
 * that a provider's status stands for, given where on the route the cargo is.
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
  const stated = word ? (word.value as { text: string; stage: Stage | null }) : null;
  if (word && stated && (stated.stage === 'cancelled' || stated.stage === 'removed')) {
    const moved = furthest(physical);
    const movedAfter = moved && moved.claim.first.reportedAt > word.last.reportedAt;
    if (!movedAfter) return reported(word, stated.text, stated.stage);
  }
  const mapped = word && stated?.stage ? { word, text: stated.text, stage: placed(stated.stage) } : null;
  if (mapped && STAGES[mapped.stage].rank > (floor?.rank ?? -1) && !isOnWayInland(floor, mapped.text))
    return withPart(reported(mapped.word, mapped.text, mapped.stage), travelled, mapped.stage);
  const best = floor ?? (mapped ? null : furthest(proofs));
  if (best && mapped && contradicts(mapped.stage, mapped.word, best)) return conflicting(best, mapped.text, travelled);
  if (best) return withPart(proven(best), travelled, best.stage);
  return {
    stage: 'unknown',
    reason: 'Nobody reported a milestone or a status yet',
    basis: 'none',
    at: null,
    eventId: null,
  };
}

/** Whether a status states only that the cargo is in transit while a train carries it inland: nothing is out for delivery then. */
function isOnWayInland(floor: Evidence | null, text: string): boolean {
  return floor?.stage === 'in_transit' && floor.rank > STAGES.arrived.rank && /^in_transit/i.test(text);
}

/**
 * Whether a provider's status is behind a milestone that was reported before it, or that its API states beside it. A status that is
 * only less precise does not contradict, like "in transit" of a truck until it unloads.
 */
function contradicts(stage: Stage, word: ReportedStatus, { claim, stage: proved, rank }: Evidence): boolean {
  if (stage === proved || STAGES[stage].rank >= rank) return false;
  if (claim.first.reportedAt >= word.last.reportedAt && !areOfOneApi(claim, word)) return false;
  return LESS_PRECISE[stage] !== proved || PRECISE.test(textOf(word));
}

/** Statuses that hold until the cargo is unloaded, by the stage that is already reached while it waits. */
const LESS_PRECISE: Partial<Record<Stage, Stage>> = { in_transit: 'arrived', delivering: 'at_destination' };

/** What an API stated stands until it states another value: of two such values the API states both now, whichever it was asked for first. */
function areOfOneApi(claim: { last: Source }, word: ReportedStatus): boolean {
  return isSnapshotKey(claim.last.key) && isSnapshotKey(word.last.key);
}

/** Statuses that state explicitly that the cargo has not arrived. */
const PRECISE = /in_transit_to_/;
const textOf = ({ value }: ReportedStatus) => (value as { text: string }).text.toLowerCase();

function conflicting(best: Evidence, text: string, travelled: Travelled): Status {
  const status = withPart(proven(best), travelled, best.stage);
  return {
    ...status,
    basis: 'conflict',
    reason: `Data conflict: ${status.reason}, but the provider's status is "${inWords(text)}"`,
  };
}

/** Adds to the reason how many containers are further than the shipment. */
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
  const at = word.isOlder ? null : word.first.reportedAt;
  return { stage, reason, basis: 'reported', at, eventId: word.first.id };
}

function inWords(text: string): string {
  return text.replaceAll('_', ' ').toLowerCase();
}

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
 * unless the cargo moved after that was reported. Actual times in the future prove nothing. `onRoute` returns the stage that a
 * provider's status means, given where on the route the cargo is.
 */
export function deriveStatus(
  proofs: readonly Evidence[],
  reportedStatus: ReportedStatus | undefined,
  containers: readonly string[],
  onRoute: (stage: Stage) => Stage = (stage) => stage,
): Status {
  const physical = proofs.filter(({ claim }) => milestoneKind(claim.code).physical);
  const travelled = slowestOf(physical, containers);
  const lowerBound = travelled.slowest;
  const stated = reportedStatus ? (reportedStatus.value as { text: string; stage: Stage | null }) : null;
  if (reportedStatus && stated && (stated.stage === 'cancelled' || stated.stage === 'removed')) {
    const moved = furthest(physical);
    const movedAfter = moved && moved.claim.first.reportedAt > reportedStatus.last.reportedAt;
    if (!movedAfter) return reported(reportedStatus, stated.text, stated.stage);
  }
  const mapped =
    reportedStatus && stated?.stage ? { reportedStatus, text: stated.text, stage: onRoute(stated.stage) } : null;
  if (mapped && STAGES[mapped.stage].rank > (lowerBound?.rank ?? -1) && !isOnWayInland(lowerBound, mapped.text))
    return withPart(reported(mapped.reportedStatus, mapped.text, mapped.stage), travelled, mapped.stage);
  const best = lowerBound ?? (mapped ? null : furthest(proofs));
  if (best && mapped && contradicts(mapped.stage, mapped.reportedStatus, best))
    return conflicting(best, mapped.text, travelled);
  if (best) return withPart(proven(best), travelled, best.stage);
  if (reportedStatus && stated?.stage === null)
    return { ...reported(reportedStatus, stated.text, 'unknown'), basis: 'none' };
  return {
    stage: 'unknown',
    reason: 'No milestone or status reported yet',
    basis: 'none',
    at: null,
    eventId: null,
  };
}

/** Whether a status states only that the cargo is in transit while a train carries it inland: nothing is out for delivery then. */
function isOnWayInland(lowerBound: Evidence | null, text: string): boolean {
  return lowerBound?.stage === 'in_transit' && lowerBound.rank > STAGES.arrived.rank && /^in_transit/i.test(text);
}

/**
 * Whether a provider's status is behind a milestone that was reported before it, or that its API states beside it. A status that is
 * only less precise does not contradict, like "in transit" of a truck until it unloads.
 */
function contradicts(stage: Stage, reportedStatus: ReportedStatus, { claim, stage: proved, rank }: Evidence): boolean {
  if (stage === proved || STAGES[stage].rank >= rank) return false;
  if (claim.first.reportedAt >= reportedStatus.last.reportedAt && !areBothFromApi(claim, reportedStatus)) return false;
  return HOLDS_UNTIL_UNLOADED[stage] !== proved || STATES_NOT_ARRIVED.test(textOf(reportedStatus));
}

/** Statuses that hold until the cargo is unloaded, by the stage that is already reached while it waits. */
const HOLDS_UNTIL_UNLOADED: Partial<Record<Stage, Stage>> = { in_transit: 'arrived', delivering: 'at_destination' };

/** A value of an API applies until the API returns another, so two such values are both current, in whatever order they were read. */
function areBothFromApi(claim: { last: Source }, reportedStatus: ReportedStatus): boolean {
  return isSnapshotKey(claim.last.key) && isSnapshotKey(reportedStatus.last.key);
}

/** Statuses that state explicitly that the cargo has not arrived. */
const STATES_NOT_ARRIVED = /in_transit_to_/;
const textOf = ({ value }: ReportedStatus) => (value as { text: string }).text.toLowerCase();

function conflicting(best: Evidence, text: string, travelled: Travelled): Status {
  const status = withPart(proven(best), travelled, best.stage);
  return {
    ...status,
    basis: 'conflict',
    reason: `Data conflict: ${status.reason}, but the provider's status is "${inWords(text)}"`,
  };
}

/** Adds to the reason how many containers are ahead of the shipment and how far each is, the furthest first. */
function withPart(status: Status, { ahead, of }: Travelled, stage: Stage): Status {
  const further = ahead.filter(({ rank }) => rank > STAGES[stage].rank).sort((a, b) => b.rank - a.rank);
  const [first, ...others] = Map.groupBy(further, labelOf);
  if (!first) return status;
  const counts = [
    `${first[1].length} of ${of} containers ${first[0]}`,
    ...others.map(([label, { length }]) => `${length} ${label}`),
  ];
  return { ...status, reason: `${status.reason}; in part: ${counts.join(', ')}` };
}

/** The stage of a container in words. In transit after the arrival at the port, it is on a train or barge inland. */
function labelOf({ stage, rank }: Evidence): string {
  return stage === 'in_transit' && rank > STAGES.arrived.rank ? 'in transit inland' : STAGES[stage].label.toLowerCase();
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

function reported(reportedStatus: ReportedStatus, text: string, stage: Stage): Status {
  const reason = `The provider's status is "${inWords(text)}"`;
  const at = reportedStatus.isOlder ? null : reportedStatus.first.reportedAt;
  return { stage, reason, basis: 'reported', at, eventId: reportedStatus.first.id };
}

function inWords(text: string): string {
  return text.replaceAll('_', ' ').toLowerCase();
}

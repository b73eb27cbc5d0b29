import type { ContainerListItem } from '#db/queries/containers.ts';
import type { ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';
import { daysFrom, dayThere } from './calendar.ts';
import type { LegVerdict, Position, Verdict } from './oracle.ts';

type Flagged = {
  detail: ShipmentDetail;
  timeline: readonly TimelineEntry[];
  boxes: readonly ContainerListItem[];
  /** Whether it is on the list of milestones that are overdue, and on that of free time that ends soon. */
  isOverdue: boolean;
  isCharged: boolean;
  now: number;
};

/** Where something is said to be wrong or to be awaited that is not, or no longer. */
export function flagFalsehoods(who: string, verdict: Verdict, flagged: Flagged): string[] {
  return [...openOf(who, verdict, flagged), ...nextOf(who, verdict, flagged), ...chargesOf(who, verdict, flagged)];
}

const UNBOOKED: readonly Position[] = ['draft', 'planned', 'tendered', 'rejected'];
const UNDISPATCHED: readonly Position[] = [...UNBOOKED, 'booked'];

function openOf(who: string, verdict: Verdict, { detail, boxes }: Flagged): string[] {
  const { position, customs } = verdict;
  const isStanding = (number: string | null) => {
    const row = boxes.find((box) => box.number === number);
    return verdict.boxes.some(({ id, clock }) => id === row?.externalId && clock !== null);
  };
  const holds = (code: string, number: string | null): boolean => {
    if (code === 'RETURNED_TO_SHIPPER') return true;
    if (position === 'delivered') return false;
    if (code === 'CUSTOMS_HOLD') return customs === 'held' || customs === null;
    if (code.startsWith('FREE_TIME')) return isStanding(number);
    if (code === 'PICKUP_NEAR_NOT_BOOKED') return UNBOOKED.includes(position);
    if (code === 'PICKUP_NEAR_NOT_DISPATCHED') return UNDISPATCHED.includes(position);
    return !code.startsWith('CHECK_CALL') || position !== 'at the door';
  };
  return detail.exceptions
    .filter(({ clearedAt, code, containerNumber }) => clearedAt === null && !holds(code, containerNumber))
    .map(
      ({ code, containerNumber }) => `open ${code} of ${who}: shown ${containerNumber ?? ''}, is over (${position})`,
    );
}

const isLeft = ({ left, reached }: LegVerdict) => left !== null || reached !== null;

/** Whether a step that is said to be overdue is evidently behind. */
function isBehind({ code, legId, containerId }: TimelineEntry, { legs, position, boxes }: Verdict, flagged: Flagged) {
  if (position === 'delivered') return true;
  const leg = flagged.detail.legs.find(({ id }) => id === legId)?.externalId;
  const at = legs.findIndex(({ id }) => id === leg);
  const goneOn = at >= 0 && legs.slice(at + 1).some(isLeft);
  const own = legs[at];
  if (own && code === 'ARRIVED') return own.reached !== null || goneOn;
  if (own && (code === 'DEPARTED' || code === 'OUT_FOR_DELIVERY' || code === 'PICKED_UP')) return isLeft(own) || goneOn;
  const last = legs.at(-1);
  const isFetched = last !== undefined && isLeft(last);
  if (code === 'CARGO_READY' || code === 'PICKED_UP') return legs.some(isLeft);
  if (code.startsWith('APPOINTMENT')) return last !== undefined && last.reached !== null;
  if (code !== 'AVAILABLE_FOR_PICKUP') return false;
  const row = flagged.boxes.find(({ id }) => id === containerId);
  return isFetched || boxes.some(({ id, available }) => id === row?.externalId && available !== null);
}

function nextOf(who: string, verdict: Verdict, flagged: Flagged): string[] {
  const { detail, timeline, isOverdue } = flagged;
  const next = timeline.find(
    ({ standing, classifier, code, occurredAt }) =>
      standing === 'current' &&
      classifier !== 'ACT' &&
      code === detail.nextMilestone &&
      occurredAt === detail.nextMilestoneAt,
  );
  if (!isOverdue || !next || !isBehind(next, verdict, flagged)) return [];
  return [`overdue milestone of ${who}: shown ${next.code} of ${next.occurredAt}, is behind (${verdict.position})`];
}

/** Near is a matter of days: on the day between two calendars either is right. */
const NEAR = 3;

function chargesOf(who: string, { boxes }: Verdict, { isCharged, now }: Flagged): string[] {
  const days = boxes.flatMap(({ clock, freeUntil, zone }) =>
    clock === null || freeUntil === null
      ? []
      : [[daysFrom(dayThere(now, zone), freeUntil), daysFrom(dayThere(now, 'UTC'), freeUntil)]],
  );
  const must = days.some((left) => Math.max(...left) <= NEAR);
  const may = days.some((left) => Math.min(...left) <= NEAR);
  if (isCharged ? may : !must) return [];
  return [
    `free time list of ${who}: shown ${isCharged ? 'on it' : 'not on it'}, has days left ${JSON.stringify(days)}`,
  ];
}

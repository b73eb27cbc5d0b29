import type { ContainerListItem } from '#db/queries/containers.ts';
import type { ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';
import { daysFrom, localDay } from './calendar.ts';
import type { ExpectedLeg, ExpectedShipment, Position } from './expected-shipment.ts';

type Flagged = {
  detail: ShipmentDetail;
  timeline: readonly TimelineEntry[];
  boxes: readonly ContainerListItem[];
  /** Whether it is on the list of overdue milestones, and on the list of free time that ends soon. */
  isOverdue: boolean;
  isCharged: boolean;
  now: number;
};

/** Open exceptions, overdue milestones and free time warnings that are not, or no longer, true. */
export function flagDifferences(who: string, expected: ExpectedShipment, flagged: Flagged): string[] {
  return [...openOf(who, expected, flagged), ...nextOf(who, expected, flagged), ...chargesOf(who, expected, flagged)];
}

const UNBOOKED: readonly Position[] = ['draft', 'planned', 'tendered', 'rejected'];
const UNDISPATCHED: readonly Position[] = [...UNBOOKED, 'booked'];

function openOf(who: string, expected: ExpectedShipment, { detail, boxes }: Flagged): string[] {
  const { position, customs } = expected;
  const hasFreeTime = (number: string | null) => {
    const row = boxes.find((one) => one.number === number);
    return expected.containers.some(({ id, freeTimeEndsAt }) => id === row?.externalId && freeTimeEndsAt !== null);
  };
  const holds = (code: string, number: string | null): boolean => {
    if (code === 'RETURNED_TO_SHIPPER') return true;
    if (position === 'delivered') return false;
    if (code === 'CUSTOMS_HOLD') return customs === 'held' || customs === null;
    if (code.startsWith('FREE_TIME')) return hasFreeTime(number);
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

const isLeft = ({ left, reached }: ExpectedLeg) => left !== null || reached !== null;

/** Whether a milestone that is shown as overdue has evidently happened. */
function isBehind(
  { code, legId, containerId }: TimelineEntry,
  { legs, position, containers }: ExpectedShipment,
  flagged: Flagged,
) {
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
  return isFetched || containers.some(({ id, available }) => id === row?.externalId && available !== null);
}

function nextOf(who: string, expected: ExpectedShipment, flagged: Flagged): string[] {
  const { detail, timeline, isOverdue } = flagged;
  const next = timeline.find(
    ({ standing, classifier, code, occurredAt }) =>
      standing === 'current' &&
      classifier !== 'ACT' &&
      code === detail.nextMilestone &&
      occurredAt === detail.nextMilestoneAt,
  );
  if (!isOverdue || !next || !isBehind(next, expected, flagged)) return [];
  return [`overdue milestone of ${who}: shown ${next.code} of ${next.occurredAt}, has happened (${expected.position})`];
}

/** Free time ends soon within this many days. Where the local day and the UTC day differ, both results are accepted. */
const NEAR = 3;

function chargesOf(who: string, { containers }: ExpectedShipment, { isCharged, now }: Flagged): string[] {
  const days = containers.flatMap(({ freeTimeEndsAt, freeUntil, zone }) =>
    freeTimeEndsAt === null || freeUntil === null
      ? []
      : [[daysFrom(localDay(now, zone), freeUntil), daysFrom(localDay(now, 'UTC'), freeUntil)]],
  );
  const must = days.some((left) => Math.max(...left) <= NEAR);
  const may = days.some((left) => Math.min(...left) <= NEAR);
  if (isCharged ? may : !must) return [];
  return [
    `free time list of ${who}: shown ${isCharged ? 'on it' : 'not on it'}, has days left ${JSON.stringify(days)}`,
  ];
}

import type { LateLimit } from './lateness-limits.ts';
import { STAGES, type Stage } from './shipment.ts';
import { dayOf, type Moment } from './time.ts';
import { windowEnd } from './time-window.ts';
import { instantInZone, zoneOffset } from './zone.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How far an arrival is behind (more than 0) or ahead of (less than 0) what was promised, and whether that counts as late. */
export type Variance = { amount: number; unit: 'd' | 'h'; isLate: boolean };

/**
 * The calendar day of a moment in a time zone, YYYY-MM-DD: midnight UTC is the day before in Los Angeles. A moment without a time of
 * day, without an offset or without a known time zone keeps the day that its source wrote.
 */
export function dayAt(moment: Moment, timeZone: string | null | undefined): string {
  if (moment.precision === 'day' || moment.offset === null || !timeZone) return dayOf(moment);
  const at = Date.parse(moment.at);
  const offset = zoneOffset(timeZone, at);
  return offset === null ? dayOf(moment) : new Date(at + offset).toISOString().slice(0, 10);
}

/** The calendar day in a time zone at an instant, YYYY-MM-DD; in UTC where the time zone is unknown. */
export function todayAt(timeZone: string | null | undefined, now: number): string {
  const offset = timeZone ? zoneOffset(timeZone, now) : null;
  return new Date(now + (offset ?? 0)).toISOString().slice(0, 10);
}

/** Calendar days from one day to another, both YYYY-MM-DD; negative if `to` is earlier, NaN for an invalid day. */
export function daysApart(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/**
 * Calendar days at the place from what was promised to an arrival: more than 0 is later, less than 0 earlier. Within a promised window it
 * is neither.
 */
export function daysBehind(promised: Moment, arrival: Moment, timeZone: string | null | undefined): number {
  const day = dayAt(arrival, timeZone);
  const early = daysApart(dayAt(promised, timeZone), day);
  return early <= 0 ? early : Math.max(0, daysApart(lastDayOf(promised, timeZone), day));
}

/** The last day of a window, or the day of another moment. A window that ends at midnight ends with the day before it. */
function lastDayOf(moment: Moment, timeZone: string | null | undefined): string {
  const end = windowEnd(moment, timeZone);
  if (end === moment || end.precision === 'day') return dayAt(end, timeZone);
  const at = new Date(Date.parse(end.at) - 1).toISOString();
  return end.offset === null ? at.slice(0, 10) : dayAt({ ...end, at }, timeZone);
}

/** The same in milliseconds, for times of day. */
export function timeBehind(promised: Moment, arrival: Moment, timeZone: string | null | undefined): number {
  const at = Date.parse(arrival.at);
  const early = at - Date.parse(promised.at);
  return early <= 0 ? early : Math.max(0, at - Date.parse(windowEnd(promised, timeZone).at));
}

/**
 * The difference between an arrival and what was promised; `timeZone` is that of the place. A limit in hours is one of the whole days in
 * it, at least one, where a time of day is not known.
 */
export function varianceOf(
  promised: Moment,
  arrival: Moment,
  limit: LateLimit,
  timeZone: string | null | undefined,
): Variance {
  if (limit.unit === 'h' && hasClock(promised) && hasClock(arrival)) {
    const hours = timeBehind(promised, arrival, timeZone) / HOUR;
    const isLate = hours >= limit.amount;
    if (Math.abs(hours) < 24) return { amount: Math.trunc(hours), unit: 'h', isLate };
    return { amount: Math.trunc(hours / 24), unit: 'd', isLate };
  }
  const days = daysBehind(promised, arrival, timeZone);
  return { amount: days, unit: 'd', isLate: days >= daysOf(limit) };
}

function daysOf({ amount, unit }: LateLimit): number {
  return unit === 'd' ? amount : Math.max(1, Math.floor(amount / 24));
}

function hasClock({ precision, offset }: Moment): boolean {
  return precision === 'time' && offset !== null;
}

/** UTC-12 is the last time zone in which a day ends: then it has ended in an unknown time zone too. */
const LATEST_ZONE_OFFSET_MS = 12 * HOUR;

/** The instant, in milliseconds since 1970, at which a day (YYYY-MM-DD) ends in a time zone; NaN for an invalid day. */
export function endOfDay(day: string, timeZone: string | null | undefined): number {
  const end = Date.parse(day) + DAY;
  if (Number.isNaN(end)) return end;
  return (timeZone && instantInZone(timeZone, end)) || end + (timeZone ? 0 : LATEST_ZONE_OFFSET_MS);
}

/** The instant, in milliseconds since 1970, from which something expected at a moment, or by the end of a window, is overdue. */
export function overdueFrom(expected: Moment, timeZone: string | null | undefined): number {
  const end = windowEnd(expected, timeZone);
  return hasClock(end) ? Date.parse(end.at) : endOfDay(dayOf(end), timeZone);
}

/**
 * The instant, in milliseconds since 1970, from which a shipment is late if it has not arrived: the earliest of the `expected`
 * times, plus the days or hours that the limit allows.
 */
export function lateFrom(expected: readonly Moment[], limit: LateLimit, timeZone: string | null | undefined): number {
  const froms = expected.map((moment) => {
    const end = windowEnd(moment, timeZone);
    if (limit.unit === 'h' && hasClock(end)) return Date.parse(end.at) + limit.amount * HOUR;
    return endOfDay(dayAfter(lastDayOf(moment, timeZone), daysOf(limit) - 1), timeZone);
  });
  return Math.min(...froms);
}

/** The day some days later, YYYY-MM-DD. Throws `RangeError` for an invalid day. */
function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

/**
 * The instant, in milliseconds since 1970, from which something required on a day (YYYY-MM-DD) is late at a place; NaN for an invalid day.
 */
export function lateFromDay(day: string, limit: LateLimit, timeZone: string | null | undefined): number {
  return Number.isNaN(Date.parse(day)) ? Number.NaN : endOfDay(dayAfter(day, daysOf(limit) - 1), timeZone);
}

/**
 * By how many milliseconds something that was not reported is past the time at which it was expected, and whether the time that the
 * limit allows has ended too. Null while it is to come.
 */
export function overdueBy(
  expected: Moment,
  limit: LateLimit,
  timeZone: string | null | undefined,
  now: number,
): { size: number; isLate: boolean } | null {
  const size = now - overdueFrom(expected, timeZone);
  return size < 0 ? null : { size, isLate: now >= lateFrom([expected], limit, timeZone) };
}

/**
 * Whether a status alone proves the expected arrival: by truck the arrival at the last stop, else the arrival at the end of the main
 * carriage.
 */
export function hasArrived(stage: Stage, mode: string | null): boolean {
  return STAGES[stage].rank >= STAGES[mode === 'truck' ? 'at_destination' : 'arrived'].rank;
}

/** When goods were delivered, else when they are expected, with the time zone of the destination. */
export type ExpectedDelivery = {
  delivered: Moment | null;
  expected: Moment | null;
  timeZone: string | null | undefined;
};

type Delivery = {
  status: string;
  delivered: Moment | null;
  deliveryEta: Moment | null;
  arrived: Moment | null;
  eta: Moment | null;
};

/**
 * The delivery of a shipment. Without a delivery ETA, the arrival at the port or its ETA is used instead. Undefined if the shipment
 * was delivered at an unknown time.
 */
export function expectedDeliveryOf(
  shipment: Delivery & { destination: { timeZone: string | null } | null },
): ExpectedDelivery | undefined {
  const { status, delivered, deliveryEta, arrived, eta, destination } = shipment;
  if (status === 'delivered' && delivered === null) return undefined;
  return { delivered, expected: deliveryEta ?? arrived ?? eta, timeZone: destination?.timeZone };
}

/**
 * What is known of a delivery: that it happened, that it is expected, or, where the expected day has passed or there is none, only that it
 * is awaited.
 */
export type DeliveryState = 'delivered' | 'expected' | 'awaited';

export function deliveryState(awaited: ExpectedDelivery | undefined, now: number): DeliveryState {
  if (!awaited || awaited.delivered) return 'delivered';
  const { expected, timeZone } = awaited;
  if (!expected) return 'awaited';
  return daysApart(todayAt(timeZone, now), dayAt(expected, timeZone)) >= 0 ? 'expected' : 'awaited';
}

/**
 * Calendar days at the destination from the required delivery date (YYYY-MM-DD) to the delivery: more than 0 is late, less than 0
 * early. Before delivery the expected day counts, or today where that is later. Null where there is nothing to compare.
 */
export function daysLate(
  mustArriveOn: string | null,
  awaited: ExpectedDelivery | undefined,
  now: number,
): number | null {
  if (mustArriveOn === null || awaited === undefined) return null;
  const { delivered, expected, timeZone } = awaited;
  if (delivered) return daysApart(mustArriveOn, dayAt(delivered, timeZone));
  const passed = daysApart(mustArriveOn, todayAt(timeZone, now));
  if (expected) return Math.max(daysApart(mustArriveOn, dayAt(expected, timeZone)), passed);
  return passed > 0 ? passed : null;
}

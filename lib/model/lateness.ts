import type { TransportMode } from './quantity.ts';
import { STAGES, type Stage } from './shipment.ts';
import { dayOf, type Moment } from './time.ts';
import { instantInZone, zoneOffset } from './zone.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * From how far behind what was promised an arrival is late: the one place where it is set, for lists, pages, the REST API and the
 * overview. Days are days of the calendar at the place; hours count where both times state a clock.
 */
export const LATE_FROM: Readonly<Record<TransportMode, Readonly<{ days: number } | { hours: number }>>> = {
  ocean: { days: 3 },
  air: { days: 1 },
  rail: { days: 2 },
  barge: { days: 3 },
  intermodal: { days: 3 },
  truck: { hours: 4 },
  other: { days: 3 },
};

/** How far an arrival is behind (more than 0) or ahead of what was promised, and whether that counts as late. */
export type Variance = { amount: number; unit: 'd' | 'h'; isLate: boolean };

function limitOf(mode: string | null) {
  return (mode !== null && Object.hasOwn(LATE_FROM, mode) && LATE_FROM[mode as TransportMode]) || LATE_FROM.other;
}

/**
 * The day of a moment on the calendar at a place, YYYY-MM-DD, in whatever notation it is written: midnight UTC is the day before in
 * Los Angeles. A day stays the day that its source wrote, and so does a time whose zone or place is unknown.
 */
export function dayAt(moment: Moment, timeZone: string | null | undefined): string {
  if (moment.precision === 'day' || moment.offset === null || !timeZone) return dayOf(moment);
  const offset = zoneOffset(timeZone, Date.parse(moment.at));
  return offset === null ? dayOf(moment) : new Date(Date.parse(moment.at) + offset).toISOString().slice(0, 10);
}

/** The day on the calendar at a place at an instant; in UTC where its time zone is unknown. */
export function todayAt(timeZone: string | null | undefined, now: number): string {
  const offset = timeZone ? zoneOffset(timeZone, now) : null;
  return new Date(now + (offset ?? 0)).toISOString().slice(0, 10);
}

/** Whole days from one day to another, both YYYY-MM-DD; less than 0 when the other comes first. */
export function daysApart(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** How far an arrival at a place is from what was promised, by the definition of its mode. */
export function varianceOf(
  promised: Moment,
  arrival: Moment,
  mode: string | null,
  timeZone: string | null | undefined,
): Variance {
  const limit = limitOf(mode);
  if ('hours' in limit && hasClock(promised) && hasClock(arrival)) {
    const hours = (Date.parse(arrival.at) - Date.parse(promised.at)) / HOUR;
    if (Math.abs(hours) < 24) return { amount: Math.trunc(hours), unit: 'h', isLate: hours >= limit.hours };
    return { amount: Math.trunc(hours / 24), unit: 'd', isLate: hours >= limit.hours };
  }
  const days = daysApart(dayAt(promised, timeZone), dayAt(arrival, timeZone));
  return { amount: days, unit: 'd', isLate: days >= ('days' in limit ? limit.days : 1) };
}

function hasClock({ precision, offset }: Moment): boolean {
  return precision === 'time' && offset !== null;
}

/** Where clocks are furthest behind UTC: a day of which nobody knows the zone is over when it is over there. */
const LAST_ZONE_MS = 12 * HOUR;

/** The instant, milliseconds, at which a day (YYYY-MM-DD) ends at a place; NaN for what is no day. */
export function endOfDay(day: string, timeZone: string | null | undefined): number {
  const end = Date.parse(day) + DAY;
  if (Number.isNaN(end)) return end;
  return (timeZone && instantInZone(timeZone, end)) || end + (timeZone ? 0 : LAST_ZONE_MS);
}

/** The instant, milliseconds, from which something that was expected at a moment is overdue. */
export function overdueFrom(expected: Moment, timeZone: string | null | undefined): number {
  return hasClock(expected) ? Date.parse(expected.at) : endOfDay(dayOf(expected), timeZone);
}

/**
 * The instant, milliseconds, from which a shipment that has not arrived by then is late: what was promised, or an earlier estimate,
 * and the days or hours of grace of its mode.
 */
export function lateFrom(
  expected: readonly Moment[],
  mode: string | null,
  timeZone: string | null | undefined,
): number {
  const limit = limitOf(mode);
  const froms = expected.map((moment) => {
    if (!('days' in limit)) return overdueFrom(moment, timeZone) + (hasClock(moment) ? limit.hours * HOUR : 0);
    const last = new Date(Date.parse(dayAt(moment, timeZone)) + (limit.days - 1) * DAY).toISOString().slice(0, 10);
    return endOfDay(last, timeZone);
  });
  return Math.min(...froms);
}

/**
 * Whether a stage alone says that what people wait for has come: a truck is there at its last stop, all else where the main carriage ends.
 */
export function hasArrived(stage: Stage, mode: string | null): boolean {
  return STAGES[stage].rank >= STAGES[mode === 'truck' ? 'at_destination' : 'arrived'].rank;
}

/** What decides how late goods are for whom they are meant: whether and when they were delivered, else when they are expected. */
export type ExpectedDelivery = {
  delivered: Moment | null;
  expected: Moment | null;
  timeZone: string | null | undefined;
};

type Delivery = { delivered: Moment | null; deliveryEta: Moment | null; arrived: Moment | null; eta: Moment | null };

/** What a shipment says of when its goods are where they are meant to be: the arrival at the port stands in for an estimate. */
export function awaitedOf(shipment: Delivery & { destination: { timeZone: string | null } | null }): ExpectedDelivery {
  const { delivered, deliveryEta, arrived, eta, destination } = shipment;
  return { delivered, expected: deliveryEta ?? arrived ?? eta, timeZone: destination?.timeZone };
}

/**
 * Days by which goods are late against the day on which they must be there (YYYY-MM-DD), less than 0 early: by how much they were once
 * they are delivered, until then by the expected day, and at least by the days that went by since. Null where there is nothing to
 * compare.
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

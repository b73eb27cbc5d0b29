import { dayAt, todayAt } from './lateness.ts';
import type { Place } from './place.ts';
import type { Moment } from './time.ts';

/** What a calendar of shipments shows. */
export const CALENDAR_KINDS = {
  arrival: 'Arrival',
  last_free_day: 'Last free day',
  empty_due: 'Empty due',
  appointment: 'Delivery appointment',
} as const;
export type CalendarKind = keyof typeof CALENDAR_KINDS;

/** The day of an entry at its place. `isPlaced` is false for a time whose zone is unknown: the day is that of the source, or of UTC. */
export type PlacedDay = { day: string; isPlaced: boolean };

/** The day of a moment at a place. A date is a day there already. */
export function placedDay(moment: Moment, place: Place | null): PlacedDay {
  const isPlaced = moment.precision === 'day' || (moment.offset !== null && Boolean(place?.timeZone));
  return { day: dayAt(moment, place?.timeZone), isPlaced };
}

/** The day whose end at a place is an instant; of UTC where the time zone of the place is unknown. */
export function dayEndingAt(end: string, place: Place | null): PlacedDay {
  return { day: todayAt(place?.timeZone, Date.parse(end) - 1), isPlaced: Boolean(place?.timeZone) };
}

import { dayText } from '../time/format.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A day (YYYY-MM-DD) with its weekday: `Fri 27 Nov`. */
export function weekdayText(day: string): string {
  return `${WEEKDAYS[new Date(day).getUTCDay()]} ${dayText(day)}`;
}

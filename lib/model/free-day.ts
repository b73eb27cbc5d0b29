import { todayAt } from './lateness.ts';

/** An instant in UTC, but not midnight there: that is how a day without a time is written. */
const INSTANT = /T(?!00:00(?::00(?:\.0+)?)?Z$).*Z$/;

/**
 * A last free day, YYYY-MM-DD, from the text of its source: a day, or an instant on it. Sources write noon or midnight at the terminal
 * in UTC, so such an instant is read in its time zone: midnight in Hamburg is on the day before in UTC.
 */
export function freeDayAt(text: string, timeZone: string | null | undefined): string {
  const at = Date.parse(text);
  return timeZone && INSTANT.test(text) && !Number.isNaN(at) ? todayAt(timeZone, at) : text.slice(0, 10);
}

import { type Moment, parseMoment, windowEndText } from './time.ts';
import { onClockOf } from './zone.ts';

/**
 * The end of a window as a moment of its own, on the clock of the place; without its time zone on that of the start. A moment that is no
 * window ends when it begins.
 */
export function windowEnd(moment: Moment, timeZone?: string | null): Moment {
  const written = windowEndText(moment.text);
  const end = written === null ? null : parseMoment(written);
  if (!end) return moment;
  if (moment.precision === 'day') return { ...end, precision: 'day' };
  const placed = onClockOf(end, timeZone);
  return placed.offset === null && moment.offset !== null ? onClockOfStart(placed, moment) : placed;
}

/** An end without an offset of its own, with that of the start. */
function onClockOfStart(end: Moment, start: Moment): Moment {
  if (end.precision === 'day') return end;
  const local = parseMoment(start.text);
  const shift = local === null || local.offset !== null ? 0 : Date.parse(local.at) - Date.parse(start.at);
  return { ...end, at: new Date(Date.parse(end.at) - shift).toISOString(), offset: start.offset };
}

/** What tells the ends of two windows with one start apart, however they are written; null for a moment that is no window. */
export function windowEndKey(moment: Moment): string | null {
  const end = windowEnd(moment);
  if (end === moment) return null;
  return end.precision === 'time' && end.offset === null ? `local ${end.at}` : end.at;
}

import type { Moment } from '#lib/model/time.ts';
import { dayText, localTime } from '#lib/words/time-text.ts';

export {
  dayText,
  type LocalTime,
  localTime,
  momentText,
  spanText,
  untilText,
  ZONE_UNKNOWN,
} from '#lib/words/time-text.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `12 Mar 2026 06:30:05 UTC` */
export function utcText(at: string): string {
  return `${dayText(at.slice(0, 10))} ${at.slice(11, 16)} UTC`;
}

/** An instant in the user's local time, or in the IANA time zone that they chose. To be called in the browser only. */
export function viewerText(at: string, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone !== undefined && { timeZone }),
  }).format(new Date(at));
}

/** How long ago in its largest unit: `now`, `5 min`, `3 h`, `12 d`, `14 mo`. */
export function ageText(milliseconds: number): string {
  if (milliseconds < MINUTE) return 'now';
  if (milliseconds < HOUR) return `${Math.floor(milliseconds / MINUTE)} min`;
  if (milliseconds < 2 * DAY) return `${Math.floor(milliseconds / HOUR)} h`;
  if (milliseconds < 90 * DAY) return `${Math.floor(milliseconds / DAY)} d`;
  return `${Math.floor(milliseconds / (30 * DAY))} mo`;
}

/** Calendar days from `from` to `to`, each in its own local time. */
export function daysBetween(from: Moment, to: Moment): number {
  return Math.round((Date.parse(localTime(to).day) - Date.parse(localTime(from).day)) / DAY);
}

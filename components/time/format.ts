import type { Words } from '#lib/model/language.ts';
import type { Moment } from '#lib/model/time.ts';
import { localTime } from '#lib/words/time-text.ts';
import { ENGLISH } from '#lib/words/words-of.ts';

export { ageText, MINUTE_MS, spanText } from '#lib/words/span-text.ts';
export {
  dayText,
  type LocalTime,
  localTime,
  momentText,
  untilText,
  ZONE_UNKNOWN,
} from '#lib/words/time-text.ts';

const DAY = 24 * 3_600_000;

/** `12 Mar 06:30 UTC` */
export function utcText(at: string, { day }: Words = ENGLISH): string {
  return `${day(at.slice(0, 10))} ${at.slice(11, 16)} UTC`;
}

/** An instant in the user's local time, or in the IANA time zone that they chose. To be called in the browser only. */
export function viewerText(at: string, timeZone?: string, { language }: Words = ENGLISH): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone !== undefined && { timeZone }),
  }).format(new Date(at));
}

/** Calendar days from `from` to `to`, each in its own local time. */
export function daysBetween(from: Moment, to: Moment): number {
  return Math.round((Date.parse(localTime(to).day) - Date.parse(localTime(from).day)) / DAY);
}

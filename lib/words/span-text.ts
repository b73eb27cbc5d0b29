import type { Words } from '#lib/model/language.ts';
import { ENGLISH } from './words-of.ts';

/** In milliseconds. A shorter age has no unit. */
export const MINUTE_MS = 60_000;
const HOUR = 60 * MINUTE_MS;
const DAY = 24 * HOUR;

/** A length of time in its two largest units: `2 d 4 h`, `35 min`, `12 s`. */
export function spanText(milliseconds: number, { t }: Words = ENGLISH): string {
  const size = Math.abs(milliseconds);
  if (size < MINUTE_MS) return t('{n} s', { n: Math.round(size / 1000) });
  if (size < HOUR) return t('{n} min', { n: Math.floor(size / MINUTE_MS) });
  const [unit, rest] = size < DAY ? [HOUR, MINUTE_MS] : [DAY, HOUR];
  const more = Math.floor((size % unit) / rest);
  const most = Math.floor(size / unit);
  const text = t(unit === DAY ? '{n} d' : '{n} h', { n: String(most) });
  if (more === 0 || most >= 10) return text;
  return `${text} ${t(unit === DAY ? '{n} h' : '{n} min', { n: more })}`;
}

/** How long ago in its largest unit: `now`, `5 min`, `3 h`, `12 d`, `14 mo`. */
export function ageText(milliseconds: number, { t }: Words = ENGLISH): string {
  if (milliseconds < MINUTE_MS) return t('now');
  if (milliseconds < HOUR) return t('{n} min', { n: Math.floor(milliseconds / MINUTE_MS) });
  if (milliseconds < 2 * DAY) return t('{n} h', { n: Math.floor(milliseconds / HOUR) });
  if (milliseconds < 90 * DAY) return t('{n} d', { n: Math.floor(milliseconds / DAY) });
  return t('{n} mo', { n: String(Math.floor(milliseconds / (30 * DAY))) });
}

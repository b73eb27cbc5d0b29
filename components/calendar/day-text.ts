import type { Words } from '#lib/model/language.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A day (YYYY-MM-DD) with its weekday: `Fri 27 Nov`. */
export function weekdayText(day: string, words: Words): string {
  const weekday = words.t(WEEKDAYS[new Date(day).getUTCDay()] ?? '');
  return words.t('{weekday} {day}', { weekday, day: words.day(day) });
}

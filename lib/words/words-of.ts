import type { Language, Words } from '#lib/model/language.ts';
import { lookup } from '#lib/model/lookup.ts';
import { dayText, localTime, ZONE_UNKNOWN } from './time-text.ts';

/** The words of a language, with its messages by their English form. */
export function wordsOf(language: Language, messages: Readonly<Record<string, string>>): Words {
  const t: Words['t'] = (english, values = {}) =>
    (lookup(messages, english) ?? english).replace(/\{(\w+)\}/g, (name, key) => String(lookup(values, key) ?? name));
  const day = language === 'en' ? dayText : (iso: string) => dayIn(language, iso);
  return {
    language,
    t,
    day,
    moment(moment, timeZone, shownIn = null) {
      const local = localTime(moment, timeZone, shownIn);
      const zone = local.zone === ZONE_UNKNOWN ? t(ZONE_UNKNOWN) : local.zone;
      return [day(local.day), local.clock, zone].filter(Boolean).join(' ');
    },
  };
}

/** What all pages but those for customers are written in. */
export const ENGLISH = wordsOf('en', {});

function dayIn(language: Language, iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  const year = date.getUTCFullYear() === new Date().getUTCFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year, timeZone: 'UTC' }).format(date);
}

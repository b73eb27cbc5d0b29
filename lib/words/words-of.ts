import { filled, withoutContext } from '#lib/model/as-written.ts';
import type { Language, Words } from '#lib/model/language.ts';
import { lookup } from '#lib/model/lookup.ts';
import { dayText, momentText, ZONE_UNKNOWN } from './time-text.ts';

/** The words of a language, with its messages by their English form. */
export function wordsOf(language: Language, messages: Readonly<Record<string, string>>): Words {
  const number = numbersIn(language);
  const t: Words['t'] = (english, values = {}) =>
    filled(lookup(messages, english) ?? withoutContext(english), values, number);
  const day = language === 'en' ? dayText : daysIn(language);
  const times = { day, unknown: t(ZONE_UNKNOWN) };
  return {
    language,
    t,
    counted: (n, one, many, values = {}) => t(n === 1 ? one : many, { n, ...values }),
    number,
    list: (texts) => texts.filter(Boolean).join(language === 'zh' ? '、' : ', '),
    inside: (text) => (language === 'en' ? text.toLowerCase() : text),
    day,
    moment: (moment, timeZone, shownIn) => momentText(moment, timeZone, shownIn, times),
  };
}

/** What files, messages and the REST API are written in. */
export const ENGLISH = wordsOf('en', {});

/** How a language writes numbers. Zero never has a sign. */
function numbersIn(language: Language): (value: number) => string {
  const format = new Intl.NumberFormat(language === 'en' ? 'en-US' : language, { signDisplay: 'negative' });
  return (value) => format.format(value);
}

/** How a language writes days. Making a formatter takes a hundred times longer than using it. */
function daysIn(language: Language): (day: string) => string {
  const options = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  const ofThisYear = new Intl.DateTimeFormat(language, options);
  const ofOthers = new Intl.DateTimeFormat(language, { ...options, year: 'numeric' });
  return (day) => {
    const date = new Date(`${day}T00:00:00Z`);
    const isThisYear = date.getUTCFullYear() === new Date().getUTCFullYear();
    return (isThisYear ? ofThisYear : ofOthers).format(date);
  };
}

import type { Random } from '#lib/emulator/world/random.ts';

const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

type Parts = { date: string; time: string; fraction: string; offset: string };

const shortOffset = (offset: string) => (offset === 'Z' ? '+00' : offset.replace(/:00$/, ''));
const fractionOf = (fraction: string, mark = '.') => (fraction === '' ? '' : mark + fraction);

/** Forms of ISO 8601 that systems write, all of the same instant with the same offset. */
const INSTANT_FORMS: Readonly<Record<string, (parts: Parts) => string>> = {
  basic: ({ date, time, offset }) =>
    `${date.replaceAll('-', '')}T${time.replaceAll(':', '')}${offset.replace(':', '')}`,
  space: ({ date, time, fraction, offset }) => `${date} ${time}${fractionOf(fraction)}${offset}`,
  postgres: ({ date, time, fraction, offset }) => `${date} ${time}${fractionOf(fraction)}${shortOffset(offset)}`,
  comma: ({ date, time, fraction, offset }) => `${date}T${time}${fractionOf(fraction || '0', ',')}${offset}`,
  'short offset': ({ date, time, fraction, offset }) => `${date}T${time}${fractionOf(fraction)}${shortOffset(offset)}`,
  'offset without a colon': ({ date, time, fraction, offset }) =>
    `${date}T${time}${fractionOf(fraction)}${offset === 'Z' ? '+0000' : offset.replace(':', '')}`,
  'lower case': ({ date, time, fraction, offset }) => `${date}t${time}${fractionOf(fraction)}${offset.toLowerCase()}`,
  microseconds: ({ date, time, fraction, offset }) => `${date}T${time}.${fraction.padEnd(6, '0')}${offset}`,
};

const FORM_NAMES = Object.keys(INSTANT_FORMS);

/** How systems write that there is no date. */
export const NO_DATES = [
  '0001-01-01T00:00:00Z',
  '0001-01-01',
  '1899-12-30T00:00:00Z',
  '1900-01-01T00:00:00.000Z',
  '1970-01-01T00:00:00Z',
  '9999-12-31',
  '9999-12-31T23:59:59Z',
  '0000-00-00',
  '0000-00-00 00:00:00',
  '',
] as const;

/** Another notation of an instant, by name; null for text that is none. */
export function instantIn(form: string, text: string): string | null {
  const match = INSTANT.exec(text);
  if (!match) return null;
  const [, date = '', time = '', fraction = '', offset = ''] = match;
  return INSTANT_FORMS[form]?.({ date, time, fraction, offset }) ?? null;
}

/** An instant or a day in one of the notations of the table; null for text that is neither. */
export function otherTime(text: string, random: Random): string | null {
  if (DAY.test(text)) return random.chance(0.5) ? text.replaceAll('-', '') : `${text} `;
  return instantIn(random.pick(FORM_NAMES), text);
}

export const TIME_FORMS: readonly string[] = FORM_NAMES;

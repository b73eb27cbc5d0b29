import type { Random } from '#lib/emulator/world/random.ts';

/** Other names of currencies, as users type them. */
const CURRENCY_ALIASES: Readonly<Record<string, string>> = { USD: 'US$', CNY: 'RMB' };

/** A currency code as typed by a user: lower case, with spaces, by another name. */
export function otherCurrency(code: string, random: Random): string {
  return random.pick([code.toLowerCase(), ` ${code} `, CURRENCY_ALIASES[code] ?? code.toLowerCase()]);
}

/** An amount with the rounding error of binary floating point: the next number of that size, 1813.5 as 1813.5000000000002. */
export function dusty(amount: number): number {
  return amount === 0 ? 0 : amount * (1 + Number.EPSILON);
}

/** Full-width digits and letters, as written by East Asian keyboards. */
export function fullWidth(text: string): string {
  return text.replace(/[0-9A-Z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
}

/** A name with invisible characters: a trailing space, a no-break space, a zero-width joiner. */
export function invisiblyOther(text: string, random: Random): string {
  return random.pick([`${text} `, text.replace(' ', '\u00a0'), `${text.slice(0, 1)}\u200b${text.slice(1)}`]);
}

/** A number as typed by a user: with spaces, in lower case, in full-width digits. */
export function otherNumber(text: string, random: Random): string {
  return random.pick([` ${text}`, text.toLowerCase(), fullWidth(text)]);
}

/** Free text that was cut in the middle of an emoji. */
export function cutEmoji(text: string): string {
  return `${text} \ud83d`;
}

import type { Language, Words } from '#lib/model/language.ts';
import { lookup } from '#lib/model/lookup.ts';
import { plainDecimal, statedDecimal } from '#lib/words/money-text.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { inWords } from '../shipments/words.ts';

/** A code as readable text. */
export function labelOf(labels: Readonly<Record<string, string>>, value: string): string {
  return lookup(labels, value) ?? inWords(value);
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  pod: 'Proof of delivery',
  bol: 'Bill of lading',
  rate_con: 'Rate confirmation',
  isf: 'Importer security filing',
  msds: 'Safety data sheet',
  vgm: 'Verified gross mass',
  awb: 'Air waybill',
  cbp_form_7501: 'Entry summary (CBP 7501)',
};

/** The type of a document as text: `House bill of lading`. */
export function documentType(type: string): string {
  return (
    SHORT_NAMES[type.toLowerCase()] ?? inWords(type.toLowerCase()).replace(/\b(isf|vgm|awb|usmca|fda|po)\b/gi, upper)
  );
}

function upper(text: string): string {
  return text.toUpperCase();
}

const LENGTHS: Readonly<Record<string, string>> = { twenty: '20', forty: '40', forty_five: '45', fifty_three: '53' };

/** The size of a container: `forty_ft_hc` is `40 ft high cube`. */
export function containerSize(size: string, { t }: Words = ENGLISH): string {
  const [, length = '', rest = ''] = /^(.+?)_?ft(.*)$/.exec(size.toLowerCase()) ?? [];
  if (length === '') return /^\d+$/.test(size) ? t('{length} ft', { length: size }) : t(inWords(size));
  const form = rest
    .replace(/^_/, '')
    .replace(/^hc$|^hq$/, 'high cube')
    .replaceAll('_', ' ');
  return [t('{length} ft', { length: lookup(LENGTHS, length) ?? length }), form && t(form)].filter(Boolean).join(' ');
}

/** `40 ft high cube, dry`; empty if unknown. */
export function containerKind(
  { type, size }: { type: string | null; size: string | null },
  words: Words = ENGLISH,
): string {
  const name = type ? inWords(type.toLowerCase()) : '';
  if (!size) return words.t(name);
  const length = containerSize(size, words);
  return name ? `${length}, ${words.t(name.toLowerCase())}` : length;
}

/** `2 × 40 ft high cube, 1 × 20 ft` */
export function containerCounts(counts: Readonly<Record<string, number>>, words: Words = ENGLISH): string {
  return words.list(
    Object.entries(counts).map(([size, count]) => count > 0 && `${count} × ${containerSize(size, words)}`),
  );
}

const countries = new Map<Language, Intl.DisplayNames>();

/** The names of countries in a language. Making them takes much longer than using them. */
function countriesIn(language: Language): Intl.DisplayNames {
  // `Hongkong`, not `Sonderverwaltungsregion Hongkong`.
  const style = language === 'en' ? 'long' : 'short';
  const known = countries.get(language) ?? new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' });
  countries.set(language, known);
  return known;
}

/** `CN China`; other texts are unchanged. */
export function countryText(country: string, { language }: Words = ENGLISH): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return [country, countriesIn(language).of(country)].filter(Boolean).join(' ');
}

/** `12,400 kg` */
export function quantityText({ value, unit }: { value: string; unit: string }, words: Words = ENGLISH): string {
  return `${statedDecimal(value, words)} ${unit}`;
}

const BYTES = ['B', 'kB', 'MB', 'GB'];

/** `1.4 MB` */
export function sizeText(bytes: number, words: Words = ENGLISH): string {
  let size = bytes;
  let at = 0;
  while (size >= 1000 && at < BYTES.length - 1) {
    size /= 1000;
    at += 1;
  }
  const text = size >= 10 || at === 0 ? String(Math.round(size)) : plainDecimal(size.toFixed(1), words);
  return `${text} ${BYTES[at]}`;
}

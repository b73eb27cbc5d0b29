import type { Cell } from '#lib/model/sheet.ts';
import { STYLE } from './xlsx-parts.ts';

/** A cell as XML, also an empty one, since cells have no addresses. Texts are inline strings, so nothing is a formula. */
export function cellXml(cell: Cell): string {
  if (cell === null || cell === '') return '<c/>';
  if (typeof cell === 'string') return textXml(cell, STYLE.text);
  return 'number' in cell ? numberXml(cell.number) : localXml(cell.local);
}

/** A heading. */
export function headXml(text: string): string {
  return textXml(text, STYLE.head);
}

/** Excel keeps 15 digits of a number; one with more is written as text, so that none is lost. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.(\d+))?$/;
const DIGITS = 15;

function numberXml(number: string): string {
  const match = NUMBER.exec(number);
  if (!match || number.replace(/\D/g, '').length > DIGITS) return textXml(number, STYLE.text);
  return valueXml(number, match[1]?.length === 2 ? STYLE.cents : STYLE.number);
}

const DAY_MS = 86_400_000;
const DAY_ZERO = Date.UTC(1899, 11, 30);
/** Serials before it are shifted by a day, because Excel knows a 29 February 1900. */
const FIRST_DAY = Date.UTC(1900, 2, 1);

/** A local day or date-time as the serial number of its clock, whatever the zone; text if there is no such serial. */
function localXml(local: string): string {
  const time = Date.parse(local.length === 10 ? local : `${local}Z`);
  if (!(time >= FIRST_DAY)) return textXml(local, STYLE.text);
  const style = local.length === 10 ? STYLE.day : local.length === 16 ? STYLE.minute : STYLE.second;
  return valueXml(String((time - DAY_ZERO) / DAY_MS), style);
}

function valueXml(value: string, style: number): string {
  return `<c s="${style}"><v>${value}</v></c>`;
}

function textXml(text: string, style: number): string {
  const space = SPACED.test(text) ? ' xml:space="preserve"' : '';
  return `<c s="${style}" t="inlineStr"><is><t${space}>${escapeText(text)}</t></is></c>`;
}

const SPACED = /^\s|\s$|\n/;
/** The most characters that Excel takes in a cell. */
const MAX_TEXT = 32_767;
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has none of these characters.
const SPECIAL = /[&<>\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|_x(?=[0-9A-Fa-f]{4}_)/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', _x: '_x005F_x' };

/** Text in XML. Characters that XML cannot contain are written as Excel does, `_x0001_`; halves of a pair become U+FFFD. */
function escapeText(text: string): string {
  const cut = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
  return cut
    .toWellFormed()
    .replace(SPECIAL, (one) => ENTITIES[one] ?? `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

import { isPlaceholder } from './placeholder.ts';

/** The search form of a reference: upper case, letters and digits only, in normal width. */
export function searchable(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** References that are searched at once at most. */
export const MAX_REFERENCES = 100;
/** Characters of a reference at most. */
const MAX_LENGTH = 200;

/** Separators of references that never occur within one. */
const BETWEEN = /[\n\r\t,;|\u3001\u3002\uff0c\uff1b]+|\s[/&+]\s/;

/** The references in a pasted text: one per line, or separated by commas, tabs or semicolons; without the heading of a column. */
export function splitReferences(text: string): string[] {
  return distinct(withoutHeading(text).split(BETWEEN))
    .map((reference) => reference.slice(0, MAX_LENGTH))
    .slice(0, MAX_REFERENCES);
}

/** The words of headings of columns with references. A word of no reference is among them. */
const HEADING =
  /^(?:(?:our|your|customer|shipper|purchase|master|house|po|order|container|shipment|booking|b\/l|bl|hbl|mbl|hawb|mawb|bill|of|lading|invoice|tracking|reference|references|ref|number|numbers|no|nr|id|name)s?[.:#]*[\s_-]*|#\s*)+$/i;

/** The first line is no reference if it is the heading of the column. */
function withoutHeading(text: string): string {
  const [first = '', ...rest] = text.split(/[\n\r]+/).filter((line) => line.trim() !== '');
  return rest.length > 0 && HEADING.test(first.trim()) ? rest.join('\n') : text;
}

/** References of one field at most; the rest is kept as one. */
const MAX_IN_FIELD = 2_000;

/**
 * The references in one field of a provider: one, or a list with any separator; none that stands for no value (`N/A`). A space or slash may be part of a reference
 * (`MSCU 123456-7`, `INV/2026/001`): the parts are added only if each of them looks like a reference.
 */
export function referencesIn(text: string): string[] {
  const parts = distinct(text.split(BETWEEN)).filter((part) => !isPlaceholder(part));
  const rest = parts.slice(MAX_IN_FIELD).join(';');
  const first = parts.slice(0, MAX_IN_FIELD).flatMap((part) => [part, ...joinedIn(part)]);
  return distinct(rest === '' ? first : [...first, rest]);
}

/** A number of some length, or letters followed by one. */
const WHOLE_REFERENCE = /^(?:\d{6,}|[a-z]{2,}[-_#]?\d{3,})$/i;

function joinedIn(part: string): string[] {
  for (const separator of [/\s+/, /\//]) {
    const joined = part.split(separator).slice(0, MAX_IN_FIELD);
    if (joined.length > 1 && joined.every((one) => WHOLE_REFERENCE.test(one))) return joined;
  }
  return [];
}

function distinct(parts: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const part of parts) {
    const reference = part.trim();
    const key = searchable(reference);
    if (key !== '' && !found.has(key)) found.set(key, reference);
  }
  return [...found.values()];
}

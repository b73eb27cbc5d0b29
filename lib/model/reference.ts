/** How references are compared, however people write them: upper case, letters and digits only, of whatever width. */
export function searchable(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The most references that are looked up at once. */
export const MAX_REFERENCES = 100;
/** What a reference in an address or a filter may have, characters. */
const MAX_LENGTH = 200;

/** What stands between the references of a list and never in one. */
const BETWEEN = /[\n\r\t,;|\u3001\u3002\uff0c\uff1b]+|\s[/&+]\s/;

/** The references in a text as it comes out of a spreadsheet or a mail: one per line, or between commas, tabs, semicolons. */
export function splitReferences(text: string): string[] {
  return distinct(text.split(BETWEEN))
    .map((reference) => reference.slice(0, MAX_LENGTH))
    .slice(0, MAX_REFERENCES);
}

/** The most references that are taken out of one field; what follows is kept as one. */
const MAX_IN_FIELD = 2_000;

/**
 * The references in one field of a provider, which may be one or a list by any separator. A blank or a slash may belong to a
 * reference (`MSCU 123456-7`, `INV/2026/001`): only where each part looks like a reference itself are the parts taken as well.
 */
export function referencesIn(text: string): string[] {
  const parts = distinct(text.split(BETWEEN));
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

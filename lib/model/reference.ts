/** How references are compared, however people write them: upper case, letters and digits only. */
export function searchable(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** The most references that are looked up at once. */
export const MAX_REFERENCES = 100;

/** The references in a text as it comes out of a spreadsheet or a mail: one per line, or between commas, tabs, semicolons. */
export function splitReferences(text: string): string[] {
  const found = new Map<string, string>();
  for (const part of text.split(/[\n\r\t,;]+/)) {
    const reference = part.trim();
    const key = searchable(reference);
    if (key !== '' && !found.has(key)) found.set(key, reference.slice(0, 60));
  }
  return [...found.values()].slice(0, MAX_REFERENCES);
}

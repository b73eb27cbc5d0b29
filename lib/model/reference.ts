/** How references are compared, however people write them: upper case, letters and digits only. */
export function searchable(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

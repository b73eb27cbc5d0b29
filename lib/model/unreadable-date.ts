import { isPlaceholder } from './placeholder.ts';
import { isNoDate, parseMoment } from './time.ts';

/** Characters of a text that are kept. */
const MAX_LENGTH = 80;

/** What stands in the place of a date and names none, as text; null for a date, for nothing, and for what is written for no date. */
export function unreadableDate(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).trim();
  if (text === '' || isPlaceholder(text) || isNoDate(text) || parseMoment(text)) return null;
  return text.slice(0, MAX_LENGTH).toWellFormed();
}

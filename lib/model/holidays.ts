import { z } from 'zod';

/** So many that every target, and every free time, ends within the days that are searched. */
export const MAX_HOLIDAYS = 200;

/** Dates on which nobody works, YYYY-MM-DD, in order and each once. */
export const holidays = z
  .array(z.iso.date('Enter holidays as dates like 2026-12-25, one a line.'))
  .max(MAX_HOLIDAYS, `Enter ${MAX_HOLIDAYS} holidays at most.`)
  .transform((days) => [...new Set(days)].sort());

/** Dates as they are entered, separated by lines, spaces or commas; not validated. */
export function datesIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

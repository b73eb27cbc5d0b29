import { z } from 'zod';

/*
 * What lists are narrowed by, as it stands in an address: the pages and the REST API parse it with the same schemas.
 */

/** A value of a filter as it stands in an address, and as it is meant. */
export type FilterValue = { text: string; value: unknown };

/** Reads a value of a filter. Codes and words are known in any case, as people type them; undefined for one that is not known. */
export function readFilterValue(filter: z.ZodType, typed: string): FilterValue | undefined {
  for (const text of [typed, typed.toUpperCase(), typed.toLowerCase()]) {
    const parsed = filter.safeParse(text);
    const { data: value } = parsed;
    if (parsed.success) return { text: typeof value === 'string' ? value : text, value };
  }
  return undefined;
}

/** Text without control characters, which the database would refuse. */
export function words(most: number, description: string) {
  return z
    .string()
    .max(most)
    .regex(/^\P{Cc}*$/u, 'must hold no control characters')
    .optional()
    .describe(description);
}

/** A switch in a query string. */
export function flag(description: string) {
  return z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional()
    .describe(description);
}

export const today = z.iso
  .date()
  .optional()
  .describe('The day from which lateness is counted, `YYYY-MM-DD`. Today in UTC when left out.');

export const provider = z
  .string()
  .max(60)
  .regex(/^\P{Cc}*$/u, 'must hold no control characters')
  .toLowerCase()
  .optional()
  .describe('Only what this provider says, by its name.');
export const shipment = z.uuid().optional().describe('Only what concerns the shipment with this id.');

/** How people look a record up by its number. */
export const numberStart = words(200, 'The beginning of the number, without regard to case, spaces and punctuation.');

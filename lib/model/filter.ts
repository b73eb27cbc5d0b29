import { z } from 'zod';

/*
 * The filters of lists, as they are written in an address: pages and REST API parse them with the same schemas.
 */

/** A filter value as it is written in an address, and as it is meant. */
export type FilterValue = { text: string; value: unknown };

/** Parses a filter value. Codes and words are accepted in any case; undefined for an invalid one. */
export function readFilterValue(filter: z.ZodType, typed: string): FilterValue | undefined {
  for (const text of [typed, typed.toUpperCase(), typed.toLowerCase()]) {
    const parsed = filter.safeParse(text);
    const { data: value } = parsed;
    if (parsed.success) return { text: typeof value === 'string' ? value : text, value };
  }
  return undefined;
}

/** Text without control characters, which PostgreSQL cannot store. */
export function text(most: number, description: string) {
  return z
    .string()
    .max(most)
    .regex(/^\P{Cc}*$/u, 'must not contain control characters')
    .optional()
    .describe(description);
}

/** A boolean in a query string. */
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
  .describe('The day that lateness is measured against, `YYYY-MM-DD`. Default: today in UTC.');

export const provider = z
  .string()
  .max(60)
  .regex(/^\P{Cc}*$/u, 'must not contain control characters')
  .toLowerCase()
  .optional()
  .describe('Only data from this provider.');
export const shipment = z.uuid().optional().describe('Only rows linked to the shipment with this id.');

/** Search by the number of a record. */
export const numberStart = text(200, 'A prefix of the number; case, spaces and punctuation are ignored.');

import { z } from 'zod';

/*
 * The filters of lists, as they are written in an address: pages and REST API parse them with the same schemas.
 */

/** Text without control characters, which PostgreSQL cannot store. */
export function words(most: number, description: string) {
  return z
    .string()
    .max(most)
    .regex(/^\P{Cc}*$/u, 'must hold no control characters')
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
  .describe('The day from which lateness is counted, `YYYY-MM-DD`. Today in UTC when left out.');

export const provider = words(60, 'Only what this provider says, by its name.');
export const shipment = z.uuid().optional().describe('Only what concerns the shipment with this id.');

/** Search by the number of a record. */
export const numberStart = words(200, 'The beginning of the number, without regard to case, spaces and punctuation.');

import { z } from 'zod';

/*
 * What lists are narrowed by, as it stands in an address: the pages and the REST API parse it with the same schemas.
 */

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

export const provider = words(60, 'Only what this provider says, by its name.');
export const shipment = z.uuid().optional().describe('Only what concerns the shipment with this id.');

/** How people look a record up by its number. */
export const numberStart = words(200, 'The beginning of the number, without regard to case, spaces and punctuation.');

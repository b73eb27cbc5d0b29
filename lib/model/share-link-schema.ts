import { z } from 'zod';
import { LINK_DAYS, SHARED_LISTS } from './share-link.ts';

const field = z.string().regex(/^[\w-]{1,40}$/, 'This is not the id of a field.');

/** A link as somebody asks for it: to a shipment, or to a list in a state of its page. */
export const newShareLink = z
  .strictObject({
    recipient: z
      .string()
      .trim()
      .min(1, 'Name who gets the link.')
      .max(100, 'Enter 100 characters at most.')
      .regex(/^\P{C}*$/u, 'Enter no control characters.')
      .describe('Who gets the link: a name that its page shows.'),
    days: z
      .literal([...LINK_DAYS], `Choose ${LINK_DAYS.join(', ')} days.`)
      .default(LINK_DAYS[0])
      .describe('The days for which it is valid.'),
    shipmentId: z.uuid('This shipment does not exist.').optional().describe('The shipment; left out for a list.'),
    list: z.enum(SHARED_LISTS, 'This list cannot be shared.').optional().describe('The list; left out for a shipment.'),
    search: z
      .string()
      .max(7_000, 'This is too long to be shared.')
      .default('')
      .describe('The filters and the sort of the list, as in the address of its page.'),
    fields: z
      .array(field)
      .min(1, 'Choose what the link shows.')
      .max(40)
      .describe('What it shows: parts of the shipment, or columns of the list. Nothing else can be seen.'),
  })
  .refine(({ shipmentId, list }) => (shipmentId === undefined) !== (list === undefined), {
    path: ['shipmentId'],
    message: 'State either a shipment or a list.',
  });

export type NewShareLink = z.output<typeof newShareLink>;

import { z } from 'zod';
import { SEVERITIES } from './exception.ts';
import { type Followed, WATCH_CHANNELS } from './subscription.ts';

/** What a form watches. */
export const watchSchema = z
  .object({
    scope: z.enum(['shipment', 'customer', 'view', 'filter']),
    subjectId: z.uuid().optional(),
    filter: z.string().max(7_000, 'This is too long to be watched.').optional(),
    label: z.string().trim().max(200).optional(),
    channel: z.enum(WATCH_CHANNELS).default('email'),
    severity: z
      .union([z.enum(SEVERITIES), z.literal('')])
      .default('')
      .transform((severity) => severity || null),
  })
  .transform(({ scope, subjectId, filter, ...how }, context) => {
    const followed: Followed | null =
      scope === 'filter' ? (filter ? { scope, filter } : null) : subjectId ? { scope, subjectId } : null;
    if (followed) return { ...how, followed };
    context.addIssue({ code: 'custom', message: 'This does not exist any more.' });
    return z.NEVER;
  });

const SUBJECTS = ['shipmentId', 'partyId', 'viewId', 'filter'] as const;

/** What a program lets the user to whom its token belongs watch. */
export const newWatchBody = z
  .strictObject({
    shipmentId: z.uuid().optional().describe('One shipment.'),
    partyId: z.uuid().optional().describe('The customer whose shipments are watched, as a party.'),
    viewId: z.uuid().optional().describe('A saved view of shipments: what it shows when a milestone is recorded.'),
    filter: z
      .string()
      .min(1, 'Enter a filter.')
      .max(7_000, 'This is too long to be watched.')
      .optional()
      .describe('A filter of the list of shipments, as in the address of its page: `?mode=air&role=consignee`.'),
    channel: z.enum(WATCH_CHANNELS).default('email').describe('`app`: the bell of the pages.'),
    severity: z
      .enum(SEVERITIES)
      .nullable()
      .default(null)
      .describe('The least severity of exceptions that are told besides milestones. Null for none.'),
  })
  .refine((body) => SUBJECTS.filter((name) => body[name] !== undefined).length === 1, {
    path: ['shipmentId'],
    message: 'State one of shipment, party, view and filter.',
  });

/** What a program changes of a watch. To change the others, the same is watched again. */
export const watchChangeBody = z.strictObject({
  isMuted: z.boolean().describe('Whether nothing is told, and what waits is cancelled.'),
});

type Subject = { [name in (typeof SUBJECTS)[number]]?: string | undefined };

/** What a program names, of which its schema lets through exactly one. */
export function followedIn({ shipmentId, partyId, viewId, filter }: Subject): Followed {
  if (filter !== undefined) return { scope: 'filter', filter };
  if (shipmentId !== undefined) return { scope: 'shipment', subjectId: shipmentId };
  if (partyId !== undefined) return { scope: 'customer', subjectId: partyId };
  return { scope: 'view', subjectId: viewId ?? '' };
}

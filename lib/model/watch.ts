import { z } from 'zod';
import { SEVERITIES } from './exception.ts';
import { type Followed, WATCH_CHANNELS } from './subscription.ts';

/** What a form or program watches. */
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

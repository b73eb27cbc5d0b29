import { z } from 'zod';
import { AMENDABLE } from './booking-terms.ts';
import { containerCounts, day, optional, port, text } from './request-fields.ts';

const changes = {
  name: optional(100),
  cargoReadyOn: day.optional(),
  originPort: port.describe('UN/LOCODE of the port of loading.'),
  destinationPort: port.describe('UN/LOCODE of the port of discharge.'),
  containers: containerCounts.optional().describe('All containers by size, not only the added ones.'),
};

/** The values before an amendment; null for none. */
const previous = z.strictObject({
  name: z.string().max(200).nullish(),
  cargoReadyOn: z.string().max(10).nullish(),
  originPort: z.string().max(200).nullish(),
  destinationPort: z.string().max(200).nullish(),
  containers: z.record(z.string().max(60), z.int().min(0)).nullish(),
});
export type AmendedValues = z.output<typeof previous>;

/** An amendment of a booking: only what changes. */
export const amendmentRequestSchema = z
  .strictObject({
    booking: text(100).describe("The provider's id of the booking."),
    ...changes,
    was: previous
      .optional()
      .describe(
        'The values that the amendment is based on. If the booking has another one by now, the answer is 409 with what changed. If left out, the current values are recorded.',
      ),
  })
  .refine((input) => AMENDABLE.some((field) => input[field] !== undefined), {
    message: 'contains no change',
    path: ['name'],
  });
export type AmendmentInput = z.output<typeof amendmentRequestSchema>;

import { z } from 'zod';

/** Why a legal hold is placed or lifted, as it is entered. */
export const holdReason = z
  .string()
  .trim()
  .min(3, 'State a reason.')
  .max(500, 'At most 500 characters.')
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'Has a character that cannot be stored.');

/** A legal hold as a program places it. */
export const holdBody = z.strictObject({
  reason: holdReason.describe('Why the webhooks of this shipment must stay; in the audit log.'),
});

/** The lifting of a legal hold, as a program does it. */
export const holdLiftBody = z.strictObject({
  reason: holdReason.describe('Why the archive may take the webhooks of this shipment again; in the audit log.'),
});

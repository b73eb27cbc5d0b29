import { z } from 'zod';
import { EXCEPTION_TYPES } from './exception.ts';

/** Who gets exceptions when they open; fields that are left out are for every type, and every customer. */
export const ownerRuleBody = z.strictObject({
  type: z
    .enum(EXCEPTION_TYPES, 'Choose one of the listed types.')
    .nullable()
    .default(null)
    .describe('Null for every type.'),
  customer: z
    .string()
    .trim()
    .max(200, 'Enter 200 characters at most.')
    .regex(/^\P{Cc}*$/u, 'Enter no control characters.')
    .nullable()
    .default(null)
    .describe('The customer of the shipment, in any case; null for every customer.'),
  owner: z.email('Choose a person.').toLowerCase().describe('The e-mail address of a user.'),
});

/** Such a rule as a form states it: empty fields are for every type, and every customer. */
export const ownerRuleForm = z.preprocess((form) => {
  const entered = new Map(Object.entries(form ?? {}));
  return { type: entered.get('type') || null, customer: entered.get('customer') || null, owner: entered.get('owner') };
}, ownerRuleBody);

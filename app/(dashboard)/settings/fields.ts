import { z } from 'zod';
import { findProvider } from '#lib/providers/index.ts';

/** An e-mail address, in lower case. */
export const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .max(320, 'This is not an e-mail address.')
  .pipe(z.email('This is not an e-mail address.'));

/** A line of text of at most 100 characters, maybe empty. */
export const lineField = z
  .string()
  .trim()
  .max(100, 'Enter 100 characters at most.')
  .regex(/^\P{C}*$/u, 'This contains invalid characters.');

/** A source, by its name. */
export const sourceField = z.string().transform((name, context) => {
  const found = findProvider(name);
  if (found) return found;
  context.addIssue({ code: 'custom', message: 'This source does not exist.' });
  return z.NEVER;
});

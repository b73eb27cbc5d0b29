import { z } from 'zod';

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
  .max(100)
  .regex(/^\P{C}*$/u, 'This contains invalid characters.');

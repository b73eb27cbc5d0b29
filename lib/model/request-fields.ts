import { z } from 'zod';
import { CONTAINER_SIZES, type ContainerSize } from './booking-terms.ts';

/*
 * The values that requests to providers consist of, as forms and programs write them.
 */

/** What to say about a value that is missing; a wrong one gets the usual message. */
export const missing = { error: ({ input }: { input?: unknown }) => (input === undefined ? 'is required' : undefined) };

/** An absent number, and text that is none. */
const notNumber = { error: 'must be a number' };

/** Text with line ends; PostgreSQL cannot store other control characters. */
export const lines = (most: number) =>
  z
    .string(missing)
    .trim()
    .max(most)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\r\n])*$/u, 'must not contain control characters or unpaired surrogates');
export const text = (most: number) => lines(most).min(1, 'is required');
export const optional = (most: number) =>
  lines(most)
    .transform((value) => value || undefined)
    .optional();
export const port = lines(5)
  .regex(/^(?:[A-Z]{2}[A-Z2-9]{3})?$/i, 'must be a UN/LOCODE, such as CNSHA')
  .transform((value) => value.toUpperCase() || undefined)
  .optional();
export const day = z.iso.date({
  error: ({ input }) => (input === undefined ? 'is required' : 'must be a day, YYYY-MM-DD'),
});
export const amount = z.coerce.number(notNumber).positive('must be more than 0').max(1e7);
export const wholeNumber = (most: number) =>
  z.coerce.number(notNumber).int('must be a whole number').min(1, 'must be 1 or more').max(most);

const count = z.coerce.number(notNumber).int('must be a whole number').min(0).max(999);
const sizes = Object.keys(CONTAINER_SIZES) as [ContainerSize, ...ContainerSize[]];

/** Containers by size. */
export const containerCounts = z.partialRecord(z.enum(sizes), count);

/** `UN1263`, also written `un 1263` or `1263`. UN 0004 is the lowest number that the UN Model Regulations list, 3600 a bound above the highest. */
export const unNumber = z
  .string()
  .trim()
  .transform((value) => value.toUpperCase().replace(/^(?:UN)?\s*(?=\d{4}$)/, 'UN'))
  .pipe(z.string().regex(/^UN(?!000[0-3])(?:[0-2]\d{3}|3[0-5]\d{2}|3600)$/, 'must be a UN number, such as UN1263'));

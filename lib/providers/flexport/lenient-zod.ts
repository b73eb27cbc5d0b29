import { z } from 'zod';
import { dateOf, type Fields, isObject, objectsOf, textOf } from './read.ts';

/** Text or a number, as text. */
export const text = z.unknown().optional().transform(textOf);
/** A code or number that is painted in capitals, whatever somebody typed. */
export const capitals = text.transform((code) => code?.toUpperCase());
/** The text of a date. null means: stated to be none. */
export const date = z.unknown().optional().transform(dateOf);
/** Words that mark a thing. */
export const tags = z
  .unknown()
  .optional()
  .transform((value) => (Array.isArray(value) ? value.filter((tag) => typeof tag === 'string') : []));

/** An object, or nothing. */
export function part<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (isObject(value) ? value : undefined), schema.optional()).optional();
}

/** Every field of every schema here takes anything, so any object at all is good input for each. */
function inputOf<S extends z.ZodType>(value: Fields): z.input<S> {
  return value as z.input<S>;
}

/** A list of objects, also when it comes as a page; empty when it is a link. */
export function list<S extends z.ZodType>(schema: S) {
  return z
    .unknown()
    .optional()
    .transform((value) => objectsOf(value).map(inputOf<S>))
    .pipe(z.array(schema));
}

import { z } from 'zod';
import { dateOf, type Fields, isObject, isWhole, objectsOf, textOf } from './read.ts';

/** Text or a number, as text. */
export const text = z.unknown().optional().transform(textOf);
/** A code or number in upper case. */
export const capitals = text.transform((code) => code?.toUpperCase());
/** The text of a date. null: the source states that there is none. */
export const date = z.unknown().optional().transform(dateOf);
/** Tags of an object. */
export const tags = z
  .unknown()
  .optional()
  .transform((value) => (Array.isArray(value) ? value.filter((tag) => typeof tag === 'string') : []));

/** An object, or undefined. */
export function part<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (isObject(value) ? value : undefined), schema.optional()).optional();
}

/** Every field of these schemas accepts anything, so any object is valid input. */
function inputOf<S extends z.ZodType>(value: Fields): z.input<S> {
  return value as z.input<S>;
}

/** Whether a list is expanded with all its elements. */
export const whole = z.unknown().optional().transform(isWhole);

/** An object with the fields of a schema, some of which are read from others of its fields. */
export function reading<S extends z.ZodType>(sources: Readonly<Record<string, string>>, schema: S) {
  return z.preprocess((value) => {
    if (!isObject(value)) return value;
    const read: Record<string, unknown> = { ...value };
    for (const [field, source] of Object.entries(sources)) read[field] = value[source];
    return read;
  }, schema);
}

/** A list of objects, also when it comes as a page; empty when it is a link. */
export function list<S extends z.ZodType>(schema: S) {
  return z
    .unknown()
    .optional()
    .transform((value) => objectsOf(value).map(inputOf<S>))
    .pipe(z.array(schema));
}

import type { Json } from '#lib/emulator/flexport/parts.ts';

/** Reads the target of a link; null if there is none. */
export type Resolve = (path: string, query: URLSearchParams) => Json | null;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A link to an object becomes the object, a link to a collection the array of its first hundred. */
function follow(value: Json, resolve: Resolve): unknown {
  if (typeof value.link !== 'string') return value;
  const url = new URL(value.link);
  if (value._object !== '/api/refs/collection') return resolve(url.pathname, url.searchParams) ?? value;
  url.searchParams.set('per', '100');
  return resolve(url.pathname, url.searchParams)?.data ?? value;
}

function expandField(value: unknown, [name, ...rest]: readonly string[], resolve: Resolve): unknown {
  if (name === undefined) return value;
  if (Array.isArray(value)) return value.map((one) => expandField(one, [name, ...rest], resolve));
  if (!isObject(value)) return value;
  const field = value[name];
  if (field === undefined || field === null) return value;
  const followed = isObject(field) ? follow(field, resolve) : field;
  return { ...value, [name]: expandField(followed, rest, resolve) };
}

/** Replaces links by what they point to: `expand=legs,booking`, nested with dots. Unknown fields are ignored. */
export function expand(object: Json, fields: readonly string[], resolve: Resolve): Json {
  return fields.reduce<Json>((whole, field) => expandField(whole, field.split('.'), resolve) as Json, object);
}

/** The fields in a query: several parameters, or one with commas. */
export function fieldsOf(query: URLSearchParams): string[] {
  return query.getAll('expand').flatMap((one) => one.split(',').filter((field) => field !== ''));
}

/** In responses, links point to this server; addresses of files are the same as in webhooks. */
export function localLinks(text: string, base: string): string {
  return text.replaceAll(/("file_link":\s*")?https:\/\/api\.flexport\.com/g, (link, file) => (file ? link : base));
}

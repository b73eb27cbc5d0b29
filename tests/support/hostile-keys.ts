import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';

/** Names of properties that every JavaScript object inherits; providers may send them as ids. */
export const INHERITED = [
  '__proto__',
  'constructor',
  'prototype',
  'valueOf',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
  'isPrototypeOf',
] as const;

/** Text that JSON can contain and that PostgreSQL, or an index row of it, cannot. */
export const UNSTORABLE = [
  'ACME \ud83d',
  '\ude9a',
  'a\0b',
  Array.from({ length: 1_200 }, (_, at) => `R\u{1F69A}运${((at * 7_919) % 10_007).toString(36)}`).join(''),
] as const;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The events of the provider's fixtures, as they are sent. */
export function fixtureBodies(provider: string): Json[] {
  const folder = new URL(`../../lib/providers/${provider}/fixtures/`, import.meta.url).pathname;
  return globSync(`${folder}*.json`)
    .sort()
    .map((file) => JSON.parse(readFileSync(file, 'utf8')).body as Json);
}

/** Fields that are set by the provider's software and not by users: event types and times. */
const FIXED = /^(_object|type|event|milestone|timestamp|sentAt|timezone)$|_at$|At$|[dD]ate|^time/;
const DATE = /^\d{4}-\d{2}-\d{2}/;

/** A body whose names, ids, numbers and texts are replaced by path, and whose objects have additional fields with such names. */
export function renamed(body: Json, nameAt: (path: string) => string | null): Json {
  const walk = (value: Json, path: string): Json => {
    if (Array.isArray(value)) return value.map((one, at) => walk(one, `${path}.${at}`));
    if (value !== null && typeof value === 'object') {
      const entries = Object.entries(value).map(([key, one]): [string, Json] => {
        return [key, FIXED.test(key) ? one : walk(one, `${path}.${key}`)];
      });
      return Object.fromEntries([...entries, ...fieldsNamed(nameAt(`${path}.*`))]);
    }
    const isName = typeof value === 'string' ? !DATE.test(value) : typeof value === 'number' && /id$/i.test(path);
    return (isName && nameAt(path)) || value;
  };
  return walk(body, '');
}

function fieldsNamed(name: string | null): [string, Json][] {
  return name === null ? [] : [[name, { polluted: 'yes', toString: null }]];
}

/** Chooses names by path: the same path always has the same name, most paths have none. */
export function naming(names: readonly string[]): fc.Arbitrary<(path: string) => string | null> {
  return fc.record({ seed: fc.nat(), share: fc.constantFrom(1, 2, 5) }).map(({ seed, share }) => (path) => {
    let sum = seed;
    for (const letter of path) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0;
    return sum % share === 0 ? (names[(sum >>> 8) % names.length] ?? null) : null;
  });
}

/** The properties that were added to built-in prototypes; must be empty. */
export function pollution(): string[] {
  const found: string[] = [];
  for (const key in {}) found.push(key);
  return [
    ...found,
    ...Object.keys(Object.prototype),
    ...Object.keys(Function.prototype),
    ...Object.keys(Array.prototype),
  ];
}

import { readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SHORTENED, shortExports } from './short-exports.ts';

/** An entry as drizzle-orm declares it. */
const entry = (path: string) => ({
  import: { types: `./${path}.d.ts`, default: `./${path}.js` },
  require: { types: `./${path}.d.cts`, default: `./${path}.cjs` },
  types: `./${path}.d.ts`,
  default: `./${path}.js`,
});

test('entries that lead to files of their own name become one pattern, and all others stay', () => {
  const declared = {
    '.': entry('index'),
    './alias': entry('alias'),
    './pg-core': entry('pg-core/index'),
    './pg-core/columns/all': entry('pg-core/columns/all'),
    './old': { default: './old.js' },
  };
  const short = { '.': entry('index'), './pg-core': entry('pg-core/index'), './old': { default: './old.js' } };
  expect(shortExports(declared)).toEqual({ ...short, './*': entry('*') });
});

test('exports that are short stay as they are', () => {
  const short = shortExports({ '.': entry('index'), './alias': entry('alias') });
  expect(shortExports(short)).toEqual(short);
});

test('the installed package is short, and its files are found', () => {
  expect(statSync(SHORTENED).size).toBeLessThan(30_000);
  expect(Object.keys(JSON.parse(readFileSync(SHORTENED, 'utf8')).exports)).toContain('./*');
  for (const subpath of ['', '/casing', '/entity', '/pg-core', '/pg-core/columns/bigint', '/postgres-js'])
    expect(statSync(new URL(import.meta.resolve(`drizzle-orm${subpath}`))).isFile()).toBe(true);
});

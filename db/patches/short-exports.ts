/**
 * Shortens the `exports` of drizzle-orm after each install. It declares 447 subpaths in 180 kB, nearly all by the same pattern, and Node
 * reads them again for each module that it loads: half of the work and of the memory of every start (decision 48).
 */
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

type Exports = Readonly<Record<string, unknown>>;

const PATTERN = './*';

/** The package whose `exports` are shortened. */
export const SHORTENED = join(import.meta.dirname, '../../node_modules/drizzle-orm/package.json');

/** What drizzle-orm exports for a file without its extension. */
const files = (path: string) => ({
  import: { types: `./${path}.d.ts`, default: `./${path}.js` },
  require: { types: `./${path}.d.cts`, default: `./${path}.cjs` },
  types: `./${path}.d.ts`,
  default: `./${path}.js`,
});

/**
 * The same exports with one pattern in place of all entries that lead to the files of their own name. The others stay, and apply before
 * the pattern.
 */
export function shortExports(exports: Exports): Exports {
  const isByPattern = ([subpath, target]: [string, unknown]) =>
    JSON.stringify(target) === JSON.stringify(files(subpath.slice(PATTERN.length - 1)));
  const others = Object.entries(exports).filter((entry) => entry[0] !== PATTERN && !isByPattern(entry));
  return { ...Object.fromEntries(others), [PATTERN]: files('*') };
}

if (realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const found = JSON.parse(readFileSync(SHORTENED, 'utf8')) as { exports: Exports };
  writeFileSync(SHORTENED, `${JSON.stringify({ ...found, exports: shortExports(found.exports) })}\n`);
}

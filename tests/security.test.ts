import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const rows = text('docs/security.md')
  .split('\n')
  .filter((line) => /^\| \d/.test(line));

/** Requirements of levels 1 and 2 in each chapter of the Application Security Verification Standard 5.0. */
const REQUIREMENTS = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

describe('docs/security.md', () => {
  it('has every requirement of ASVS 5.0, levels 1 and 2, once', () => {
    const numbers = rows.flatMap((row) => row.split('|')[1]?.match(/\d+\.\d+\.\d+/g) ?? []);
    expect(new Set(numbers).size).toBe(numbers.length);
    const counts = REQUIREMENTS.map((_, at) => numbers.filter((one) => one.startsWith(`${at + 1}.`)).length);
    expect(counts).toEqual(REQUIREMENTS);
  });

  it('cites existing tests', () => {
    const cited = rows.flatMap((row) => [...row.matchAll(/`((?:tests|lib|db)\/[^`]+\.ts)`((?:,? "[^"]+")*)/g)]);
    expect(cited.length).toBeGreaterThan(50);
    const missing = cited.flatMap(([, file = '', titles = '']) => {
      if (!existsSync(join(ROOT, file))) return [file];
      const source = text(file).replaceAll("\\'", "'");
      return [...titles.matchAll(/"([^"]+)"/g)]
        .map(([, title = '']) => title)
        .filter((title) => !source.includes(title))
        .map((title) => `${file}: ${title}`);
    });
    expect(missing).toEqual([]);
  });
});

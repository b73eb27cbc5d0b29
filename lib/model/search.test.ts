import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchable } from './reference.ts';
import { searchPatterns, searchTerms } from './search.ts';

/** `like` of PostgreSQL for patterns without escapes. */
function isLike(text: string, pattern: string): boolean {
  const parts = pattern.split(/(?<any>%)|(?<one>_)/).filter((part) => part !== undefined);
  const source = parts.map((part) => (part === '%' ? '[^]*' : part === '_' ? '[^]' : part)).join('');
  return new RegExp(`^${source}$`, 'u').test(text);
}

describe('search terms', () => {
  it('are in search form, once, sorted, each between line breaks', () => {
    expect(searchTerms(['PO-4410', null, 'po 4410', 'Ever Alot', undefined, '--'])).toBe('\nEVERALOT\nPO4410\n');
    expect(searchTerms([null, '%'])).toBeNull();
  });

  it('are bounded in number and length, and never end with half a character', () => {
    const many = Array.from({ length: 30_000 }, (_, at) => `REFERENCE-${at}`);
    expect(searchTerms(many)?.length).toBeLessThan(100_300);
    expect(searchTerms(many)).toContain('\nREFERENCE1\n');
    const long = searchTerms([`${'A'.repeat(199)}𐐀𐐀`]);
    expect(long?.isWellFormed()).toBe(true);
  });
});

describe('a search', () => {
  it('matches whole terms, their beginnings and any part of them', () => {
    const terms = searchTerms(['MSCU1234567', 'PO-88']) ?? '';
    const found = (typed: string) =>
      Object.entries(searchPatterns(typed) ?? {}).flatMap(([name, pattern]) => (isLike(terms, pattern) ? [name] : []));
    expect(found('mscu 123456-7')).toEqual(['whole', 'beginning', 'any']);
    expect(found('MSCU')).toEqual(['beginning', 'any']);
    expect(found('4567')).toEqual(['any']);
    expect(found('po')).toEqual(['beginning', 'any']);
    expect(found('88')).toEqual([]);
    expect(found('7PO')).toEqual([]);
  });

  it('takes % and _ for punctuation, and finds nothing by punctuation alone', () => {
    expect(searchPatterns('%')).toBeNull();
    expect(searchPatterns('_\\%')).toBeNull();
    expect(searchPatterns('4_1%0')).toEqual(searchPatterns('410'));
  });

  it('finds every part of three characters or more of every text', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 5 });
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), fc.nat(), (given, which, from, length) => {
        const characters = [...searchable(given[which % Math.max(given.length, 1)] ?? '')];
        const start = from % Math.max(characters.length, 1);
        const part = characters.slice(start, start + 3 + (length % 10)).join('');
        const patterns = searchPatterns(part);
        fc.pre(patterns !== null && [...part].length >= 3 && searchable(part) === part);
        expect(isLike(searchTerms(given) ?? '', patterns?.any ?? '')).toBe(true);
      }),
    );
  });
});

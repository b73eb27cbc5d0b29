import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';
import { referencesIn, searchable } from './reference.ts';
import { isStorable, parseStorable } from './storable-json.ts';

describe('text from a source', () => {
  it.each([
    ['ACME \ud83d', 'ACME \ufffd'],
    ['a\0b', 'ab'],
    ['ＭＳＣＵ１２３４５６６', 'MSCU1234566'],
    ['PO\u200b-778', 'PO-778'],
    ['\ufeffPO-778\u200e', 'PO-778'],
    ['PO\u00a0778', 'PO 778'],
    ['上海　港', '上海 港'],
    ['PO\u00ad-\u2060778', 'PO-778'],
    ['\u202dMSCU1234566\u202c', 'MSCU1234566'],
    ['PO-\u200d778', 'PO-778'],
    ['line\u2028end', 'line\nend'],
    ['bell\u0007', 'bell'],
    ['￥１２', '¥12'],
  ])('%j is shown as %j', (text, shown) => expect(cleanText(text)).toBe(shown));

  it.each(['Zürich', '上海港', 'محطة', '👩\u200d🚀', '❤️', 'می\u200cخواهم', 'Łódź & Co.', 'a\tb\nc'])(
    '%s is unchanged',
    (text) => expect(cleanText(text)).toBe(text),
  );

  const anything = fc.string({
    unit: fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      fc.constantFrom(...'PO-778 \0\u200b\ufeff\ud83d１'),
    ),
  });

  it('is clean, well formed and storable after cleaning, for any input', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean.isWellFormed() && !clean.includes('\0')).toBe(true);
        expect(parseStorable(JSON.stringify({ name: text }))).toEqual({ name: clean });
      }),
    );
  });

  it('that needs no cleaning is detected by its JSON', () => {
    fc.assert(
      fc.property(anything, (text) => {
        if (isStorable(JSON.stringify(text))) expect(cleanText(text)).toBe(text);
      }),
    );
  });

  it('keeps fields whose names differ only in width', () => {
    expect(parseStorable('{"id":"1","ｉｄ":"2"}')).toEqual({ id: '1', ｉｄ: '2' });
  });
});

describe('a reference', () => {
  it.each([
    ['ＰＯ－７７８', 'PO-778'],
    ['po\u200b 778', 'PO-778'],
    ['PO\u2011778', 'PO-778'],
    ['ﾎﾟ778', 'ポ778'],
    ['e\u0301-1', '\u00e9 1'],
  ])('%j is found by %j', (written, typed) => expect(searchable(written)).toBe(searchable(typed)));
});

describe('a field of references', () => {
  it.each([
    ['PO-1;PO-2', ['PO-1', 'PO-2']],
    ['PO-1, PO-2 ,, po1', ['PO-1', 'PO-2']],
    ['PO-1|PO-2\nPO-3\tPO-4', ['PO-1', 'PO-2', 'PO-3', 'PO-4']],
    ['PO-1 / PO-2 & PO-3', ['PO-1', 'PO-2', 'PO-3']],
    ['PO-1、PO-2，PO-3；PO-4', ['PO-1', 'PO-2', 'PO-3', 'PO-4']],
    ['4500012345 4500012346', ['4500012345 4500012346', '4500012345', '4500012346']],
    ['4500012345/4500012346', ['4500012345/4500012346', '4500012345', '4500012346']],
    ['MSCU 123456-7', ['MSCU 123456-7']],
    ['INV/2026/001', ['INV/2026/001']],
    ['PO 778', ['PO 778']],
    [' ; , ', []],
  ])('%j is split into single references', (text, references) => expect(referencesIn(text)).toEqual(references));

  it('of ten thousand characters is split, by any separator', () => {
    const between = fc.constantFrom(';', ',', '\n', '\t', '|', ' / ', '；');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), between, (count, separator) => {
        const all = Array.from({ length: count }, (_, at) => `PO-${100_000 + at}`);
        expect(referencesIn(all.join(separator))).toEqual(all);
      }),
      { numRuns: 30 },
    );
  });

  it('with too many to list loses none: the rest stays together', () => {
    const all = Array.from({ length: 3_000 }, (_, at) => `R${at}X`);
    const found = referencesIn(all.join(';'));
    expect(found).toHaveLength(2_001);
    expect(found.at(-1)).toContain('R2999X');
  });
});

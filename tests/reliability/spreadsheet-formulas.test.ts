import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecord } from '#lib/model/csv.ts';

/** The cells of a line in a spreadsheet that splits at a separator. */
function cellsAt(separator: string, line: string): string[] {
  return line
    .split(/\r\n|\r|\n/)
    .flatMap((row) => row.split(separator))
    .map((cell) => cell.replace(/^[\s"]+/, ''));
}

describe('26: a CSV cell that starts a formula', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1+1', "'+1+1"],
    ['-1+1', "'-1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
    ['  =1', "  '=1"],
    ['a;=1', "a;'=1"],
    ['a; =1', "a; '=1"],
    ['a|=1', "a|'=1"],
    ['\t=1', "'\t'=1"],
    ['-', "'-"],
    ['+31 6 1234', "'+31 6 1234"],
    ['-1e5', "'-1e5"],
    ['3; -5; -cmd', "3; -5; '-cmd"],
  ])('is escaped as text: %j', (cell, safe) => {
    expect(csvRecord([cell])).toBe(`${safe}\r\n`);
  });

  it('is found after a comma, a quote and a line break within the cell', () => {
    expect(csvRecord(['a,=1'])).toBe(`"a,'=1"\r\n`);
    expect(csvRecord(['a;"=1"'])).toBe(`"a;""'=1"""\r\n`);
    expect(csvRecord(['a\r\n=1'])).toBe(`"a\r\n'=1"\r\n`);
    expect(csvRecord(['\r=1'])).toBe(`"'\r'=1"\r\n`);
  });

  it('is a number if it is one', () => {
    expect(csvRecord(['-12.50', '+3', '-7', '2026-03-12', 'a-b', 'x = y'])).toBe(
      '-12.50,+3,-7,2026-03-12,a-b,x = y\r\n',
    );
  });

  it('never occurs, whatever the separator of the spreadsheet', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '＝', ';', ',', '\t', '"', ' ', "'", '\r', '\n', 'a', '1'),
    });
    const isFormula = (cell: string) =>
      /^[=+\-@＝＋－＠]/.test(cell) && !/^[+-]?\d+(\.\d+)?["\s]*([,;|\t]|$)/.test(cell);
    fc.assert(
      fc.property(
        fc.array(nasty, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(',', ';', '\t'),
        (cells, separator) => {
          expect(cellsAt(separator, csvRecord(cells)).filter(isFormula)).toEqual([]);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

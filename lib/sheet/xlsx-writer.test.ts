import { type CellObject, read, utils, type WorkBook } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import type { Cell } from '#lib/model/sheet.ts';
import { xlsxWriter } from './xlsx-writer.ts';

/** Writes a file and opens it again with an independent reader. */
function reopened(headings: string[], rows: Cell[][], { sheetRows, title = 'Invoices' }: Options = {}): WorkBook {
  const parts: Uint8Array[] = [];
  const writer = xlsxWriter({ title, headings, emit: (bytes) => parts.push(bytes) }, sheetRows);
  writer.add(rows);
  writer.end();
  return read(Buffer.concat(parts), { cellNF: true, cellFormula: true });
}
type Options = { sheetRows?: number; title?: string };

/** The cell below the heading of a file that has only this one. */
function cellOf(cell: Cell): Partial<CellObject> {
  const book = reopened(['Heading'], [[cell]]);
  return book.Sheets[book.SheetNames[0] ?? '']?.A2 ?? {};
}

describe('an XLSX file', () => {
  it('keeps references as text, with their leading zeros', () => {
    for (const text of ['007', '4501234567', '1E5', '2026-03-12', 'true', ' spaced ', 'two\nlines']) {
      expect(cellOf(text)).toMatchObject({ t: 's', v: text });
    }
  });

  it('has numbers as numbers: amounts with two decimals, whole ones as they are', () => {
    expect(cellOf({ number: '1234.50' })).toMatchObject({ t: 'n', v: 1234.5, z: '#,##0.00' });
    expect(cellOf({ number: '-7' })).toMatchObject({ t: 'n', v: -7, z: 'General' });
    expect(cellOf({ number: '0.125' })).toMatchObject({ t: 'n', v: 0.125 });
  });

  it('has numbers with more digits than Excel keeps as text', () => {
    expect(cellOf({ number: '123456789012345.67' })).toMatchObject({ t: 's', v: '123456789012345.67' });
  });

  it('has days and date-times as serial numbers of the local clock', () => {
    // ECMA-376 18.17.4.1: day 1 is 1 January 1900, so that 2008-03-01 is 39508.
    expect(cellOf({ local: '2008-03-01' })).toMatchObject({ t: 'n', v: 39_508, z: 'yyyy\\-mm\\-dd' });
    expect(cellOf({ local: '2008-03-01T18:00' })).toMatchObject({ t: 'n', v: 39_508.75, z: 'yyyy\\-mm\\-dd\\ hh:mm' });
    const second = cellOf({ local: '2008-03-01T00:00:01' });
    expect(second.z).toBe('yyyy\\-mm\\-dd\\ hh:mm:ss');
    expect(Number(second.v)).toBeCloseTo(39_508 + 1 / 86_400, 8);
  });

  it('has days that Excel cannot count as text', () => {
    expect(cellOf({ local: '1899-12-30' })).toMatchObject({ t: 's', v: '1899-12-30' });
  });

  it('has no cell for an empty value', () => {
    expect([cellOf(null), cellOf('')]).toEqual([{}, {}]);
  });

  it('contains no formula, whatever the text', () => {
    for (const text of ['=1+1', '=HYPERLINK("http://x")', '+1', '-1+cmd|x', '@SUM(A1)', '</t></is><f>1+1</f>']) {
      const cell = cellOf(text);
      expect(cell).toMatchObject({ t: 's', v: text });
      expect(cell.f).toBeUndefined();
    }
  });

  it('keeps every character that a source may write', () => {
    const text = 'a & b < c > "d" \t_x0041_ 上海 🚢';
    expect(cellOf(text).v).toBe(text);
    // ECMA-376 22.9.2.19: characters that XML has not are written as _xHHHH_.
    expect(cellOf('a\u0001b').v).toBe('a\u0001b');
    expect(cellOf('half \ud800').v).toBe('half \ufffd');
  });

  it('continues on the next sheet, with the headings again', () => {
    const rows = Array.from({ length: 7 }, (_one, at): Cell[] => [`row ${at}`, { number: String(at) }]);
    const book = reopened(['Name', 'Count'], rows, { sheetRows: 4 });
    expect(book.SheetNames).toEqual(['Invoices', 'Invoices 2', 'Invoices 3']);
    const tables = book.SheetNames.map((name) => utils.sheet_to_json(book.Sheets[name] ?? {}, { header: 1 }));
    expect(tables.map((table) => table[0])).toEqual([1, 2, 3].map(() => ['Name', 'Count']));
    expect(tables.flatMap((table) => table.slice(1))).toEqual(rows.map((_row, at) => [`row ${at}`, at]));
  });

  it('has columns beyond Z in their places', () => {
    const headings = Array.from({ length: 30 }, (_one, at) => `Heading ${at}`);
    const book = reopened(headings, [headings.map((_one, at) => (at % 2 ? `cell ${at}` : null))]);
    expect(book.Sheets.Invoices?.AB2?.v).toBe('cell 27');
  });

  it('has a name that Excel accepts', () => {
    const [name = ''] = reopened(['Heading'], [], { title: "Late: 'A/B' [2026] & more that is too long" }).SheetNames;
    expect(name).not.toMatch(/[\\/?*[\]:']/);
    expect(name.length).toBeLessThanOrEqual(31);
  });
});

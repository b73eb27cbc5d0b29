import { read, utils } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { SHEET_FORMATS, type SheetFormat, sheetStream } from './stream.ts';

const PAGE = 10;

/** A file of a list with `count` rows, and the cursors of the pages that were read for it. */
async function fileOf(format: SheetFormat, count: number, max: number) {
  const asked: string[] = [];
  const pageAt = (from: number) => ({
    data: Array.from({ length: Math.min(PAGE, count - from) }, (_one, at) => from + at),
    nextCursor: from + PAGE < count ? String(from + PAGE) : null,
  });
  const stream = sheetStream(format, {
    title: 'Rows',
    headings: ['Name', 'Number'],
    cells: (row: number) => [`0${row}`, { number: String(row) }],
    first: pageAt(0),
    next: async (cursor) => {
      asked.push(cursor);
      return pageAt(Number(cursor));
    },
    max,
    note: 'Cut.',
  });
  const book = read(Buffer.from(await new Response(stream).arrayBuffer()), { raw: true });
  const table = utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1 });
  return { names: table.map(([name]) => String(name)), asked };
}

describe.each(SHEET_FORMATS)('a list as %s', (format) => {
  it('contains every row once, in order, after the headings', async () => {
    const { names } = await fileOf(format, 25, 100);
    expect(names).toEqual(['Name', ...Array.from({ length: 25 }, (_one, at) => `0${at}`)]);
  });

  it('is only headings without a row', async () => {
    expect((await fileOf(format, 0, 100)).names).toEqual(['Name']);
  });

  it('is not marked as cut when it ends at the limit', async () => {
    expect((await fileOf(format, 20, 20)).names.at(-1)).toBe('019');
  });

  it.each([15, 20])('says in its last row that it was cut after %i rows, and reads no more', async (max) => {
    const { names, asked } = await fileOf(format, 45, max);
    expect(names.slice(-2)).toEqual([`0${max - 1}`, 'Cut.']);
    expect(names).toHaveLength(1 + max + 1);
    expect(asked).toEqual(['10']);
  });
});

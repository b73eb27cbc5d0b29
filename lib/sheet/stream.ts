import type { Cell } from '#lib/model/sheet.ts';
import { csvWriter } from './csv-writer.ts';
import type { SheetFile, SheetWriter } from './writer.ts';
import { xlsxWriter } from './xlsx-writer.ts';

/** Rows that are read at a time. */
export const SHEET_PAGE = 500;

export type RowPage<Row> = { data: readonly Row[]; nextCursor: string | null };

/** A list for a file. `note` makes the last row of one that ends after `max` rows though the list has more. */
export type SheetSource<Row> = {
  title: string;
  headings: readonly string[];
  cells(row: Row): readonly Cell[];
  /** The first page, read before, so that errors can still be answered with their status. */
  first: RowPage<Row>;
  next(cursor: string): Promise<RowPage<Row>>;
  max: number;
  note?: string;
};

const WRITERS = {
  csv: { open: csvWriter, type: 'text/csv; charset=utf-8; header=present' },
  xlsx: {
    open: (file: SheetFile) => xlsxWriter(file),
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
} as const;

export type SheetFormat = keyof typeof WRITERS;

/** The formats of files with rows. */
export const SHEET_FORMATS = Object.keys(WRITERS) as [SheetFormat, ...SheetFormat[]];

/** The media type of a format. */
export function sheetType(format: SheetFormat): string {
  return WRITERS[format].type;
}

/** A list as a file, read page by page as its receiver takes it, so it is never in memory as a whole. */
export function sheetStream<Row>(format: SheetFormat, source: SheetSource<Row>): ReadableStream<Uint8Array> {
  const { title, headings, cells, next, max, note } = source;
  let [rowsSent, bytesSent] = [0, 0];
  let page: RowPage<Row> | null = source.first;
  let writer: SheetWriter | undefined;
  const write = async ({ data, nextCursor }: RowPage<Row>): Promise<RowPage<Row> | null> => {
    const rows = data.slice(0, max - rowsSent);
    rowsSent += rows.length;
    if (rows.length > 0) writer?.add(rows.map(cells));
    const isCut = rows.length < data.length || (nextCursor !== null && rowsSent >= max);
    if (isCut && note !== undefined) writer?.add([[note, ...headings.slice(1).map(() => null)]]);
    return nextCursor !== null && !isCut ? next(nextCursor) : null;
  };
  return new ReadableStream<Uint8Array>({
    start(stream) {
      const emit = (bytes: Uint8Array) => {
        bytesSent += bytes.length;
        stream.enqueue(bytes);
      };
      writer = WRITERS[format].open({ title, headings, emit });
    },
    // It is not called again before something is enqueued, and compression holds bytes back.
    async pull(stream) {
      const before = bytesSent;
      while (page !== null && bytesSent === before) page = await write(page);
      if (page !== null) return;
      writer?.end();
      stream.close();
    },
  });
}

import { CSV_BOM, csvRecord } from '#lib/model/csv.ts';
import { cellText } from '#lib/model/sheet.ts';
import type { SheetFile, SheetWriter } from './writer.ts';

/** Begins a CSV file in UTF-8 (RFC 4180) with a byte order mark. */
export function csvWriter({ headings, emit }: SheetFile): SheetWriter {
  const encoder = new TextEncoder();
  emit(encoder.encode(CSV_BOM + csvRecord(headings)));
  return {
    add: (rows) => emit(encoder.encode(rows.map((row) => csvRecord(row.map(cellText))).join(''))),
    end: () => {},
  };
}

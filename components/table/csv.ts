import { CSV_BOM, csvRecord } from '#lib/model/csv.ts';

/** Rows of text as a CSV file. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return CSV_BOM + rows.map(csvRecord).join('');
}

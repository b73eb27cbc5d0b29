import { CSV_BOM } from '#lib/model/csv.ts';
import { columnsOf, csvLine } from './csv.ts';
import { CACHE_CONTROL } from './json-response.ts';
import type { ListOperation } from './operation.ts';

/** Maximum of rows in an export. */
export const MAX_EXPORTED_ROWS = 50_000;

/** Rows that are read at a time. */
export const CSV_PAGE = 500;

export type RowPage<Row> = { data: Row[]; nextCursor: string | null };

/** Whether the caller requests CSV: by `format=csv`, or by preferring it in `Accept`. */
export function wantsCsv(request: Request, format: 'json' | 'csv' | undefined): boolean {
  if (format) return format === 'csv';
  const accepted = request.headers.get('accept') ?? '';
  const csv = accepted.indexOf('text/csv');
  const json = accepted.indexOf('application/json');
  return csv >= 0 && (json < 0 || csv < json);
}

/**
 * Answers a list as CSV, read page by page as the caller receives it, so it is never in memory as a whole. The first page is read
 * before, so that errors can still be answered with their status.
 */
export function exportCsv<Row>(
  operation: ListOperation<Row>,
  first: RowPage<Row>,
  fields: readonly string[] | undefined,
  next: (cursor: string) => Promise<RowPage<Row>>,
): Response {
  const columns = columnsOf(operation.row, fields);
  const line = (row: Row) => {
    const shown = operation.show(row) as Readonly<Record<string, unknown>>;
    return csvLine(columns.map(({ read }) => read(shown)));
  };
  const encoder = new TextEncoder();
  let sent = 0;
  let page: RowPage<Row> | null = first;
  const body = new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(encoder.encode(CSV_BOM + csvLine(columns.map(({ heading }) => heading)))),
    async pull(stream) {
      if (page === null) return stream.close();
      const rows = page.data.slice(0, MAX_EXPORTED_ROWS - sent);
      sent += rows.length;
      if (rows.length > 0) stream.enqueue(encoder.encode(rows.map(line).join('')));
      page = page.nextCursor !== null && sent < MAX_EXPORTED_ROWS ? await next(page.nextCursor) : null;
      if (page === null) stream.close();
    },
  });
  const name = `${operation.path.slice(1).replaceAll('/', '-')}.csv`;
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${name}"`,
      ...CACHE_CONTROL,
    },
  });
}

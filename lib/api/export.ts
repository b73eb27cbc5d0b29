import { type RowPage, sheetStream, sheetType } from '#lib/sheet/stream.ts';
import { cellText, columnsOf } from './csv.ts';
import { CACHE_CONTROL } from './json-response.ts';
import type { ListOperation } from './operation.ts';

/** Maximum of rows in an export. */
export const MAX_EXPORTED_ROWS = 50_000;

/** Whether the caller requests CSV: by `format=csv`, or by preferring it in `Accept`. */
export function wantsCsv(request: Request, format: 'json' | 'csv' | undefined): boolean {
  if (format) return format === 'csv';
  const accepted = request.headers.get('accept') ?? '';
  const csv = accepted.indexOf('text/csv');
  const json = accepted.indexOf('application/json');
  return csv >= 0 && (json < 0 || csv < json);
}

/** Answers a list as CSV. */
export function exportCsv<Row>(
  operation: ListOperation<Row>,
  first: RowPage<Row>,
  fields: readonly string[] | undefined,
  next: (cursor: string) => Promise<RowPage<Row>>,
): Response {
  const columns = columnsOf(operation.row, fields);
  const name = operation.path.slice(1).replaceAll('/', '-');
  const cells = (row: Row) => {
    const shown = operation.show(row) as Readonly<Record<string, unknown>>;
    return columns.map(({ read }) => cellText(read(shown)));
  };
  const headings = columns.map(({ heading }) => heading);
  return new Response(sheetStream('csv', { title: name, headings, cells, first, next, max: MAX_EXPORTED_ROWS }), {
    headers: {
      'content-type': sheetType('csv'),
      'content-disposition': `attachment; filename="${name}.csv"`,
      ...CACHE_CONTROL,
    },
  });
}

import { type RowPage, SHEET_FORMATS, type SheetFormat, sheetStream, sheetType } from '#lib/sheet/stream.ts';
import { columnsOf, sheetCell } from './csv.ts';
import { CACHE_CONTROL } from './json-response.ts';
import type { ListOperation } from './operation.ts';

/** Maximum of rows in an export. */
export const MAX_EXPORTED_ROWS = 50_000;

/** The file that the caller requests: by `format`, or by preferring its media type in `Accept`; null for JSON. */
export function wantedFile(request: Request, format: 'json' | SheetFormat | undefined): SheetFormat | null {
  if (format) return format === 'json' ? null : format;
  const accepted = request.headers.get('accept') ?? '';
  const at = (type: string) => {
    const found = accepted.indexOf(type);
    return found < 0 ? Number.POSITIVE_INFINITY : found;
  };
  const [first] = SHEET_FORMATS.map((file) => ({ file, at: at(mediaType(file)) })).sort((a, b) => a.at - b.at);
  return first && first.at < at('application/json') ? first.file : null;
}

/** The media type of a file without its parameters. */
export function mediaType(file: SheetFormat): string {
  return sheetType(file).split(';')[0] ?? '';
}

/** Answers a list as a file. */
export function exportFile<Row>(
  file: SheetFormat,
  operation: ListOperation<Row>,
  first: RowPage<Row>,
  fields: readonly string[] | undefined,
  next: (cursor: string) => Promise<RowPage<Row>>,
): Response {
  const columns = columnsOf(operation.row, fields);
  const name = operation.path.slice(1).replaceAll('/', '-');
  const cells = (row: Row) => {
    const shown = operation.show(row) as Readonly<Record<string, unknown>>;
    return columns.map((column) => sheetCell(column, shown));
  };
  const headings = columns.map(({ heading }) => heading);
  return new Response(sheetStream(file, { title: name, headings, cells, first, next, max: MAX_EXPORTED_ROWS }), {
    headers: {
      'content-type': sheetType(file),
      'content-disposition': `attachment; filename="${name}.${file}"`,
      ...CACHE_CONTROL,
    },
  });
}

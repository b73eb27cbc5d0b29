import { parseArgs } from 'node:util';
import type { Cell } from '#lib/model/sheet.ts';
import { SHEET_FORMATS, SHEET_PAGE, type SheetFormat, sheetStream } from '#lib/sheet/stream.ts';

/** Writes the same rows as CSV and as XLSX, without a database, and prints the pace and the memory of each. */

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const ROWS = Number(values.rows);
const HEADINGS = [
  'Reference',
  'Route',
  'Status',
  'Arrival',
  'Arrival zone',
  'Total',
  'Total currency',
  'Due',
  'Updated',
];

const pageAt = (from: number) => ({
  data: Array.from({ length: Math.min(SHEET_PAGE, ROWS - from) }, (_one, at) => from + at),
  nextCursor: from + SHEET_PAGE < ROWS ? String(from + SHEET_PAGE) : null,
});

function cells(row: number): Cell[] {
  const day = `2026-0${1 + (row % 9)}-1${row % 10}`;
  return [
    `PO-00${row}`,
    `CNSHA Shanghai › USLAX Los Angeles ${row % 97}`,
    row % 3 === 0 ? 'Delivered' : 'In transit',
    { local: `${day}T14:3${row % 10}` },
    '+08:00',
    { number: `${row}.50` },
    'USD',
    { local: day },
    { local: '2026-03-12T14:30:05' },
  ];
}

async function measure(format: SheetFormat): Promise<number> {
  const started = performance.now();
  const memory: number[] = [];
  let bytes = 0;
  const stream = sheetStream(format, {
    ...{ title: 'Shipments', headings: HEADINGS, cells, first: pageAt(0), max: ROWS },
    next: async (cursor) => {
      memory.push(process.memoryUsage.rss());
      return pageAt(Number(cursor));
    },
  });
  for await (const chunk of stream) bytes += chunk.length;
  const seconds = (performance.now() - started) / 1000;
  const half = memory.slice(Math.floor(memory.length / 2));
  const inMb = (size: number) => (size / 1e6).toFixed(0);
  const text = `${format}: ${ROWS} rows in ${seconds.toFixed(1)} s, ${inMb(bytes)} MB`;
  process.stdout.write(
    `${text}, memory ${inMb(Math.min(...half))} to ${inMb(Math.max(...half))} MB in its second half\n`,
  );
  return ROWS / seconds;
}

const paces = new Map<SheetFormat, number>();
for (const format of SHEET_FORMATS) paces.set(format, await measure(format));
const [csv = 0, xlsx = 0] = [paces.get('csv'), paces.get('xlsx')];
process.stdout.write(`xlsx has ${(xlsx / csv).toFixed(2)} of the pace of csv\n`);

import { Zip, ZipDeflate } from 'fflate';
import type { Cell } from '#lib/model/sheet.ts';
import type { SheetFile, SheetWriter } from './writer.ts';
import { cellXml, headXml } from './xlsx-cell.ts';
import { CONTENT_TYPES, ROOT, SHEET_END, STYLES, sheetHead, workbook, workbookRelations } from './xlsx-parts.ts';

/** The rows of a sheet of Excel, with its heading. */
const SHEET_ROWS = 1_048_576;
/** A sheet ends before the sizes in the ZIP file exceed 32 bits. */
const SHEET_BYTES = 2 ** 31;
/** Higher levels take longer and save little: sheets repeat themselves. `mem` keeps the tables of the compressor in the processor's cache. */
const COMPRESSION = { level: 1, mem: 4 } as const;

/** Begins an XLSX file. What exceeds a sheet goes to the next one. Only the current rows are in memory. `sheetRows` is for tests. */
export function xlsxWriter({ title, headings, emit }: SheetFile, sheetRows = SHEET_ROWS): SheetWriter {
  const encoder = new TextEncoder();
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    emit(bytes);
  });
  const part = (name: string) => {
    const file = new ZipDeflate(name, COMPRESSION);
    zip.add(file);
    return file;
  };
  const whole = (name: string, xml: string) => part(name).push(encoder.encode(xml), true);
  const openSheet = (number: number) => {
    const file = part(`xl/worksheets/sheet${number}.xml`);
    file.push(encoder.encode(`${sheetHead(headings.length)}<row>${headings.map(headXml).join('')}</row>`));
    return { file, number, rows: 1, bytes: 0 };
  };
  whole('[Content_Types].xml', CONTENT_TYPES);
  whole('_rels/.rels', ROOT);
  whole('xl/styles.xml', STYLES);
  let sheet = openSheet(1);
  const add = (rows: readonly (readonly Cell[])[]): void => {
    if (sheet.rows === sheetRows || sheet.bytes > SHEET_BYTES) {
      sheet.file.push(encoder.encode(SHEET_END), true);
      sheet = openSheet(sheet.number + 1);
    }
    const fitting = rows.slice(0, sheetRows - sheet.rows);
    const bytes = encoder.encode(fitting.map(rowXml).join(''));
    sheet.file.push(bytes);
    sheet.rows += fitting.length;
    sheet.bytes += bytes.length;
    if (fitting.length < rows.length) add(rows.slice(fitting.length));
  };
  return {
    add,
    end: () => {
      sheet.file.push(encoder.encode(SHEET_END), true);
      whole('xl/_rels/workbook.xml.rels', workbookRelations(sheet.number));
      whole('xl/workbook.xml', workbook(title, sheet.number));
      zip.end();
    },
  };
}

function rowXml(row: readonly Cell[]): string {
  return `<row>${row.map(cellXml).join('')}</row>`;
}

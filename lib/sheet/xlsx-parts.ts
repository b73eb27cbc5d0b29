const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The formats of cells: their indexes in `STYLES`. */
export const STYLE = { number: 0, text: 1, day: 2, minute: 3, second: 4, cents: 5, head: 6 } as const;

/** Number formats 4, 49 are built in: two decimals, and text, which stays text when somebody edits the cell. */
export const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7">${[0, 49, 164, 165, 166, 4].map((id) => format(id, 0)).join('')}${format(49, 1)}</cellXfs></styleSheet>`;

function format(id: number, font: number): string {
  return `<xf numFmtId="${id}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`;
}

/** The types of the parts. A sheet is the default, so that this can be written before it is known how many there are. */
export const CONTENT_TYPES = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`;

/** Where the workbook is. */
export const ROOT = relations([['officeDocument', 'xl/workbook.xml']]);

/** The workbook with this many sheets: the title, then `title 2` and so on. Titles are cut at the 31 characters that Excel allows. */
export function workbook(title: string, sheets: number): string {
  const clean = title.replace(/[\\/?*[\]:'<>&"]/g, ' ').slice(0, 27);
  const parts = Array.from({ length: sheets }, (_one, at) => {
    const name = at === 0 ? clean : `${clean} ${at + 1}`;
    return `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`;
  });
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${parts.join('')}</sheets></workbook>`;
}

/** Where the sheets and the styles of the workbook are. */
export function workbookRelations(sheets: number): string {
  const parts = Array.from({ length: sheets }, (_one, at): [string, string] => [
    'worksheet',
    `worksheets/sheet${at + 1}.xml`,
  ]);
  return relations([...parts, ['styles', 'styles.xml']]);
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const parts = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${parts.join('')}</Relationships>`;
}

/** The begin of a sheet: its first row stays visible, its columns are wide enough for a date-time. */
export function sheetHead(columns: number): string {
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${columns}" width="20" customWidth="1"/></cols><sheetData>`;
}

export const SHEET_END = '</sheetData></worksheet>';

/** Byte order mark before the first line: without it Excel reads the file in the code page of the machine. */
export const CSV_BOM = '\uFEFF';

/** One line of RFC 4180, with its end. Cells that a spreadsheet would run as a formula are escaped. */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.map((cell) => quote(defuse(cell))).join(',')}\r\n`;
}

const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/**
 * Positions where a spreadsheet may start a cell with a formula: at the start, and after any separator (Excel splits at `;` in
 * many locales, at tabs when pasted), with spaces and quotes in between, before a character that begins a formula, also in full
 * width.
 */
const FORMULA = /(^|[;,|\t\r\n])([\s"']*)(?=[=+\-@＝＋－＠])(?![+-]?\d+(?:\.\d+)?\s*(?:$|[;,|\t\r\n]))/g;

/** Adds an apostrophe before formulas, so that spreadsheets show them as text. Numbers are unchanged. */
function defuse(cell: string): string {
  if (NUMBER.test(cell)) return cell;
  const safe = cell.replace(FORMULA, "$1$2'");
  return /^[\t\r\n]/.test(safe) ? `'${safe}` : safe;
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Byte order mark: without it Excel takes a file for one in the code page of the machine. Stands before the first line. */
export const CSV_BOM = '\uFEFF';

/** One line of RFC 4180, with its end. Cells that a spreadsheet would take for a formula are defused. */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.map((cell) => quote(defuse(cell))).join(',')}\r\n`;
}

const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/**
 * Where a spreadsheet may begin a cell: at the start, and after what it may take for the end of the cell before (Excel splits
 * at `;` in half of Europe, at tabs when pasted), with spaces and quotes in between; before a character that begins a
 * formula, also in its full-width form.
 */
const FORMULA = /(^|[;,|\t\r\n])([\s"']*)(?=[=+\-@＝＋－＠])(?![+-]?\d+(?:\.\d+)?\s*(?:$|[;,|\t\r\n]))/g;

/** Puts an apostrophe before what would run as a formula: the spreadsheet shows it as text. Numbers stay numbers. */
function defuse(cell: string): string {
  if (NUMBER.test(cell)) return cell;
  const safe = cell.replace(FORMULA, "$1$2'");
  return /^[\t\r\n]/.test(safe) ? `'${safe}` : safe;
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

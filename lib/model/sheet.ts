import type { Words } from './language.ts';

/**
 * The value of a cell: text; a number in decimal digits; a local day `2026-03-12` or a local date-time `2026-03-12T14:30`, with or
 * without seconds; null for none.
 */
export type Cell = string | null | { number: string } | { local: string };

/** A column of a list outside the screen. It may have several cells: an amount and its currency, a time and its zone. */
export type SheetColumn<Row> = {
  /** That of the column on the screen. */
  id: string;
  label: string;
  headings: readonly string[];
  /** As many as there are headings; their texts in the given words. */
  read(row: Row, words: Words): readonly Cell[];
};

/** Which columns are shown: those that are hidden, and those that stay beside the first one, in that order. */
type Choice = { hidden: readonly string[]; pinned: readonly string[] };

/** The columns as somebody sees them: the first, which is always shown, then the pinned ones, then the others. */
export function chosenColumns<Column extends { id?: string | undefined }>(
  columns: readonly Column[],
  { hidden, pinned }: Choice,
): { shown: Column[]; pinned: number } {
  const [first, ...others] = columns;
  const away = others.filter(({ id }) => !hidden.includes(id ?? ''));
  const beside = pinned.flatMap((id) => away.find((column) => column.id === id) ?? []);
  const shown = [...(first ? [first] : []), ...beside, ...away.filter((column) => !beside.includes(column))];
  return { shown, pinned: 1 + beside.length };
}

/** A cell as text; a local date-time with a blank for the T. */
export function cellText(cell: Cell): string {
  if (cell === null || typeof cell === 'string') return cell ?? '';
  return 'number' in cell ? cell.number : cell.local.replace('T', ' ');
}

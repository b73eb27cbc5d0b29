import type { Words } from '#lib/model/language.ts';
import type { Cell, SheetColumn } from '#lib/model/sheet.ts';
import type { Moment } from '#lib/model/time.ts';
import { plainDecimal } from '#lib/words/money-text.ts';
import { localTime } from '#lib/words/time-text.ts';

type Read<Row, Value> = (row: Row, words: Words) => Value | null | undefined;

/** A column of text; references are text too, so that no leading zero is lost. */
export function textColumn<Row>(id: string, label: string, read: Read<Row, string>): SheetColumn<Row> {
  return { id, label, headings: [label], read: (row, words) => [read(row, words) || null] };
}

/** A column of numbers. */
export function numberColumn<Row>(id: string, label: string, read: Read<Row, number | string>): SheetColumn<Row> {
  return { id, label, headings: [label], read: (row, words) => [numberCell(read(row, words))] };
}

/** A column of local days, YYYY-MM-DD; what follows the day is left out. */
export function dayColumn<Row>(id: string, label: string, read: Read<Row, string>): SheetColumn<Row> {
  return { id, label, headings: [label], read: (row, words) => [dayCell(read(row, words))] };
}

/** An amount and its currency. */
export function moneyColumn<Row>(
  id: string,
  label: string,
  read: Read<Row, { amount: string | null; currency: string | null }>,
): SheetColumn<Row> {
  const cells = (row: Row, words: Words): Cell[] => {
    const money = read(row, words);
    return money?.amount ? [numberCell(money.amount), money.currency] : [null, null];
  };
  return { id, label, headings: [label, `${label} currency`], read: cells };
}

/** Instants of this server (ISO 8601 UTC), to the second, with their zone. */
export function instantColumn<Row>(id: string, label: string, read: Read<Row, string>): SheetColumn<Row> {
  const cells = (row: Row, words: Words): Cell[] => {
    const at = read(row, words);
    return at ? [{ local: at.slice(0, 19) }, 'UTC'] : [null, null];
  };
  return { id, label, headings: [label, `${label} zone`], read: cells };
}

/** A moment on the local clock of a place, and the zone of that clock: an offset, `UTC` or `zone unknown`; none for a day. */
export function momentCells(
  moment: Moment | null | undefined,
  timeZone: string | null | undefined,
  { t }: Words,
): [Cell, Cell] {
  if (!moment) return [null, null];
  const { day, clock, zone } = localTime(moment, timeZone);
  return [{ local: clock === null ? day : `${day}T${clock}` }, zone && t(zone)];
}

/** The cells of one column as a reader wants them: `3 Dec 14:30 +08:00, estimated`. */
export function readableText(cells: readonly Cell[], words: Words): string {
  const [first, ...rest] = cells.filter((cell) => cell !== null).map((cell) => readable(cell, words));
  return [first, ...rest.map((text) => (/^[A-Z0-9+-]/.test(text) ? ` ${text}` : `, ${text}`))].join('');
}

function readable(cell: NonNullable<Cell>, words: Words): string {
  if (typeof cell === 'string') return cell;
  if ('number' in cell) return plainDecimal(cell.number, words);
  return [words.day(cell.local.slice(0, 10)), cell.local.slice(11, 16)].filter(Boolean).join(' ');
}

function numberCell(value: number | string | null | undefined): Cell {
  return value === null || value === undefined ? null : { number: String(value) };
}

function dayCell(value: string | null | undefined): Cell {
  return value ? { local: value.slice(0, 10) } : null;
}

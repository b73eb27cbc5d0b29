import { z } from 'zod';
import { csvRecord } from '#lib/model/csv.ts';
import { moneySchema, quantitySchema } from '#lib/model/schema.ts';
import type { Cell } from '#lib/model/sheet.ts';
import { dayOf, type Moment } from '#lib/model/time.ts';

/** A column: its heading, the path of its value in a row, and whether that value is a decimal number written as text. */
export type Column = {
  heading: string;
  read(row: Readonly<Record<string, unknown>>): unknown;
  isDecimal?: boolean;
};

/** Values with a number get a column for each part, so that spreadsheets can sum them. */
const PARTS = new Map<z.ZodType, readonly string[]>([
  [moneySchema, ['amount', 'currency']],
  [quantitySchema, ['value', 'unit']],
]);

/** The columns of a table of rows, in the order of the schema or of the wanted fields. */
export function columnsOf(row: z.ZodObject, fields?: readonly string[]): Column[] {
  return (fields ?? Object.keys(row.shape)).flatMap((name): Column[] => {
    const parts = PARTS.get(unwrapped(row.shape[name]));
    if (!parts) return [{ heading: name, read: (one) => one[name] }];
    return parts.map((part) => ({
      heading: `${name}.${part}`,
      isDecimal: part === 'amount' || part === 'value',
      read: (one) => (one[name] as Readonly<Record<string, unknown>> | null)?.[part],
    }));
  });
}

function unwrapped(schema: unknown): z.ZodType {
  const inner = schema instanceof z.ZodNullable || schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  return inner as z.ZodType;
}

/** Values as one line of CSV. */
export function csvLine(cells: readonly unknown[]): string {
  return csvRecord(cells.map(cellText));
}

/** A value as the text of a cell: a place as code and name, a time as its source wrote it, a list as the names of its members. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(cellText).join('; ');
  const one = value as Readonly<Record<string, unknown>>;
  if (typeof one.text === 'string' && 'precision' in one) {
    return one.precision === 'day' ? dayOf(one as Moment) : one.text;
  }
  if ('unlocode' in one) return [one.unlocode, one.name].filter(Boolean).join(' ');
  if ('state' in one && (one.label ?? one.type)) return `${one.label ?? one.type} ${one.state}`;
  const name = one.value ?? one.number ?? one.name ?? one.externalId;
  return typeof name === 'string' ? name : JSON.stringify(value);
}

/** A value as a cell of a file: numbers and days as such, everything else as text. */
export function sheetCell({ read, isDecimal }: Column, row: Readonly<Record<string, unknown>>): Cell {
  const value = read(row);
  if (typeof value === 'number' || (isDecimal && typeof value === 'string')) return { number: String(value) };
  const isDay = typeof value === 'object' && value !== null && 'precision' in value && value.precision === 'day';
  return isDay ? { local: dayOf(value as Moment) } : cellText(value);
}

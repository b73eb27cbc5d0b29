import type { Id, RecordIndex } from '#lib/emulator/api/record-index.ts';
import { Refused } from './refused.ts';

/** Finds the rows for a filter of the query string: by an index where it is worthwhile, otherwise by a scan. */
export type Filter<Row> =
  | { pick: (value: string, index: RecordIndex<Row>) => readonly Row[] }
  | { fits: (value: string) => (row: Row) => boolean };

export type Filters<Row> = Record<string, Filter<Row>>;

/** Equal as text, found by an index. `name` is the filter's own. */
export function same<Row>(name: string, of: (row: Row) => Id | null | undefined): Filters<Row> {
  return { [name]: { pick: (value, index) => index.group(name, of, value) } };
}

/** Equal as text. */
export function equal<Row>(name: string, of: (row: Row) => unknown): Filters<Row> {
  return { [name]: { fits: (value) => (row) => String(of(row)) === value } };
}

const COMPARE = {
  gt: (a: number, b: number) => a > b,
  gte: (a: number, b: number) => a >= b,
  lt: (a: number, b: number) => a < b,
  lte: (a: number, b: number) => a <= b,
};
export type Comparison = keyof typeof COMPARE;

/** Earlier or later than an instant (`…Z`, an offset, or a day). A record without the date never matches. */
export function times<Row>(
  name: string,
  of: (row: Row) => number | null,
  comparisons: readonly Comparison[] = ['gt', 'lt'],
): Filters<Row> {
  const filters: Filters<Row> = {};
  for (const comparison of comparisons) {
    const fits = (value: string) => {
      const instant = Date.parse(value);
      if (Number.isNaN(instant)) throw new Refused(`${name}.${comparison} must be a time`);
      return (row: Row) => {
        const at = of(row);
        return at !== null && COMPARE[comparison](at, instant);
      };
    };
    filters[`${name}.${comparison}`] = { fits };
  }
  return filters;
}

/** `true` or `false`: whether the record has it. */
export function exists<Row>(name: string, has: (row: Row) => boolean): Filters<Row> {
  return { [`${name}.exists`]: { fits: (value) => (row) => has(row) === (value === 'true') } };
}

import type { Words } from './language.ts';

/** Rows are counted up to this; `COUNTED_UP_TO + 1` means more. */
export const COUNTED_UP_TO = 1_000;

/** Counts by name, and their `total`. */
export type Counts = Record<string, number>;

/** A capped count as text: `17`, or `1,000+`. */
export function countText(count: number, { number }: Pick<Words, 'number'>): string {
  return count > COUNTED_UP_TO ? `${number(COUNTED_UP_TO)}+` : number(count);
}

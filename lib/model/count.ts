/** Rows are counted up to this; `COUNTED_UP_TO + 1` means more. */
export const COUNTED_UP_TO = 1_000;

/** Counts by name, and their `total`. */
export type Counts = Record<string, number>;

/** A capped count as text: `17`, or `1,000+`. */
export function countText(count: number): string {
  const most = COUNTED_UP_TO.toLocaleString('en-US');
  return count > COUNTED_UP_TO ? `${most}+` : count.toLocaleString('en-US');
}

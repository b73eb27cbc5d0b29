/** How many of a list are counted at most; a count of `COUNTED_UP_TO + 1` means more than that. */
export const COUNTED_UP_TO = 1_000;

/** How many there are by name; `total` beside the others. */
export type Counts = Record<string, number>;

/** A capped count as people read it: `17`, or `1,000+`. */
export function countText(count: number): string {
  const most = COUNTED_UP_TO.toLocaleString('en-US');
  return count > COUNTED_UP_TO ? `${most}+` : count.toLocaleString('en-US');
}

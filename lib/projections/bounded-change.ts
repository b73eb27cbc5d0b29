import { bounded } from '#lib/model/bounded.ts';
import type { Change } from '#lib/model/change.ts';

/** The fields of a change that are ids, by which rows are found. */
const NAMES = ['shipment', 'leg', 'container', 'instance', 'party', 'record', 'value'] as const;

type Names = { [name in (typeof NAMES)[number]]?: string | undefined };

/** A change with its ids shortened for an index; other fields may have any length. */
export function boundedChange(change: Change): Change {
  const names: Names = change;
  const long = NAMES.filter((name) => {
    const value = names[name];
    return value !== undefined && bounded(value) !== value;
  });
  if (long.length === 0) return change;
  return { ...change, ...Object.fromEntries(long.map((name) => [name, bounded(names[name] ?? '')])) };
}

import { type ClaimHistory, currentClaim, type Ledger } from './ledger.ts';

/** The field with the parts of a list that events state beside whole lists. */
const partOf = (field: string) => `${field}Part`;

/**
 * A list as it was last stated as a whole, with what later events stated as a part of it, such as one page of several: of each element the
 * newest statement. A part takes nothing off; the next whole list replaces all parts. `keyOf`: by what two elements are the same.
 */
export function listWithParts<Element>(
  { events }: Ledger,
  histories: ReadonlyMap<string, ClaimHistory>,
  field: string,
  keyOf: (element: Element) => string,
): Element[] {
  const claim = currentClaim(histories.get(field));
  const whole = (claim?.[0] ?? []) as Element[];
  const reportedAt = (event: number | undefined) => events[event ?? -1]?.reportedAt ?? '';
  const since = reportedAt(claim?.[2]);
  const parts = (histories.get(partOf(field)) ?? [])
    .filter(([, , last]) => reportedAt(last) >= since)
    .sort((a, b) => a[2] - b[2]);
  if (parts.length === 0) return whole;
  const newest = new Map<string, Element[]>();
  for (const [value] of parts) {
    for (const [key, elements] of Map.groupBy((value ?? []) as Element[], keyOf)) newest.set(key, elements);
  }
  return [...whole.filter((element) => !newest.has(keyOf(element))), ...[...newest.values()].flat()];
}

/** Which shipments a rule tells of; null for any. */
export type RuleFilter = {
  customer: string | null;
  provider: string | null;
  shipmentId: string | null;
  /** The ids of those that a watched view shows, of the shipments that are decided about; left out without a view. */
  shown?: ReadonlySet<string>;
};

/** Whether a shipment matches a filter, given the names of its customer, consignees and buyers. */
export function matches(
  filter: RuleFilter,
  { id, provider }: { id: string; provider: string },
  customers: readonly (string | null)[],
): boolean {
  if (filter.shipmentId !== null && filter.shipmentId !== id) return false;
  if (filter.provider !== null && filter.provider !== provider) return false;
  if (filter.shown && !filter.shown.has(id)) return false;
  return filter.customer === null || customers.some((name) => name !== null && isSameName(name, filter.customer ?? ''));
}

/** Whether a shipment matches one of several filters. */
export function matchesAny(filters: readonly RuleFilter[], ...shipment: Tail<Parameters<typeof matches>>): boolean {
  return filters.some((filter) => matches(filter, ...shipment));
}

type Tail<All extends readonly unknown[]> = All extends readonly [unknown, ...infer Rest] ? Rest : never;

function isSameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

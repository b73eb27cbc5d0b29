/** Which shipments a rule tells of; null for any. */
export type RuleFilter = { customer: string | null; provider: string | null; shipmentId: string | null };

/** Whether a shipment matches a filter, given the names of its customer, consignees and buyers. */
export function matches(
  filter: RuleFilter,
  { id, provider }: { id: string; provider: string },
  customers: readonly (string | null)[],
): boolean {
  if (filter.shipmentId !== null && filter.shipmentId !== id) return false;
  if (filter.provider !== null && filter.provider !== provider) return false;
  return filter.customer === null || customers.some((name) => name !== null && isSameName(name, filter.customer ?? ''));
}

function isSameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** What a link to a shipment can show beside its reference. */
export const SHARED_PARTS = {
  status: 'Status',
  arrival: 'Arrival',
  route: 'Route',
  milestones: 'Milestones',
  containers: 'Containers',
  free: 'Last free days',
  references: 'References',
} as const;
export type SharedPart = keyof typeof SHARED_PARTS;

/** Days that a link is valid, the default first; none is valid for ever, because such links get forgotten. */
export const LINK_DAYS = [14, 1, 7, 30, 90, 365] as const;

/** The lists of which views can be shared, by their paths. */
export const SHARED_LISTS = ['/shipments', '/containers', '/bookings', '/purchase-orders'] as const;
export type SharedList = (typeof SHARED_LISTS)[number];

/** What a link leads to: a shipment, or a list in a state of its page. */
export type ShareTarget = { shipmentId: string } | { list: SharedList; search: string };

/** Whether links can lead to a list. */
export function isSharedList(path: string): path is SharedList {
  return (SHARED_LISTS as readonly string[]).includes(path);
}

/** Whether a link works at an instant, ISO 8601. */
export function linkState(
  { revokedAt, expiresAt }: { revokedAt: string | null; expiresAt: string },
  at: string,
): 'valid' | 'expired' | 'revoked' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt <= at ? 'expired' : 'valid';
}

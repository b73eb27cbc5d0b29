/** Views of shipments that need attention; each is a filter of the list. */
export const SHIPMENT_VIEWS = {
  held: 'Held',
  charges: 'LFD within 3 days',
  late: 'Late',
  overdue: 'Milestone overdue',
  slipped: 'ETA delayed',
  arriving: 'Arriving this week',
} as const;
export type ShipmentView = keyof typeof SHIPMENT_VIEWS;

export function isShipmentView(value: unknown): value is ShipmentView {
  return typeof value === 'string' && Object.hasOwn(SHIPMENT_VIEWS, value);
}

/** Days before the last free day from which it counts as near. */
export const FREE_DAYS_NEAR = 3;

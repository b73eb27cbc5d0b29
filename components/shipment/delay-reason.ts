import type { ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';

type Delayed = Pick<ShipmentDetail, 'arrived' | 'eta' | 'exceptions'>;

/**
 * Why the source says that a shipment is late, in its code (`port_congestion`): of the estimate, else of the latest open delay. Null
 * without a reason, and after the arrival.
 */
export function delayReason({ arrived, eta, exceptions }: Delayed, timeline: readonly TimelineEntry[]): string | null {
  if (arrived) return null;
  const estimate = timeline.findLast(
    ({ classifier, standing, occurredAt, reason }) =>
      classifier === 'EST' && standing === 'current' && reason !== null && occurredAt === eta?.at,
  );
  const open = exceptions.filter(({ kind, clearedAt, reason }) => kind === 'delay' && clearedAt === null && reason);
  return estimate?.reason ?? open[0]?.reason ?? null;
}

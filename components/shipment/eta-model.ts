import type { ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';

export type EtaHistoryModel = {
  /** Every estimate in the order in which they were reported. */
  estimates: TimelineEntry[];
  planned: TimelineEntry | null;
  actual: TimelineEntry | null;
};

/** The claims about the arrival that people wait for: at the end of the main carriage, else the delivery. */
export function etaHistoryOf(shipment: ShipmentDetail, timeline: readonly TimelineEntry[]): EtaHistoryModel {
  const lastLeg = shipment.legs.findLast((leg) => leg.main)?.id ?? null;
  const arrivals = timeline.filter((entry) => entry.code === 'ARRIVED' && !entry.containerId);
  const ofLeg = arrivals.filter((entry) => entry.legId === lastLeg);
  const own = ofLeg.length > 0 ? ofLeg : arrivals.filter((entry) => !entry.legId);
  const claims = own.length > 0 ? own : timeline.filter((entry) => entry.code === 'DELIVERED' && !entry.containerId);
  const current = (classifier: string) =>
    claims.find((claim) => claim.classifier === classifier && claim.standing === 'current') ?? null;
  return {
    estimates: claims
      .filter((claim) => claim.classifier === 'EST')
      .sort((a, b) => (a.reportedAt < b.reportedAt ? -1 : 1)),
    planned: current('PLN'),
    actual: current('ACT'),
  };
}

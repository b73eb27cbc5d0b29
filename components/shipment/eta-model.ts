import type { ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';
import { daysBetween } from '../time/format.ts';
import { momentOf } from './timeline-model.ts';

export type EtaHistoryModel = {
  /** Every estimate in the order in which they were reported. */
  estimates: TimelineEntry[];
  planned: TimelineEntry | null;
  actual: TimelineEntry | null;
};

/** The claims of the arrival at the end of the main carriage, else of the delivery. */
export function etaHistoryOf(shipment: ShipmentDetail, timeline: readonly TimelineEntry[]): EtaHistoryModel {
  const lastLeg = shipment.legs.findLast((leg) => leg.main)?.id ?? null;
  const arrivals = timeline.filter((entry) => entry.code === 'ARRIVED' && !entry.containerId);
  const ofLeg = arrivals.filter((entry) => entry.legId === lastLeg);
  const own = ofLeg.length > 0 ? ofLeg : arrivals.filter((entry) => !entry.legId);
  const claims = own.length > 0 ? own : timeline.filter((entry) => entry.code === 'DELIVERED' && !entry.containerId);
  const believed = claims.filter(({ flag }) => flag !== 'implausible');
  const current = (classifier: string) =>
    believed.find((claim) => claim.classifier === classifier && claim.standing === 'current') ?? null;
  return {
    estimates: believed
      .filter((claim) => claim.classifier === 'EST')
      .sort((a, b) => (a.reportedAt < b.reportedAt ? -1 : 1)),
    planned: current('PLN'),
    actual: current('ACT'),
  };
}

/** The difference of estimates from the actual arrival, in days; more than 0 if it arrived later. */
export type Accuracy = { first: number; last: number; average: number };

/** The accuracy of the estimates before the arrival was reported; null without any. */
export function accuracyOf({ estimates, actual }: EtaHistoryModel): Accuracy | null {
  if (!actual) return null;
  const off = estimates
    .filter((claim) => claim.reportedAt <= actual.occurredAt)
    .map((claim) => daysBetween(momentOf(claim), momentOf(actual)));
  const [first] = off;
  const last = off.at(-1);
  if (first === undefined || last === undefined) return null;
  const average = off.reduce((sum, days) => sum + Math.abs(days), 0) / off.length;
  return { first, last, average: Math.round(average * 10) / 10 };
}

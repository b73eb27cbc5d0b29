import type { ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';
import { type Trade, tradeOf } from '#lib/model/checklist.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import type { PROGRESS_STEPS, Stage } from '#lib/model/shipment.ts';

type Ends = Pick<ShipmentDetail, 'mode' | 'origin' | 'portOfLoading' | 'portOfDischarge' | 'destination'>;

/** Whether a shipment crosses a customs border. */
export function tradeOfShipment({ mode, origin, portOfLoading, portOfDischarge, destination }: Ends): Trade {
  const [from, to] = [origin?.country ?? portOfLoading?.country, destination?.country ?? portOfDischarge?.country];
  return tradeOf(mode, from ?? null, to ?? null);
}

/** The last completed step of the whole shipment, by its status and by its progress steps. */
const BY_STATUS: Partial<Record<Stage, MilestoneCode>> = {
  in_transit: 'DEPARTED',
  arrived: 'ARRIVED',
  delivering: 'OUT_FOR_DELIVERY',
  at_destination: 'OUT_FOR_DELIVERY',
  delivered: 'DELIVERED',
};
const BY_PROGRESS_STEP: Partial<Record<(typeof PROGRESS_STEPS)[number], MilestoneCode>> = {
  departed: 'DEPARTED',
  arrived: 'ARRIVED',
  delivering: 'OUT_FOR_DELIVERY',
  delivered: 'DELIVERED',
};
/** Steps for which a single reported milestone is enough. */
const REPORTED: ReadonlySet<MilestoneCode> = new Set(['PICKED_UP', 'CUSTOMS_RELEASED']);

/** The due steps that the whole shipment has completed; the haul to the port, or the milestone of one container, completes none. */
export function happenedOf(
  { status, progress }: Pick<ShipmentDetail, 'status' | 'progress'>,
  timeline: readonly TimelineEntry[],
): Set<MilestoneCode> {
  const facts = timeline.filter(
    ({ classifier, standing, flag, code }) =>
      classifier === 'ACT' && standing === 'current' && !flag && REPORTED.has(code),
  );
  const fromProgress = progress.filter(({ state }) => state === 'done').map(({ step }) => BY_PROGRESS_STEP[step]);
  const known = [BY_STATUS[status], ...fromProgress, ...facts.map(({ code }) => code)];
  return new Set(known.filter((code) => code !== undefined));
}

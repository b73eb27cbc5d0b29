import { includes, type NoticeMilestone } from '#lib/model/notice.ts';

type Told = { id: string; shipmentId: string | null; milestone: NoticeMilestone | null; kind: string };

/** Notices that tell of a milestone of a shipment of which another tells a later one. */
export function superseded<Notice extends Told>(notices: readonly Notice[]): Notice[] {
  const told = notices.filter(({ kind }) => kind === 'told');
  const byShipment = Map.groupBy(told, ({ shipmentId }) => shipmentId);
  return told.filter(({ shipmentId, milestone }) =>
    byShipment.get(shipmentId)?.some((one) => isLater(one.milestone, milestone)),
  );
}

function isLater(one: NoticeMilestone | null, other: NoticeMilestone | null): boolean {
  return one !== null && other !== null && one !== other && includes(one, other);
}

import { includes, type NoticeKind, type NoticeMilestone } from '#lib/model/notice.ts';

type Told = { id: string; shipmentId: string; milestone: NoticeMilestone; kind: NoticeKind };

/** Notices that tell of a milestone of a shipment of which another tells a later one. */
export function superseded<Notice extends Told>(notices: readonly Notice[]): Notice[] {
  const told = notices.filter(({ kind }) => kind === 'told');
  const byShipment = Map.groupBy(told, ({ shipmentId }) => shipmentId);
  return told.filter(({ shipmentId, milestone }) =>
    byShipment.get(shipmentId)?.some((one) => one.milestone !== milestone && includes(one.milestone, milestone)),
  );
}

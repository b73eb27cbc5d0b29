import type { ContainerRow, ShipmentDetail } from '#db/queries/shipments.ts';

const ENDED: ReadonlySet<string> = new Set(['delivered', 'cancelled', 'removed']);

/**
 * The instant, milliseconds, at which the free time of a container ends. Null if there is no countdown: its last free day is not stated, it
 * left the terminal, or its shipment is completed.
 */
export function freeTimeEnd(
  { freeTimeEndsAt, leftAt }: Pick<ContainerRow, 'freeTimeEndsAt' | 'leftAt'>,
  shipmentStatus: string | undefined,
): number | null {
  if (freeTimeEndsAt === null || leftAt !== null || ENDED.has(shipmentStatus ?? '')) return null;
  return Date.parse(freeTimeEndsAt);
}

/** The container whose free time ends next, the instant, and how many end then; null where no free time runs. */
export function nextFreeTime({
  containers,
  status,
}: Pick<ShipmentDetail, 'containers' | 'status'>): { container: ContainerRow; end: number; count: number } | null {
  const running = containers.flatMap((container) => {
    const end = freeTimeEnd(container, status);
    return end === null ? [] : [{ container, end }];
  });
  const end = Math.min(...running.map((one) => one.end));
  const [next, ...others] = running.filter((one) => one.end === end);
  return next ? { ...next, count: others.length + 1 } : null;
}

import type { ContainerRow } from '#db/queries/shipments.ts';

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

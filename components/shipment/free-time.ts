import type { ContainerRow } from '#db/queries/shipments.ts';

const ENDED: ReadonlySet<string> = new Set(['delivered', 'cancelled', 'removed']);

/**
 * The instant, milliseconds, at which the free time of a container ends. Null while no clock runs: nobody stated its last free day, it left
 * the terminal, or its shipment is over.
 */
export function freeTimeEnd(
  { freeTimeEndsAt, leftAt }: Pick<ContainerRow, 'freeTimeEndsAt' | 'leftAt'>,
  shipmentStatus: string | undefined,
): number | null {
  if (freeTimeEndsAt === null || leftAt !== null || ENDED.has(shipmentStatus ?? '')) return null;
  return Date.parse(freeTimeEndsAt);
}

import type { ContainerListItem } from '#db/queries/containers.ts';
import { endOfDay } from '#lib/model/lateness.ts';

const ENDED: ReadonlySet<string> = new Set(['delivered', 'cancelled', 'removed']);

/** The instant, milliseconds, at which the free time of a container ends; null while no clock runs: it left, or nobody waits for it. */
export function freeTimeEnd({ lastFreeDay, leftAt, shipment }: ContainerListItem): number | null {
  if (lastFreeDay === null || leftAt !== null || ENDED.has(shipment?.status ?? '')) return null;
  return endOfDay(lastFreeDay.slice(0, 10), shipment?.portOfDischarge?.timeZone ?? 'UTC');
}

import type { ShipmentDetail } from '#db/queries/shipments.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { inWords } from '../shipments/words.ts';

type Stated = Pick<ShipmentDetail, 'status' | 'statusReason' | 'statusBasis' | 'reportedStatus'>;

/** The status as the source words it; null where the screen says the same already, in its own word or in the reason. */
export function sourceValue({ status, statusReason, statusBasis, reportedStatus }: Stated): string | null {
  if (reportedStatus === null || statusBasis === 'conflict') return null;
  const value = inWords(reportedStatus).toLowerCase();
  const isShown = [STAGES[status].label, statusReason].some((text) => text.toLowerCase().includes(value));
  return isShown ? null : value;
}

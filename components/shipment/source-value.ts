import type { ShipmentDetail } from '#db/queries/shipments.ts';
import type { Words } from '#lib/model/language.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { inWords } from '../shipments/words.ts';

type Stated = Pick<ShipmentDetail, 'status' | 'statusReason' | 'statusBasis' | 'reportedStatus'>;

/** The status as the source words it; null where the screen says the same already, in its own word or in the reason. */
export function sourceValue(
  { status, statusReason, statusBasis, reportedStatus }: Stated,
  { t, inside }: Words = ENGLISH,
): string | null {
  if (reportedStatus === null || statusBasis === 'conflict') return null;
  const code = inWords(reportedStatus).toLowerCase();
  const isShown = [STAGES[status].label, statusReason].some((text) => text.toLowerCase().includes(code));
  return isShown ? null : inside(t(inWords(reportedStatus)));
}

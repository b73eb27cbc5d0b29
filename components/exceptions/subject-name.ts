import type { ExceptionSubject } from '#db/queries/exception-subjects.ts';
import type { Words } from '#lib/model/language.ts';
import type { TitleType } from '#lib/model/shipment-title.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { bestReference } from '../shipments/reference.ts';

/** What an exception is about, as its other pages name it: the reference of the shipment, or `Invoice INV-1`. `wanted`: as for the title. */
export function subjectName(
  { kind, title, shipment }: ExceptionSubject,
  wanted: TitleType | null = null,
  { t }: Words = ENGLISH,
): string {
  if (kind === 'invoice') return t('Invoice {number}', { number: title });
  if (kind === 'purchase_order') return t('Purchase order {number}', { number: title });
  if (kind === 'booking') return t('Booking {number}', { number: title });
  return shipment ? bestReference(shipment, wanted).value : title;
}

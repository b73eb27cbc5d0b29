import type { ExceptionSubject } from '#db/queries/exception-subjects.ts';
import type { TitleType } from '#lib/model/shipment-title.ts';
import { bestReference } from '../shipments/reference.ts';

/** What an exception is about, as its other pages name it: the reference of the shipment, or `Invoice INV-1`. `wanted`: as for the title. */
export function subjectName({ kind, title, shipment }: ExceptionSubject, wanted: TitleType | null = null): string {
  if (kind === 'invoice') return `Invoice ${title}`;
  if (kind === 'purchase_order') return `Purchase order ${title}`;
  if (kind === 'booking') return `Booking ${title}`;
  return shipment ? bestReference(shipment, wanted).value : title;
}

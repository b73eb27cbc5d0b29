import type { ExceptionSubject } from '#db/queries/exception-subjects.ts';
import { bestReference } from '../shipments/reference.ts';

/** What an exception is about, as its other pages name it: the reference of the shipment, or `Invoice INV-1`. */
export function subjectName({ kind, title, shipment }: ExceptionSubject): string {
  if (kind === 'invoice') return `Invoice ${title}`;
  return shipment ? bestReference(shipment).value : title;
}

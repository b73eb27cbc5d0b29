import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import { EXCEPTION_KINDS } from '#lib/model/exception.ts';

type Line = Pick<ShipmentLine, 'exceptions' | 'openExceptions'>;

/** The labels of the exceptions, each once, and how many more there are. */
export function exceptionsText({ exceptions, openExceptions }: Line): string {
  const labels = [...new Set(exceptions.map(({ type }) => EXCEPTION_KINDS[type].label))];
  const more = openExceptions - exceptions.length;
  return [...labels, ...(more > 0 ? [`${more} more`] : [])].join('; ');
}

import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import { EXCEPTION_KINDS } from '#lib/model/exception.ts';
import type { Words } from '#lib/model/language.ts';

type Line = Pick<ShipmentLine, 'exceptions' | 'openExceptions'>;

/** The labels of the exceptions, each once, and how many more there are. */
export function exceptionsText({ exceptions, openExceptions }: Line, { t }: Words): string {
  const labels = [...new Set(exceptions.map(({ type }) => t(EXCEPTION_KINDS[type].label)))];
  const more = openExceptions - exceptions.length;
  return [...labels, ...(more > 0 ? [t('{count} more', { count: more })] : [])].join('; ');
}

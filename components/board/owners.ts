import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import { type People, personName } from '../exceptions/act-words.ts';

/** The names of those who own the exceptions of a shipment, each once, `No owner` if nobody does; null without an exception. */
export function ownersText({ exceptions }: Pick<ShipmentLine, 'exceptions'>, people: People): string | null {
  if (exceptions.length === 0) return null;
  const owners = new Set(exceptions.flatMap(({ owner }) => (owner === null ? [] : [personName(people, owner)])));
  return owners.size > 0 ? [...owners].join(', ') : 'No owner';
}

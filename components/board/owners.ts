import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import type { Words } from '#lib/model/language.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { type People, personName } from '../exceptions/act-words.ts';

/** Who owns the exceptions of a shipment: `Eve, 1 without owner`, `No owner` if nobody does; null without an exception. */
export function ownersText(
  { exceptions }: Pick<ShipmentLine, 'exceptions'>,
  people: People,
  { t, list }: Words = ENGLISH,
): string | null {
  if (exceptions.length === 0) return null;
  const owners = new Set(exceptions.flatMap(({ owner }) => (owner === null ? [] : [personName(people, owner)])));
  if (owners.size === 0) return t('No owner');
  const without = exceptions.filter(({ owner }) => owner === null).length;
  return list([...owners, without > 0 && t('{n} without owner', { n: without })]);
}

import { asc, type SQL, sql } from 'drizzle-orm';
import { searchable } from '#lib/model/reference.ts';
import { TITLE_TYPES } from '#lib/model/shipment-title.ts';
import { displaySettings, shipmentReferences } from '../schema/index.ts';

const ORDER = sql.raw(`array[${TITLE_TYPES.map((type) => `'${type}'`).join(', ')}]`);

/**
 * The order of the references of a shipment: those of the type that an admin chose as its title, then by usefulness. The first one
 * that may be a title is the title.
 */
export function titleOrder(): SQL[] {
  const { type, value } = shipmentReferences;
  return [
    sql`${type} = (select ${displaySettings.titleType} from ${displaySettings}) desc nulls last`,
    sql`array_position(${ORDER}, ${type}) nulls last`,
    asc(type),
    asc(value),
  ];
}

/** References without those that only spell another of their type in other letters, spaces or punctuation: the first of them stays. */
export function withoutRespelled<Reference extends { type: string; value: string }>(
  references: readonly Reference[],
): Reference[] {
  const known = new Set<string>();
  return references.filter(({ type, value }) => {
    const key = `${type} ${searchable(value) || value}`;
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}

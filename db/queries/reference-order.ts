import { asc, type SQL, sql } from 'drizzle-orm';
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

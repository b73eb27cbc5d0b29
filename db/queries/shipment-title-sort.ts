import { sql } from 'drizzle-orm';
import { TITLE_TYPES } from '#lib/model/shipment-title.ts';
import { titleKey } from '../schema/columns.ts';
import type { Sort } from './cursor.ts';
import { bytewise } from './record-filters.ts';
import type { ShipmentRow } from './shipment-exceptions.ts';

/** The type of reference that an admin chose as the title, else the most useful one. */
const titleType = sql`coalesce((select title_type from display_settings), ${sql.raw(`'${TITLE_TYPES[0]}'`)})`;

const key = bytewise(titleKey);

/** The first reference of that type of a shipment in its sort form, as a column of a query of shipments. */
export const firstTitle = sql<string | null>`
  (select min(${key}) from shipment_references where shipment_id = shipments.id and type = ${titleType})`.as(
  'first_title',
);

/** Whether a reference is not the first of its type and shipment. */
const isLater = sql`exists (select from shipment_references as other
  where other.shipment_id = shipment_references.shipment_id and other.type = shipment_references.type
    and (other.searchable collate "C", other.value collate "C")
      < (shipment_references.searchable collate "C", shipment_references.value collate "C"))`;

/** By the title; shipments without a reference of the type that titles have come last. */
export const BY_TITLE: Sort<ShipmentRow> = {
  by: sql`titles.title`,
  form: 'text',
  nullable: true,
  natural: 'asc',
  key: (row) => row.firstTitle,
  elsewhere: {
    from: () => sql`(select shipment_id, ${key} as title from shipment_references
      where type = ${titleType} and not ${isLater}) as titles`,
    id: sql`titles.shipment_id`,
    has: sql`exists (select from shipment_references where shipment_id = shipments.id and type = ${titleType})`,
  },
};

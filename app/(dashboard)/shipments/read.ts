import type { ListQuery } from '#components/shipments/list-query.ts';
import { database } from '#db/client.ts';
import { readShipmentList, type ShipmentList } from '#db/queries/shipment-list.ts';

const PAGE = 50;

/** Reads the list that an address names. */
export function readList({ trouble, ...filter }: ListQuery): Promise<ShipmentList> {
  return readShipmentList(database(), { ...filter, trouble: trouble === '1', limit: PAGE });
}

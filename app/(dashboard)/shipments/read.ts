import { countsOf } from '#app/(dashboard)/cached-count.ts';
import type { ListState } from '#components/table/list-state.ts';
import { database } from '#db/client.ts';
import { readShipmentLines, type ShipmentList } from '#db/queries/shipment-list.ts';
import { SHIPMENTS, type ShipmentFilter } from '#db/queries/shipments.ts';
import { pagingOf } from '../records.ts';

/** Reads the list of an address. */
export async function readShipments({
  state,
  filter,
}: {
  state: ListState;
  filter: ShipmentFilter;
}): Promise<ShipmentList> {
  const { tabs } = await countsOf(SHIPMENTS);
  const [lines, counts] = await Promise.all([
    readShipmentLines(database(), { ...filter, ...pagingOf(state) }),
    tabs(filter),
  ]);
  return { ...lines, counts };
}

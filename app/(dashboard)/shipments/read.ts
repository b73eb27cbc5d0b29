import { counted } from '#app/(dashboard)/cached-count.ts';
import type { ListState } from '#components/table/list-state.ts';
import { database } from '#db/client.ts';
import { readShipmentLines, type ShipmentList } from '#db/queries/shipment-list.ts';
import { SHIPMENT_SORTS, type ShipmentFilter } from '#db/queries/shipments.ts';
import { parseUnlocode } from '#lib/model/place.ts';
import { splitReferences } from '#lib/model/reference.ts';
import { isShipmentView } from '#lib/model/shipment-view.ts';
import { listSpec, pagingOf } from '../records.ts';

export const SHIPMENTS = listSpec(
  '/shipments',
  ['q', 'refs', 'status', 'trouble', 'view', 'mode', 'provider', 'pol', 'pod'],
  SHIPMENT_SORTS,
);

/** Reads the list that an address names. */
export async function readList(state: ListState): Promise<ShipmentList> {
  const filter = filterOf(state);
  const { q, refs, mode, provider, pol, pod } = filter;
  const [lines, counts] = await Promise.all([
    readShipmentLines(database(), { ...filter, ...pagingOf(state) }),
    counted('shipmentTabs', { q, refs, mode, provider, pol, pod }),
  ]);
  return { ...lines, counts };
}

/** How many shipments an address names, as far as they are counted. */
export function countList(state: ListState): Promise<number> {
  return counted('shipments', filterOf(state));
}

function filterOf({ q, refs, status, mode, provider, trouble, view, pol, pod }: ListState): ShipmentFilter {
  return {
    q,
    refs: refs === undefined ? undefined : splitReferences(refs),
    status,
    mode,
    provider,
    trouble: trouble === 'true',
    view: isShipmentView(view) ? view : undefined,
    pol: parseUnlocode(pol) ?? undefined,
    pod: parseUnlocode(pod) ?? undefined,
  };
}

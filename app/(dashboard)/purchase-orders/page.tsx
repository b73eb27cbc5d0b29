import { ClipboardList } from 'lucide-react';
import type { Metadata } from 'next';
import { counted } from '#app/(dashboard)/cached-count.ts';
import { countedBy, viewsOf } from '#app/(dashboard)/load-saved-views.ts';
import { OrderTable } from '#components/purchase-orders/order-table.tsx';
import { ORDER_LABELS } from '#components/record/words.ts';
import { MODE_OPTIONS } from '#components/shipments/options.ts';
import { ListScreen } from '#components/table/list-screen.tsx';
import { type ListState, readState, stateSearch } from '#components/table/list-state.ts';
import { tabsOf } from '#components/table/tabs.ts';
import { database } from '#db/client.ts';
import { listPurchaseOrders, PURCHASE_ORDER_SORTS } from '#db/queries/purchase-orders.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { providerOptions } from '../provider-titles.ts';
import { listSpec, pagingOf, type SearchParams, shipmentShown } from '../records.ts';

export const metadata: Metadata = { title: 'Purchase orders' };

const SPEC = listSpec(
  '/purchase-orders',
  ['q', 'status', 'late', 'mode', 'provider', 'shipment', 'sku'],
  PURCHASE_ORDER_SORTS,
);
const NOTHING = {
  icon: ClipboardList,
  title: 'No purchase order yet',
  text: 'Each order stands here with its lines, and where each of them is.',
};

const narrowed = ({ q, status, mode, provider, shipment, sku }: ListState) => ({
  q,
  status,
  mode,
  provider,
  shipment,
  sku,
});
const countsOf = (state: ListState) => counted('purchaseOrders', narrowed(state));

export default async function PurchaseOrdersPage({ searchParams }: { searchParams: SearchParams }) {
  await requireUser();
  const state = readState(await searchParams, SPEC);
  const [page, counts, applied, views] = await Promise.all([
    listPurchaseOrders(database(), { ...narrowed(state), late: state.late === 'true', ...pagingOf(state) }),
    countsOf(state),
    shipmentShown(state),
    viewsOf(SPEC, countedBy('status', countsOf)),
  ]);
  return (
    <ListScreen
      title="Purchase orders"
      find="Order number"
      spec={SPEC}
      state={state}
      applied={applied}
      views={views}
      tabs={tabsOf({
        spec: SPEC,
        state,
        counts,
        by: 'status',
        labels: ORDER_LABELS,
        flags: [{ key: 'late', label: 'Late', late: true }],
      })}
      filters={[
        { key: 'mode', label: 'Mode', all: 'Any mode', options: MODE_OPTIONS },
        { key: 'provider', label: 'Source', all: 'Any source', options: providerOptions },
      ]}
      isEmpty={page.data.length === 0}
      nothing={NOTHING}
    >
      <OrderTable key={stateSearch(state)} page={page} spec={SPEC} state={state} />
    </ListScreen>
  );
}

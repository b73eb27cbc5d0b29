import { ClipboardList } from 'lucide-react';
import type { Metadata } from 'next';
import { OrderTable } from '#components/purchase-orders/order-table.tsx';
import { ORDER_LABELS } from '#components/record/words.ts';
import { modeLabel } from '#components/shipments/mode-icon.tsx';
import { ListScreen } from '#components/table/list-screen.tsx';
import { readState, stateSearch } from '#components/table/list-state.ts';
import { tabsOf } from '#components/table/tabs.ts';
import { database } from '#db/client.ts';
import { countPurchaseOrdersBy, listPurchaseOrders, PURCHASE_ORDER_SORTS } from '#db/queries/purchase-orders.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { TRANSPORT_MODES } from '#lib/model/quantity.ts';
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

export default async function PurchaseOrdersPage({ searchParams }: { searchParams: SearchParams }) {
  await requireUser();
  const state = readState(await searchParams, SPEC);
  const { q, status, mode, provider, shipment, sku } = state;
  const filter = { q, status, mode, provider, shipment, sku };
  const [page, counts, shown] = await Promise.all([
    listPurchaseOrders(database(), { ...filter, late: state.late === 'true', ...pagingOf(state) }),
    countPurchaseOrdersBy(database(), 'status', filter),
    shipmentShown(state),
  ]);
  return (
    <ListScreen
      title="Purchase orders"
      find="Order number"
      spec={SPEC}
      state={state}
      shipment={shown}
      tabs={tabsOf({
        spec: SPEC,
        state,
        counts,
        by: 'status',
        labels: ORDER_LABELS,
        flag: { key: 'late', label: 'Late' },
      })}
      filters={[
        {
          key: 'mode',
          label: 'Mode',
          all: 'Any mode',
          options: TRANSPORT_MODES.map((value) => ({ value, label: modeLabel(value) })),
        },
        { key: 'provider', label: 'Source', all: 'Any source', options: providerOptions },
      ]}
      isEmpty={page.data.length === 0}
      nothing={NOTHING}
    >
      <OrderTable key={stateSearch(state)} page={page} spec={SPEC} state={state} />
    </ListScreen>
  );
}

import { Tag } from 'lucide-react';
import type { Metadata } from 'next';
import { counted } from '#app/(dashboard)/cached-count.ts';
import { countedBy, viewsOf } from '#app/(dashboard)/load-saved-views.ts';
import { ProductTable } from '#components/products/product-table.tsx';
import { PRODUCT_LABELS } from '#components/record/words.ts';
import { ListScreen } from '#components/table/list-screen.tsx';
import { type ListState, readState, stateSearch } from '#components/table/list-state.ts';
import { tabsOf } from '#components/table/tabs.ts';
import { database } from '#db/client.ts';
import { listProducts, PRODUCT_SORTS } from '#db/queries/products.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { providerOptions } from '../provider-titles.ts';
import { listSpec, pagingOf, type SearchParams, shipmentShown } from '../records.ts';

export const metadata: Metadata = { title: 'Products' };

const SPEC = listSpec('/products', ['q', 'status', 'provider', 'shipment'], PRODUCT_SORTS);
const NOTHING = {
  icon: Tag,
  title: 'No product yet',
  text: 'Each product stands here with its HS codes, and the orders and shipments that it is on.',
};

const narrowed = ({ q, status, provider, shipment }: ListState) => ({ q, status, provider, shipment });
const countsOf = (state: ListState) => counted('products', narrowed(state));

export default async function ProductsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireUser();
  const state = readState(await searchParams, SPEC);
  const [page, counts, applied, views] = await Promise.all([
    listProducts(database(), { ...narrowed(state), ...pagingOf(state) }),
    countsOf(state),
    shipmentShown(state),
    viewsOf(SPEC, countedBy('status', countsOf)),
  ]);
  return (
    <ListScreen
      title="Products"
      find="SKU"
      spec={SPEC}
      state={state}
      applied={applied}
      views={views}
      tabs={tabsOf({ spec: SPEC, state, counts, by: 'status', labels: PRODUCT_LABELS })}
      filters={[{ key: 'provider', label: 'Source', all: 'Any source', options: providerOptions }]}
      isEmpty={page.data.length === 0}
      nothing={NOTHING}
    >
      <ProductTable key={stateSearch(state)} page={page} spec={SPEC} state={state} />
    </ListScreen>
  );
}

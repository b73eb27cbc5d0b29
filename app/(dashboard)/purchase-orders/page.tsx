import { ClipboardList } from 'lucide-react';
import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { OrderTable } from '#components/purchase-orders/order-table.tsx';
import { ListScreen } from '#components/table/list-screen.tsx';
import { PURCHASE_ORDERS } from '#db/queries/purchase-orders.ts';
import { openList } from '../open-list.ts';
import type { SearchParams } from '../records.ts';
import { MODE, SOURCE } from '../selects.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t(PURCHASE_ORDERS.title) };
}

const NOTHING = {
  icon: ClipboardList,
  title: 'No purchase order yet',
  text: 'Purchase orders appear here with the position of each line.',
};

export default async function PurchaseOrdersPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key } = await openList(PURCHASE_ORDERS, searchParams);
  return (
    <ListScreen {...screen} filters={[MODE, SOURCE]} nothing={NOTHING}>
      <OrderTable key={key} {...table} />
    </ListScreen>
  );
}

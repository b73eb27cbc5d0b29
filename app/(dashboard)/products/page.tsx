import { Tag } from 'lucide-react';
import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { ProductTable } from '#components/products/product-table.tsx';
import { ListScreen } from '#components/table/list-screen.tsx';
import { PRODUCTS } from '#db/queries/products.ts';
import { openList } from '../open-list.ts';
import type { SearchParams } from '../records.ts';
import { SOURCE } from '../selects.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t(PRODUCTS.title) };
}

const NOTHING = {
  icon: Tag,
  title: 'No product yet',
  text: 'Products appear here with HS codes, purchase orders and shipments.',
};

export default async function ProductsPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key } = await openList(PRODUCTS, searchParams);
  return (
    <ListScreen {...screen} filters={[SOURCE]} nothing={NOTHING}>
      <ProductTable key={key} {...table} />
    </ListScreen>
  );
}

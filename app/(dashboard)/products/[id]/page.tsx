import { Tag } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { readWords } from '#app/words.ts';
import { boxesOf, ProductBoxes } from '#components/products/product-boxes.tsx';
import { productFacts } from '#components/products/product-facts.tsx';
import { ProductOrders } from '#components/products/product-orders.tsx';
import { RecordDetail } from '#components/record/detail.tsx';
import { LinkedShipments } from '#components/record/linked-shipments.tsx';
import { RecordHead } from '#components/record/record-head.tsx';
import { RecordStatus } from '#components/record/record-status.tsx';
import { AllLink, Section } from '#components/record/section.tsx';
import { countryText } from '#components/record/words.ts';
import { stateSearch } from '#components/table/list-state.ts';
import { database } from '#db/client.ts';
import { getProduct, type ProductOrder } from '#db/queries/products.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { providerTitles } from '../../provider-titles.ts';
import { activityOf, type IdPage, type IdParams, readOne } from '../../records.ts';

const read = cache((id: string) => readOne(id, (known) => getProduct(database(), known)));

export async function generateMetadata({ params }: IdParams): Promise<Metadata> {
  await requireUser();
  const product = await read((await params).id);
  return { title: product ? product.number : (await readWords()).t('Not found') };
}

export default async function ProductPage({ params, searchParams }: IdPage) {
  await requireUser();
  const product = await read((await params).id);
  if (!product) notFound();
  const { open = [], others = [] } = Object.groupBy(byDueDay(product.orders), ({ order }) =>
    order.status === 'open' ? 'open' : 'others',
  );
  const words = await readWords();
  const { t, number } = words;
  const boxes = boxesOf(product.shipments);
  const allOrders = (status: 'open' | undefined, label: string) =>
    product.sku && (
      <AllLink href={`/purchase-orders${stateSearch({ sku: product.sku, status, sort: 'mustArriveOn' })}`}>
        {t(label)}
      </AllLink>
    );
  const source = providerTitles[product.provider] ?? product.provider;
  return (
    <RecordDetail
      entityIds={[product.id, ...product.shipments.map(({ id }) => id)]}
      titles={providerTitles}
      activity={await activityOf('/products', product.id, searchParams)}
      facts={productFacts(product, words)}
      steps={product.steps}
      head={
        <RecordHead
          back={{ href: '/products', label: t('Products') }}
          icon={Tag}
          kind={t('Product')}
          name={product.sku ?? product.number}
          chips={<RecordStatus status={product.status} removed={product.removed} />}
          facts={[
            product.name,
            product.category,
            product.countryOfOrigin && countryText(product.countryOfOrigin, words),
            t('via {source}', { source }),
          ]}
        />
      }
    >
      <Section title={t('Open orders')} count={open.length} note={allOrders('open', 'In the list')}>
        <ProductOrders orders={open} nothing={t('No open order contains this SKU.')} />
      </Section>
      <Section title={t('On its way')} count={boxes.length}>
        <ProductBoxes boxes={boxes} />
      </Section>
      <Section title={t('Other orders')} count={others.length} note={allOrders(undefined, 'All orders')}>
        <ProductOrders orders={others} nothing={t('No other order contains this SKU.')} />
      </Section>
      <Section title={t('Shipments')} count={product.shipments.length}>
        <LinkedShipments
          shipments={product.shipments}
          also={{
            label: 'Units',
            of: ({ goods }) => number(goods.reduce((sum, { units }) => sum + (units ?? 0), 0)),
          }}
          nothing={t('No shipment contains this SKU.')}
        />
      </Section>
    </RecordDetail>
  );
}

/** Orders by the required delivery date of the line, else of the order; those without one come last. */
function byDueDay(orders: readonly ProductOrder[]): ProductOrder[] {
  const dayOf = ({ line, order }: ProductOrder) => line.mustArriveOn ?? order.mustArriveOn ?? '~';
  return orders.toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1));
}

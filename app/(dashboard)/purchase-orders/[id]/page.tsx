import { ClipboardList } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { readWords } from '#app/words.ts';
import { ExceptionStrip } from '#components/exceptions/exception-strip.tsx';
import { Lateness } from '#components/purchase-orders/lateness.tsx';
import { orderFacts } from '#components/purchase-orders/order-facts.tsx';
import { Carrier, OrderLines } from '#components/purchase-orders/order-lines.tsx';
import { RecordDetail } from '#components/record/detail.tsx';
import { LinkedShipments } from '#components/record/linked-shipments.tsx';
import { FromTo } from '#components/record/places.tsx';
import { RecordHead } from '#components/record/record-head.tsx';
import { RecordStatus } from '#components/record/record-status.tsx';
import { Section } from '#components/record/section.tsx';
import { database } from '#db/client.ts';
import { exceptionsOfRecord } from '#db/queries/exceptions.ts';
import { getPurchaseOrder } from '#db/queries/purchase-order.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { expectedDeliveryOf } from '#lib/model/lateness.ts';
import { listPeople } from '../../exceptions/people.ts';
import { providerTitles } from '../../provider-titles.ts';
import { activityOf, type IdPage, type IdParams, readOne } from '../../records.ts';

const read = cache((id: string) => readOne(id, (known) => getPurchaseOrder(database(), known)));

export async function generateMetadata({ params }: IdParams): Promise<Metadata> {
  await requireUser();
  const order = await read((await params).id);
  return { title: order ? order.number : (await readWords()).t('Not found') };
}

export default async function PurchaseOrderPage({ params, searchParams }: IdPage) {
  await requireUser();
  const order = await read((await params).id);
  if (!order) notFound();
  const words = await readWords();
  const { t } = words;
  const source = providerTitles[order.provider] ?? order.provider;
  const [exceptions, people] = await Promise.all([exceptionsOfRecord(database(), order.id), listPeople()]);
  return (
    <RecordDetail
      entityIds={[order.id, ...order.shipments.map(({ id }) => id)]}
      titles={providerTitles}
      activity={await activityOf('/purchase-orders', order.id, searchParams)}
      facts={orderFacts(order, words)}
      steps={order.steps}
      alerts={exceptions.length > 0 && <ExceptionStrip exceptions={exceptions} people={people.names} />}
      head={
        <RecordHead
          back={{ href: '/purchase-orders', label: t('Purchase orders') }}
          icon={ClipboardList}
          kind={t('Purchase order')}
          name={order.number}
          chips={<RecordStatus status={order.status} removed={order.removed} />}
          facts={[
            order.seller,
            <FromTo key="route" ends={[order.origin, order.destination]} />,
            order.incoterm,
            t('via {source}', { source }),
          ]}
        />
      }
    >
      <Section title={t('Lines')} count={order.lines.length}>
        <OrderLines order={order} />
      </Section>
      {order.otherGoods.length > 0 && (
        <Section title={t('Other cargo under this number')} count={order.otherGoods.length}>
          <ul className="px-4 py-2 lg:px-6">
            {order.otherGoods.map((goods) => (
              <li
                key={`${goods.shipmentId} ${goods.containerId} ${goods.sku} ${goods.product}`}
                className="flex flex-wrap gap-x-3 py-1"
              >
                <span>{goods.sku ?? goods.product ?? t('Unnamed cargo')}</span>
                <Carrier goods={goods} shipment={order.shipments.find(({ id }) => id === goods.shipmentId)} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('Shipments')} count={order.shipments.length}>
        <LinkedShipments
          shipments={order.shipments}
          also={{
            label: 'Variance',
            of: (shipment) => <Lateness days={shipment.daysLate} awaited={expectedDeliveryOf(shipment)} />,
          }}
          nothing={t('Not on a shipment yet.')}
        />
      </Section>
    </RecordDetail>
  );
}

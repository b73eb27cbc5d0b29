import { Boxes } from 'lucide-react';
import Link from 'next/link';
import type { ShipmentOrder } from '#db/queries/order-links.ts';
import type { ShippedItem } from '#db/queries/shipment-documents.ts';
import type { ContainerRow } from '#db/queries/shipments.ts';
import { now } from '#lib/clock.ts';
import { daysLate, type ExpectedDelivery } from '#lib/model/lateness.ts';
import { useWords } from '#words';
import { Lateness } from '../purchase-orders/lateness.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { HeadRow } from '../ui/head-row.tsx';
import { HorizontalScroll } from '../ui/horizontal-scroll.tsx';

type Props = {
  orders: readonly ShipmentOrder[];
  items: readonly ShippedItem[];
  containers: readonly ContainerRow[];
  awaited: ExpectedDelivery | undefined;
};

const HEADS = [
  'Order¦purchase',
  'SKU',
  'Product',
  'Container',
  'Shipped',
  'Ordered',
  'Required delivery date',
  'Variance',
];

/** The cargo of a shipment with purchase order, ordered quantity and lateness. */
export function Orders({ orders, items, containers, awaited }: Props) {
  const { t, day, number } = useWords();
  const listed = new Set(items.map(({ purchaseOrderId }) => purchaseOrderId));
  const others = orders.filter(({ id }) => !listed.has(id));
  if (items.length === 0) {
    if (others.length > 0) return <OrderList orders={others} awaited={awaited} />;
    return (
      <EmptyState icon={Boxes} title={t('Contents not stated')}>
        <p>{t('Cargo appears here when a source lists it, with its purchase order.')}</p>
      </EmptyState>
    );
  }
  const boxes = new Map(containers.map(({ id, number }) => [id, number]));
  return (
    <HorizontalScroll label={t('Orders and SKUs')}>
      {others.length > 0 && <OrderList orders={others} awaited={awaited} />}
      <table className="dense w-full border-separate border-spacing-0 max-md:min-w-180">
        <thead>
          <HeadRow heads={HEADS.map((head) => t(head))} />
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id} className="hover:bg-hover">
              <th scope="row" className="cell text-left font-normal whitespace-nowrap first:pl-4 lg:first:pl-6">
                <OrderName item={item} />
              </th>
              <td className="cell mono">{item.sku ?? <None />}</td>
              <td className="cell">{item.product ?? <None />}</td>
              <td className="cell mono">{boxes.get(item.containerId ?? '') ?? <None />}</td>
              <td className="cell">{item.units === null ? <None /> : number(item.units)}</td>
              <td className="cell text-dim">{item.ordered === null ? <None /> : number(item.ordered)}</td>
              <td className="cell whitespace-nowrap text-dim">
                {item.mustArriveOn ? day(item.mustArriveOn) : <None />}
              </td>
              <td className="cell">
                {item.mustArriveOn ? (
                  <Lateness days={daysLate(item.mustArriveOn, awaited, Date.parse(now()))} awaited={awaited} />
                ) : (
                  <None />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </HorizontalScroll>
  );
}

/** Orders that the shipment references, if its cargo is not listed. */
function OrderList({ orders, awaited }: Pick<Props, 'orders' | 'awaited'>) {
  const { t, day } = useWords();
  return (
    <ul aria-label={t('Purchase orders')} className="px-4 py-2 lg:px-6">
      {orders.map(({ id, number, mustArriveOn }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3 py-1">
          <OrderName item={{ poNumber: number, purchaseOrderId: id }} />
          {mustArriveOn && (
            <>
              <span className="text-dim">{t('Required delivery date {day}', { day: day(mustArriveOn) })}</span>
              <Lateness days={daysLate(mustArriveOn, awaited, Date.parse(now()))} awaited={awaited} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function None() {
  return <span className="text-faint">–</span>;
}

function OrderName({
  item: { poNumber, purchaseOrderId },
}: {
  item: Pick<ShippedItem, 'poNumber' | 'purchaseOrderId'>;
}) {
  const { t } = useWords();
  if (!poNumber) return <span className="text-faint">{t('No purchase order')}</span>;
  if (!purchaseOrderId) return <span className="mono">{poNumber}</span>;
  return (
    <Link
      href={`/purchase-orders/${purchaseOrderId}`}
      prefetch={false}
      className="mono font-medium underline decoration-line-strong underline-offset-4"
    >
      {poNumber}
    </Link>
  );
}

import { Boxes } from 'lucide-react';
import Link from 'next/link';
import type { ShippedItem } from '#db/queries/shipment-documents.ts';
import type { ContainerRow } from '#db/queries/shipments.ts';
import type { Moment } from '#lib/model/time.ts';
import { dayText, localTime } from '../time/format.ts';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

type Props = { items: readonly ShippedItem[]; containers: readonly ContainerRow[]; arrival: Moment | null };

const HEADS = ['Order', 'SKU', 'Product', 'Container', 'Shipped', 'Ordered', 'Required delivery date', 'Variance'];
const DAY = 86_400_000;

/** The goods on board: which order each is for, how many were ordered, and how late they will be for it. */
export function Orders({ items, containers, arrival }: Props) {
  if (items.length === 0) {
    return (
      <EmptyState icon={Boxes} title="Nobody said what is inside">
        <p>Goods stand here as soon as a source lists them, each beside the purchase order that asked for it.</p>
      </EmptyState>
    );
  }
  const boxes = new Map(containers.map(({ id, number }) => [id, number]));
  return (
    <section aria-label="Orders and SKUs" className="overflow-x-auto">
      <table className="dense w-full border-separate border-spacing-0 max-md:min-w-180">
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col" className="cell-head first:pl-4 lg:first:pl-6">
                {head}
              </th>
            ))}
          </tr>
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
              <td className="cell">{item.units?.toLocaleString('en-US') ?? <None />}</td>
              <td className="cell text-dim">{item.ordered?.toLocaleString('en-US') ?? <None />}</td>
              <td className="cell whitespace-nowrap text-dim">
                {item.mustArriveOn ? dayText(item.mustArriveOn) : <None />}
              </td>
              <td className="cell">
                <Against mustArriveOn={item.mustArriveOn} arrival={arrival} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function None() {
  return <span className="text-faint">–</span>;
}

function OrderName({ item: { poNumber, purchaseOrderId } }: { item: ShippedItem }) {
  if (!poNumber) return <span className="text-faint">No order named</span>;
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

function Against({ mustArriveOn, arrival }: { mustArriveOn: string | null; arrival: Moment | null }) {
  if (!mustArriveOn || !arrival) return <None />;
  const days = Math.round((Date.parse(localTime(arrival).day) - Date.parse(mustArriveOn)) / DAY);
  if (days > 0) return <Chip tone="late">{`${days} d late`}</Chip>;
  return <Chip tone="ok">{days === 0 ? 'On the day' : `${-days} d early`}</Chip>;
}

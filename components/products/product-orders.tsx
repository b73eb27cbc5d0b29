import Link from 'next/link';
import type { ProductOrder } from '#db/queries/products.ts';
import { useWords } from '#words';
import { Amount } from '../money/amount.tsx';
import { Due } from '../record/due.tsx';
import { PartsTable, PHONE } from '../record/parts-table.tsx';
import { RecordStatus } from '../record/record-status.tsx';
import { Nothing } from '../record/section.tsx';

type Props = { orders: readonly ProductOrder[]; nothing: string };

export function ProductOrders({ orders, nothing }: Props) {
  const { t, number } = useWords();
  if (orders.length === 0) return <Nothing>{nothing}</Nothing>;
  return (
    <PartsTable
      label={t('Orders')}
      rows={orders.map(({ order, line }) => ({
        key: `${order.id} ${line.position}`,
        parts: [
          {
            head: 'Order¦purchase',
            phone: PHONE.name,
            value: (
              <Link
                href={`/purchase-orders/${order.id}`}
                prefetch={false}
                className="mono rounded-sm font-medium underline-offset-4 hover:underline"
              >
                {order.number}
              </Link>
            ),
          },
          { head: 'Status', phone: PHONE.right, value: <RecordStatus status={order.status} /> },
          { head: 'Seller', value: order.seller ?? '–' },
          { head: 'Units', align: 'right', phone: PHONE.name, value: line.units === null ? '–' : number(line.units) },
          {
            head: 'Unit cost',
            align: 'right',
            phone: PHONE.right,
            value: <Amount amount={line.unitCost?.amount ?? null} currency={line.unitCost?.currency ?? null} />,
          },
          {
            head: 'Required delivery date',
            phone: PHONE.below,
            value: <Due day={line.mustArriveOn ?? order.mustArriveOn} open={order.status === 'open'} word="late" />,
          },
        ],
      }))}
    />
  );
}

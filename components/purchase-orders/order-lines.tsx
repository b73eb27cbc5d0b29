import Link from 'next/link';
import type { LinkedShipment } from '#db/queries/linked.ts';
import type { OrderGoods, OrderLine, PurchaseOrderDetail } from '#db/queries/purchase-order.ts';
import type { Words } from '#lib/model/language.ts';
import { expectedDeliveryOf } from '#lib/model/lateness.ts';
import { useWords } from '#words';
import { Amount } from '../money/amount.tsx';
import { PartsTable, PHONE } from '../record/parts-table.tsx';
import { Nothing } from '../record/section.tsx';
import { namedOf } from '../shipments/reference.ts';
import { ShipmentTitle } from '../shipments/title.tsx';
import { Expected } from './expected.tsx';
import { Lateness } from './lateness.tsx';

/** The lines of an order: product, quantity, required date, and the shipment and container that carry it. */
export function OrderLines({ order }: { order: PurchaseOrderDetail }) {
  const words = useWords();
  const { t } = words;
  if (order.lines.length === 0) return <Nothing>{t('No line items.')}</Nothing>;
  return (
    <PartsTable
      label={t('Lines')}
      rows={order.lines.map((line) => ({
        key: String(line.position),
        parts: [
          { head: 'SKU', phone: PHONE.name, value: <Sku line={line} /> },
          {
            head: 'Ordered',
            align: 'right',
            phone: PHONE.right,
            value: <span className="whitespace-nowrap">{unitsText(line, words)}</span>,
          },
          { head: 'Shipped', align: 'right', value: <Quantity of={line.shipped} /> },
          { head: 'Open', align: 'right', value: <Open line={line} /> },
          { head: 'Unit cost', align: 'right', value: cost(line) },
          { head: 'Required delivery date', value: <MustArrive day={line.mustArriveOn ?? order.mustArriveOn} /> },
          {
            head: 'Shipment/container',
            phone: PHONE.below,
            value: <Goods goods={line.goods} shipments={order.shipments} />,
          },
        ],
      }))}
    />
  );
}

function Sku({ line }: { line: OrderLine }) {
  const { t } = useWords();
  return (
    <span className="block min-w-36 py-1">
      {line.sku ? (
        <Link
          href={`/products?q=${encodeURIComponent(line.sku)}`}
          prefetch={false}
          className="mono rounded-sm font-medium underline-offset-4 hover:underline"
        >
          {line.sku}
        </Link>
      ) : (
        <span className="text-faint">{t('No SKU')}</span>
      )}
      <span className="block text-xs text-faint">{line.product ?? line.description}</span>
    </span>
  );
}

function Quantity({ of }: { of: number | null }) {
  const { t, number } = useWords();
  return of === null ? <span className="text-faint">{t('Not known')}</span> : number(of);
}

/** What has not departed, and how much of that is on a shipment. */
function Open({ line: { open, booked } }: { line: OrderLine }) {
  const { t } = useWords();
  return (
    <>
      <span className="block">
        <Quantity of={open} />
      </span>
      {open !== null && booked !== null && booked > 0 && (
        <span className="block text-xs text-faint">{t('{n} booked', { n: booked })}</span>
      )}
    </>
  );
}

function Awaited({ shipment }: { shipment: LinkedShipment | undefined }) {
  return shipment ? <Expected shipment={shipment} /> : null;
}

function unitsText({ units, unit }: OrderLine, { number }: Words): string {
  return units === null ? '–' : [number(units), unit].filter(Boolean).join(' ');
}

function cost({ unitCost }: OrderLine) {
  return <Amount amount={unitCost?.amount ?? null} currency={unitCost?.currency ?? null} />;
}

function MustArrive({ day: on }: { day: string | null }) {
  const { t, day } = useWords();
  return on ? day(on) : <span className="text-faint">{t('Not stated')}</span>;
}

type GoodsProps = { goods: OrderLine['goods']; shipments: readonly LinkedShipment[] };

function Goods({ goods, shipments }: GoodsProps) {
  const { t } = useWords();
  if (goods.length === 0) {
    return (
      <span className="text-faint">{t(shipments.length > 0 ? 'Shipment not stated' : 'Not on a shipment yet')}</span>
    );
  }
  return (
    <ul className="flex flex-col gap-1 py-1">
      {goods.map((some) => {
        const shipment = shipments.find(({ id }) => id === some.shipmentId);
        return (
          <li
            key={`${some.shipmentId} ${some.containerId} ${some.units}`}
            className="flex flex-wrap items-center gap-x-2 gap-y-0.5"
          >
            <Carrier goods={some} shipment={shipment} />
            <Awaited shipment={shipment} />
            <Lateness days={some.daysLate} awaited={shipment && expectedDeliveryOf(shipment)} />
          </li>
        );
      })}
    </ul>
  );
}

/** The shipment and, if known, the container that carry a part of the line, and the quantity. */
export function Carrier({ goods, shipment }: { goods: OrderGoods; shipment: LinkedShipment | undefined }) {
  const { t } = useWords();
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <Link
        href={`/shipments/${goods.shipmentId}`}
        prefetch={false}
        className="mono rounded-sm underline-offset-4 hover:underline"
      >
        {shipment ? <ShipmentTitle {...namedOf(shipment)} /> : t('Shipment')}
      </Link>
      {goods.containerId && (
        <Link
          href={`/containers/${goods.containerId}`}
          prefetch={false}
          className="mono rounded-sm text-dim underline-offset-4 hover:underline"
        >
          {goods.containerNumber ?? t('container')}
        </Link>
      )}
      {goods.units !== null && <span className="text-xs text-faint">{t('{n} units', { n: goods.units })}</span>}
    </span>
  );
}

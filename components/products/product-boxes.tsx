import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ProductDetail } from '#db/queries/products.ts';
import { useWords } from '#words';
import { Expected } from '../purchase-orders/expected.tsx';
import { PartsTable, PHONE } from '../record/parts-table.tsx';
import { Nothing } from '../record/section.tsx';
import { namedOf } from '../shipments/reference.ts';
import { StatusChip } from '../shipments/status-chip.tsx';
import { ShipmentTitle } from '../shipments/title.tsx';

const OVER = new Set(['delivered', 'cancelled', 'removed']);

/** The containers with a product that are on their way, those that are expected next first; cargo that is in no container has its shipment alone. */
export function boxesOf(shipments: ProductDetail['shipments']) {
  const atOf = ({ deliveryEta, arrived, eta }: ProductDetail['shipments'][number]) =>
    (deliveryEta ?? arrived ?? eta)?.at ?? '~';
  return shipments
    .filter(({ status }) => !OVER.has(status))
    .toSorted((a, b) => (atOf(a) < atOf(b) ? -1 : 1))
    .flatMap((shipment) => shipment.goods.map((goods) => ({ shipment, goods })));
}

export function ProductBoxes({ boxes }: { boxes: ReturnType<typeof boxesOf> }) {
  const { t, number } = useWords();
  if (boxes.length === 0) return <Nothing>{t('No container with this SKU is on its way.')}</Nothing>;
  return (
    <PartsTable
      label={t('Containers')}
      rows={boxes.map(({ shipment, goods }, at) => ({
        key: `${shipment.id} ${goods.containerId} ${at}`,
        parts: [
          {
            head: 'Container',
            phone: PHONE.name,
            value: goods.containerId ? (
              <RecordLink href={`/containers/${goods.containerId}`}>
                {goods.containerNumber ?? t('No number yet')}
              </RecordLink>
            ) : (
              <span className="text-faint">{t('Not stated')}</span>
            ),
          },
          {
            head: 'Units',
            align: 'right',
            phone: PHONE.right,
            value: goods.units === null ? <span className="text-faint">{t('Not stated')}</span> : number(goods.units),
          },
          {
            head: 'Shipment',
            phone: PHONE.name,
            value: (
              <RecordLink href={`/shipments/${shipment.id}`}>
                <ShipmentTitle {...namedOf(shipment)} />
              </RecordLink>
            ),
          },
          { head: 'Status', phone: PHONE.right, value: <StatusChip status={shipment.status} /> },
          { head: 'Expected', phone: PHONE.below, value: <Expected shipment={shipment} /> },
        ],
      }))}
    />
  );
}

function RecordLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className="mono rounded-sm underline-offset-4 hover:underline">
      {children}
    </Link>
  );
}

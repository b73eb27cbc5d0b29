'use client';
import type { PurchaseOrderListItem } from '#db/queries/purchase-orders.ts';
import { Amount } from '../money/amount.tsx';
import { learnedColumn, statusColumn } from '../record/columns.tsx';
import { Due } from '../record/due.tsx';
import { FromTo, fromToText } from '../record/places.tsx';
import { ShipmentLinks, shipmentNames } from '../record/shipment-links.tsx';
import { counted } from '../record/words.ts';
import { ModeIcon } from '../shipments/mode-icon.tsx';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';
import { OrderDue } from './order-due.tsx';

const COLUMNS = tableColumns<PurchaseOrderListItem>([
  {
    id: 'number',
    label: 'Purchase order',
    sort: 'number',
    width: 'w-42',
    text: (row) => row.number,
    show: (row) => (
      <RowName
        href={`/purchase-orders/${row.id}`}
        name={row.number}
        struck={row.removed}
        below={row.seller ?? row.buyer}
      />
    ),
  },
  {
    id: 'route',
    label: 'From and to',
    phone: true,
    cell: 'max-md:order-3 max-md:col-span-2',
    text: (row) => fromToText([row.origin, row.destination]),
    show: (row) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <ModeIcon mode={row.mode} />
        <span className="min-w-0">
          <FromTo ends={[row.origin, row.destination]} />
          {row.incoterm && <span className="block truncate text-xs text-faint compact:hidden">{row.incoterm}</span>}
        </span>
      </span>
    ),
  },
  statusColumn(),
  {
    id: 'due',
    label: 'Required delivery date',
    sort: 'mustArriveOn',
    width: 'w-40',
    phone: true,
    cell: 'max-md:order-4',
    text: (row) => row.mustArriveOn ?? '',
    show: (row) => <OrderDue order={row} />,
  },
  {
    id: 'ready',
    label: 'Cargo ready',
    sort: 'cargoReadyOn',
    width: 'w-28',
    text: (row) => row.cargoReadyOn ?? '',
    show: (row) => <Due day={row.cargoReadyOn} open={false} word="" none="Not stated" />,
  },
  {
    id: 'units',
    label: 'Units',
    width: 'w-26',
    align: 'right',
    text: (row) => row.units?.toString() ?? '',
    show: (row) => (
      <>
        <span className="block">{row.units?.toLocaleString('en-US') ?? <span className="text-faint">–</span>}</span>
        {row.lineCount !== null && (
          <span className="block text-xs text-faint compact:hidden">{counted(row.lineCount, 'line')}</span>
        )}
      </>
    ),
  },
  {
    id: 'value',
    label: 'Value',
    width: 'w-34',
    align: 'right',
    text: (row) => row.value?.amount ?? '',
    show: (row) => <Amount amount={row.value?.amount ?? null} currency={row.value?.currency ?? null} />,
  },
  {
    id: 'shipments',
    label: 'Shipment',
    width: 'w-32',
    text: (row) => shipmentNames(row.shipments),
    show: (row) => <ShipmentLinks shipments={row.shipments} />,
  },
  learnedColumn((row) => row.status !== 'open'),
]);

type Props = { page: ListData<PurchaseOrderListItem>; spec: ListSpec; state: ListState };

export function OrderTable(props: Props) {
  return <DataTable label="Purchase orders" columns={COLUMNS} {...props} />;
}

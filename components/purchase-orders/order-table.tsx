'use client';
import type { PurchaseOrderListItem } from '#db/queries/purchase-orders.ts';
import { useWords } from '#words';
import { Amount } from '../money/amount.tsx';
import { learnedColumn, statusColumn } from '../record/columns.tsx';
import { Due } from '../record/due.tsx';
import { FromTo } from '../record/places.tsx';
import { ShipmentLinks } from '../record/shipment-links.tsx';
import { ORDER_SHEET } from '../sheets/purchase-orders.ts';
import { ModeIcon } from '../shipments/mode-icon.tsx';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';
import { OrderDue } from './order-due.tsx';

const COLUMNS = tableColumns<PurchaseOrderListItem>([
  {
    of: ORDER_SHEET.number,
    sort: 'number',
    width: 'w-42 2xl:w-60',
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
    of: ORDER_SHEET.route,
    phone: true,
    cell: 'max-md:order-3 max-md:col-span-2',
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
  statusColumn(ORDER_SHEET.status),
  {
    of: ORDER_SHEET.due,
    sort: 'mustArriveOn',
    width: 'w-40',
    phone: true,
    cell: 'max-md:order-4',
    show: (row) => <OrderDue order={row} />,
  },
  {
    of: ORDER_SHEET.ready,
    sort: 'cargoReadyOn',
    width: 'w-26',
    show: (row) => <Ready row={row} />,
  },
  {
    of: ORDER_SHEET.units,
    width: 'w-22',
    align: 'right',
    show: (row, { number }) => (
      <>
        <span className="block">{row.units === null ? <span className="text-faint">–</span> : number(row.units)}</span>
        {row.lineCount !== null && <LineCount of={row.lineCount} />}
      </>
    ),
  },
  {
    of: ORDER_SHEET.value,
    width: 'w-32',
    align: 'right',
    show: (row) => <Amount amount={row.value?.amount ?? null} currency={row.value?.currency ?? null} />,
  },
  {
    of: ORDER_SHEET.shipments,
    width: 'w-38',
    show: (row) => <ShipmentLinks shipments={row.shipments} />,
  },
  learnedColumn(ORDER_SHEET.learned, (row) => row.status !== 'open'),
]);

function Ready({ row }: { row: PurchaseOrderListItem }) {
  const { t } = useWords();
  return <Due day={row.cargoReadyOn} open={false} word="" none={t('Not stated')} />;
}

function LineCount({ of }: { of: number }) {
  const { counted } = useWords();
  return (
    <span className="block text-xs text-faint compact:hidden">
      {counted(of, '{count} line', '{count} lines', { count: of })}
    </span>
  );
}

type Props = { page: ListData<PurchaseOrderListItem>; spec: ListSpec; state: ListState };

export function OrderTable(props: Props) {
  const { t } = useWords();
  return <DataTable label={t('Purchase orders')} columns={COLUMNS} {...props} />;
}

'use client';
import type { ContainerListItem } from '#db/queries/containers.ts';
import { ShipmentLinks } from '../record/shipment-links.tsx';
import { containerKind } from '../record/words.ts';
import { CONTAINER_SHEET } from '../sheets/containers.ts';
import { freeTimeEnd } from '../shipment/free-time.ts';
import { LastFreeDay } from '../shipment/last-free-day.tsx';
import { StatusChip } from '../shipments/status-chip.tsx';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';
import { dayText } from '../time/format.ts';
import { NumberCheck } from './number-check.tsx';

const shipmentsOf = (row: ContainerListItem) => (row.shipment ? [row.shipment] : []);

const COLUMNS = tableColumns<ContainerListItem>([
  {
    of: CONTAINER_SHEET.number,
    sort: 'number',
    width: 'w-64',
    show: (row) => (
      <RowName
        href={`/containers/${row.id}`}
        name={row.number ?? 'Number not reported'}
        mono={row.number !== null}
        after={<NumberCheck valid={row.numberValid} />}
      />
    ),
  },
  {
    of: CONTAINER_SHEET.kind,
    phone: true,
    cell: 'max-md:order-3',
    show: (row) => containerKind(row) || <span className="text-faint">Not stated</span>,
  },
  {
    of: CONTAINER_SHEET.seal,
    width: 'w-36',
    show: (row) =>
      row.sealNumber ? <span className="mono">{row.sealNumber}</span> : <span className="text-faint">Not stated</span>,
  },
  {
    of: CONTAINER_SHEET.shipment,
    width: 'w-44',
    phone: true,
    cell: 'max-md:order-4 max-md:justify-self-end',
    show: (row) => <ShipmentLinks shipments={shipmentsOf(row)} />,
  },
  {
    of: CONTAINER_SHEET.status,
    width: 'w-40',
    phone: true,
    cell: 'max-md:order-2 max-md:justify-self-end',
    show: (row) => row.shipment && <StatusChip status={row.shipment.status} />,
  },
  {
    of: CONTAINER_SHEET.free,
    sort: 'lastFreeDay',
    width: 'w-52',
    phone: true,
    cell: 'max-md:order-5 max-md:col-span-2',
    show: (row) => <FreeTime container={row} />,
  },
]);

/** The last free day with its countdown, until the container has left the terminal. */
export function FreeTime({ container }: { container: ContainerListItem }) {
  const day = container.lastFreeDay?.slice(0, 10);
  if (!day) return <span className="text-faint max-md:hidden">Not given</span>;
  const end = freeTimeEnd(container, container.shipment?.status);
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span className="text-xs text-faint md:hidden">Last free day</span>
      {dayText(day)}
      {end !== null && <LastFreeDay end={end} />}
    </span>
  );
}

type Props = { page: ListData<ContainerListItem>; spec: ListSpec; state: ListState };

export function ContainerTable(props: Props) {
  return <DataTable label="Containers" columns={COLUMNS} {...props} />;
}

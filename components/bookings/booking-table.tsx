'use client';
import type { BookingListItem } from '#db/queries/bookings.ts';
import { learnedColumn } from '../record/columns.tsx';
import { Due } from '../record/due.tsx';
import { FromTo, fromToText } from '../record/places.tsx';
import { RecordStatus } from '../record/record-status.tsx';
import { ShipmentLinks, shipmentNames } from '../record/shipment-links.tsx';
import { containerCounts, quantityText } from '../record/words.ts';
import { ModeIcon } from '../shipments/mode-icon.tsx';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';
import { LifecycleDots } from './lifecycle.tsx';
import { RolledChip } from './rolled.tsx';

const UNCONFIRMED = new Set(['draft', 'submitted']);
const portsOf = (row: BookingListItem) => [row.portOfLoading ?? row.origin, row.portOfDischarge ?? row.destination];
const sailing = (row: BookingListItem) => [row.vessel ?? row.carrier, row.voyage].filter(Boolean).join(' ');
const boxes = (row: BookingListItem) =>
  row.lcl ? 'Loose cargo (LCL)' : row.containerCounts ? containerCounts(row.containerCounts) : '';

const COLUMNS = tableColumns<BookingListItem>([
  {
    id: 'number',
    label: 'Booking',
    sort: 'number',
    width: 'w-37',
    text: (row) => row.number,
    show: (row) => (
      <RowName
        href={`/bookings/${row.id}`}
        name={row.number}
        struck={row.removed}
        below={row.consignee ?? row.carrierBooking}
      />
    ),
  },
  {
    id: 'route',
    label: 'Route',
    phone: true,
    cell: 'max-md:order-3 max-md:col-span-2',
    text: (row) => fromToText(portsOf(row)),
    show: (row) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <ModeIcon mode={row.mode} />
        <span className="min-w-0">
          <FromTo ends={portsOf(row)} />
          <span className="flex items-center gap-2 overflow-hidden text-xs text-faint compact:hidden">
            {row.incoterm && <span>{row.incoterm}</span>}
            <span className="truncate">{sailing(row)}</span>
          </span>
        </span>
      </span>
    ),
  },
  {
    id: 'status',
    label: 'Status',
    width: 'w-31',
    phone: true,
    cell: 'max-md:order-2 max-md:justify-self-end',
    text: (row) => row.status,
    show: (row) => (
      <span className="flex flex-col items-start gap-0.5">
        <RecordStatus status={row.status} removed={row.removed} />
        <span className="max-md:hidden compact:hidden">
          <LifecycleDots status={row.status} />
        </span>
      </span>
    ),
  },
  {
    id: 'cargo',
    label: 'Cargo',
    width: 'w-36',
    text: (row) => [row.cargo, boxes(row)].filter(Boolean).join('; '),
    show: (row) => (
      <>
        <span className="block truncate">
          {row.cargo ?? (row.weight ? quantityText(row.weight) : <span className="text-faint">–</span>)}
        </span>
        <span className="block truncate text-xs text-faint compact:hidden">
          {row.hazardous && <span className="mr-1.5 font-medium text-risk">Hazardous</span>}
          {boxes(row)}
        </span>
      </>
    ),
  },
  {
    id: 'ready',
    label: 'Cargo ready',
    sort: 'cargoReadyOn',
    width: 'w-36',
    phone: true,
    cell: 'max-md:order-4',
    text: (row) => row.cargoReadyOn ?? '',
    show: (row) => (
      <Due day={row.cargoReadyOn} open={UNCONFIRMED.has(row.status)} word="awaiting confirmation" none="Not stated" />
    ),
  },
  {
    id: 'changes',
    label: 'Changes',
    width: 'w-44',
    phone: true,
    cell: 'max-md:order-6 max-md:col-span-2 max-md:not-has-[svg]:hidden',
    text: (row) =>
      [row.rolledFrom && 'Rolled', row.amendments > 0 && `Amended ${row.amendments} times`].filter(Boolean).join('; '),
    show: (row) => (
      <span className="flex flex-col items-start gap-0.5 compact:flex-row compact:items-center">
        <RolledChip booking={row} />
        {row.amendments > 0 && (
          <span className="text-xs text-dim">Amended{row.amendments > 1 ? ` ${row.amendments} times` : ''}</span>
        )}
        {!row.rolledFrom && row.amendments === 0 && <span className="sr-only">None</span>}
      </span>
    ),
  },
  {
    id: 'shipments',
    label: 'Shipment',
    width: 'w-30',
    text: (row) => shipmentNames(row.shipments),
    show: (row) => <ShipmentLinks shipments={row.shipments} none="None yet" />,
  },
  learnedColumn((row) => !UNCONFIRMED.has(row.status)),
]);

type Props = { page: ListData<BookingListItem>; spec: ListSpec; state: ListState };

export function BookingTable(props: Props) {
  return <DataTable label="Bookings" columns={COLUMNS} {...props} />;
}

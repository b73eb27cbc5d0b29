'use client';
import type { BookingListItem } from '#db/queries/bookings.ts';
import { useWords } from '#words';
import { QuantityText } from '../personal/quantity.tsx';
import { learnedColumn } from '../record/columns.tsx';
import { Due } from '../record/due.tsx';
import { FromTo } from '../record/places.tsx';
import { RecordStatus } from '../record/record-status.tsx';
import { ShipmentLinks } from '../record/shipment-links.tsx';
import { BOOKING_SHEET, boxes, portsOf } from '../sheets/bookings.ts';
import { ModeIcon } from '../shipments/mode-icon.tsx';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';
import { LifecycleDots } from './lifecycle.tsx';
import { RolledChip } from './rolled.tsx';

const UNCONFIRMED = new Set(['draft', 'submitted']);
const sailing = (row: BookingListItem) => [row.vessel ?? row.carrier, row.voyage].filter(Boolean).join(' ');

const COLUMNS = tableColumns<BookingListItem>([
  {
    of: BOOKING_SHEET.number,
    sort: 'number',
    width: 'w-42 2xl:w-60',
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
    of: BOOKING_SHEET.route,
    phone: true,
    cell: 'max-md:order-3 max-md:col-span-2',
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
    of: BOOKING_SHEET.status,
    width: 'w-31',
    phone: true,
    cell: 'max-md:order-2 max-md:justify-self-end',
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
    of: BOOKING_SHEET.cargo,
    width: 'w-36 2xl:w-100',
    show: (row) => <Cargo row={row} />,
  },
  {
    of: BOOKING_SHEET.ready,
    sort: 'cargoReadyOn',
    width: 'w-30 2xl:w-36',
    phone: true,
    cell: 'max-md:order-4',
    show: (row) => <Ready row={row} />,
  },
  {
    of: BOOKING_SHEET.changes,
    width: 'w-40 2xl:w-68',
    phone: true,
    cell: 'max-md:order-6 max-md:col-span-2 max-md:not-has-[svg]:hidden',
    show: (row) => <Changes row={row} />,
  },
  {
    of: BOOKING_SHEET.shipments,
    width: 'w-35',
    show: (row) => <Shipments row={row} />,
  },
  learnedColumn(BOOKING_SHEET.learned, (row) => !UNCONFIRMED.has(row.status)),
]);

type Row = { row: BookingListItem };

function Cargo({ row }: Row) {
  const words = useWords();
  return (
    <>
      <span className="block truncate">
        {row.cargo ?? (row.weight ? <QuantityText quantity={row.weight} /> : <span className="text-faint">–</span>)}
      </span>
      <span className="block truncate text-xs text-faint compact:hidden">
        {row.hazardous && <span className="mr-1.5 font-medium text-risk">{words.t('Hazardous')}</span>}
        {boxes(row, words)}
      </span>
    </>
  );
}

function Ready({ row: { cargoReadyOn, status } }: Row) {
  const { t } = useWords();
  return <Due day={cargoReadyOn} open={UNCONFIRMED.has(status)} word="awaiting confirmation" none={t('Not stated')} />;
}

function Changes({ row }: Row) {
  const { t } = useWords();
  const { rolledFrom, amendments } = row;
  return (
    <span className="flex flex-col items-start gap-0.5 compact:flex-row compact:items-center">
      <RolledChip booking={row} />
      {amendments > 0 && <Amended times={amendments} />}
      {!rolledFrom && amendments === 0 && <span className="sr-only">{t('None')}</span>}
    </span>
  );
}

/** How often it was amended; the number is left out where there is no room. */
function Amended({ times }: { times: number }) {
  const { t } = useWords();
  return (
    <span className="text-xs whitespace-nowrap text-dim">
      {times > 1 && <span className="compact:max-2xl:hidden">{t('Amended {count} times', { count: times })}</span>}
      <span className={times > 1 ? 'hidden compact:max-2xl:inline' : ''}>{t('Amended')}</span>
    </span>
  );
}

function Shipments({ row: { shipments } }: Row) {
  const { t } = useWords();
  return <ShipmentLinks shipments={shipments} none={t('None yet')} />;
}

type Props = { page: ListData<BookingListItem>; spec: ListSpec; state: ListState };

export function BookingTable(props: Props) {
  const { t } = useWords();
  return <DataTable label={t('Bookings')} columns={COLUMNS} {...props} />;
}

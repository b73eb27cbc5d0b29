'use client';
import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import { useWords } from '#words';
import { SHIPMENT_SHEET } from '../sheets/shipments.ts';
import { LastFreeDay } from '../shipment/last-free-day.tsx';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { Arrival } from './arrival.tsx';
import { ExceptionsCell } from './exceptions-cell.tsx';
import { Freshness } from './freshness.tsx';
import { progressSteps } from './progress.ts';
import { ProgressBar } from './progress-bar.tsx';
import { ReferenceCell } from './reference-cell.tsx';
import { RouteCell } from './route-cell.tsx';
import { StatusChip } from './status-chip.tsx';

const FINISHED = new Set(['delivered', 'cancelled', 'removed']);

const COLUMNS = tableColumns<ShipmentLine>([
  {
    of: SHIPMENT_SHEET.reference,
    sort: 'reference',
    width: 'w-44 compact:w-36 2xl:w-84 compact:2xl:w-44',
    show: (line) => <ReferenceCell line={line} href={`/shipments/${line.id}`} />,
  },
  {
    of: SHIPMENT_SHEET.route,
    sort: 'portOfLoading',
    phone: true,
    cell: 'max-md:order-3 max-md:col-span-2',
    show: (line) => <RouteCell line={line} />,
  },
  {
    of: SHIPMENT_SHEET.progress,
    sort: 'status',
    width: 'w-28',
    show: (line) => <ProgressBar steps={progressSteps(line.progress)} href={`/shipments/${line.id}`} />,
  },
  {
    of: SHIPMENT_SHEET.status,
    sort: 'status',
    width: 'w-35 compact:w-33 compact:2xl:w-52',
    phone: true,
    cell: 'whitespace-nowrap max-md:order-2 max-md:justify-self-end',
    show: (line) => (
      <span className="flex flex-col items-start gap-0.5 max-md:items-end compact:flex-row compact:items-center compact:gap-2">
        <StatusChip status={line.status} />
        {line.statusAt && (
          <RelativeTime at={line.statusAt} prefix="for " className="text-xs text-faint compact:max-2xl:hidden" />
        )}
      </span>
    ),
  },
  {
    of: SHIPMENT_SHEET.arrival,
    sort: 'eta',
    width: 'w-52 compact:w-68 2xl:w-56 compact:2xl:w-90',
    phone: true,
    cell: 'whitespace-nowrap max-md:order-4',
    show: (line) => <Arrival line={line} />,
  },
  {
    of: SHIPMENT_SHEET.free,
    sort: 'freeUntil',
    width: 'w-31 [&:lang(de)]:w-34',
    show: ({ freeTimeEndsAt }) => freeTimeEndsAt && <LastFreeDay end={Date.parse(freeTimeEndsAt)} />,
  },
  {
    of: SHIPMENT_SHEET.exceptions,
    sort: 'openExceptions',
    width: 'w-40 2xl:w-50',
    phone: true,
    cell: 'max-md:order-6 max-md:col-span-2 max-md:empty:hidden',
    show: (line) => <ExceptionsCell line={line} />,
  },
  {
    of: SHIPMENT_SHEET.learned,
    sort: 'learnedAt',
    width: 'w-22',
    align: 'right',
    phone: true,
    cell: 'text-xs max-md:order-5',
    show: (line) => <Freshness at={line.learnedAt} finished={FINISHED.has(line.status)} />,
  },
]);

type Props = { page: ListData<ShipmentLine>; spec: ListSpec; state: ListState };

export function ShipmentTable(props: Props) {
  const { t } = useWords();
  return <DataTable label={t('Shipments')} columns={COLUMNS} {...props} />;
}

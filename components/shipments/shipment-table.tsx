'use client';
import Link from 'next/link';
import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import { LastFreeDay } from '../shipment/last-free-day.tsx';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { Arrival, arrivalText } from './arrival.tsx';
import { ExceptionsCell } from './exceptions-cell.tsx';
import { exceptionsText } from './exceptions-text.ts';
import { Freshness } from './freshness.tsx';
import { progressSteps } from './progress.ts';
import { ProgressBar, progressText } from './progress-bar.tsx';
import { bestReference } from './reference.ts';
import { ReferenceCell } from './reference-cell.tsx';
import { RouteCell, routeText } from './route-cell.tsx';
import { StatusChip } from './status-chip.tsx';

const FINISHED = new Set(['delivered', 'cancelled', 'removed']);

const COLUMNS = tableColumns<ShipmentLine>([
  {
    id: 'reference',
    label: 'Reference',
    sort: 'reference',
    width: 'w-44 compact:w-38',
    text: (line) => bestReference(line).value,
    show: (line) => <ReferenceCell line={line} href={`/shipments/${line.id}`} />,
  },
  {
    id: 'route',
    label: 'Route',
    sort: 'portOfLoading',
    phone: true,
    cell: 'max-md:order-3 max-md:col-span-2',
    text: routeText,
    show: (line) => <RouteCell line={line} />,
  },
  {
    id: 'progress',
    label: 'Progress',
    sort: 'status',
    width: 'w-28',
    text: (line) => progressText(progressSteps(line.progress)),
    show: (line) => (
      <ProgressBar
        steps={progressSteps(line.progress)}
        carrier={<Link href={`/shipments/${line.id}`} prefetch={false} className="inline-block rounded" />}
      />
    ),
  },
  {
    id: 'status',
    label: 'Status',
    sort: 'status',
    width: 'w-33 compact:2xl:w-52',
    phone: true,
    cell: 'whitespace-nowrap max-md:order-2 max-md:justify-self-end',
    text: (line) => line.status,
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
    id: 'arrival',
    label: 'Arrival',
    sort: 'eta',
    width: 'w-44 compact:w-50 compact:2xl:w-72',
    phone: true,
    cell: 'whitespace-nowrap max-md:order-4',
    text: arrivalText,
    show: (line) => <Arrival line={line} />,
  },
  {
    id: 'free',
    label: 'Free time',
    sort: 'freeUntil',
    width: 'w-31',
    text: (line) => line.freeUntil ?? '',
    show: ({ freeTimeEndsAt }) => freeTimeEndsAt && <LastFreeDay end={Date.parse(freeTimeEndsAt)} />,
  },
  {
    id: 'exceptions',
    label: 'Exceptions',
    sort: 'openExceptions',
    width: 'w-40 2xl:w-50',
    phone: true,
    cell: 'max-md:order-6 max-md:col-span-2 max-md:empty:hidden',
    text: exceptionsText,
    show: (line) => <ExceptionsCell line={line} />,
  },
  {
    id: 'learned',
    label: 'Updated',
    sort: 'learnedAt',
    width: 'w-22',
    align: 'right',
    phone: true,
    cell: 'text-xs max-md:order-5',
    text: (line) => line.learnedAt,
    show: (line) => <Freshness at={line.learnedAt} finished={FINISHED.has(line.status)} />,
  },
]);

type Props = { page: ListData<ShipmentLine>; spec: ListSpec; state: ListState };

export function ShipmentTable(props: Props) {
  return <DataTable label="Shipments" columns={COLUMNS} {...props} />;
}

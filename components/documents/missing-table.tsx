'use client';
import { CircleDashed, FileX } from 'lucide-react';
import Link from 'next/link';
import type { LackingShipment } from '#db/queries/missing-documents.ts';
import type { LackingDocument } from '#lib/model/documents-due.ts';
import { Arrival, arrivalText } from '../shipments/arrival.tsx';
import { Freshness } from '../shipments/freshness.tsx';
import { bestReference } from '../shipments/reference.ts';
import { ReferenceCell } from '../shipments/reference-cell.tsx';
import { RouteCell, routeText } from '../shipments/route-cell.tsx';
import { StatusChip } from '../shipments/status-chip.tsx';
import { milestoneLabel } from '../shipments/words.ts';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { Chip } from '../ui/chip.tsx';

const documentsAt = ({ id }: LackingShipment) => `/shipments/${id}?tab=documents`;

const COLUMNS = tableColumns<LackingShipment>([
  {
    id: 'reference',
    label: 'Reference',
    width: 'w-44',
    text: (row) => bestReference(row).value,
    show: (row) => <ReferenceCell line={row} href={documentsAt(row)} />,
  },
  {
    id: 'route',
    label: 'Route',
    width: 'w-76',
    phone: true,
    cell: 'max-md:order-3 max-md:col-span-2',
    text: routeText,
    show: (row) => <RouteCell line={row} />,
  },
  {
    id: 'status',
    label: 'Status',
    width: 'w-33',
    phone: true,
    cell: 'whitespace-nowrap max-md:order-2 max-md:justify-self-end',
    text: (row) => row.status,
    show: (row) => <StatusChip status={row.status} />,
  },
  {
    id: 'arrival',
    label: 'Arrival',
    sort: 'eta',
    width: 'w-44 compact:2xl:w-72',
    phone: true,
    cell: 'whitespace-nowrap max-md:order-4',
    text: arrivalText,
    show: (row) => <Arrival line={row} />,
  },
  {
    id: 'missing',
    label: 'Missing documents',
    phone: true,
    cell: 'max-md:order-6 max-md:col-span-2',
    text: ({ missing }) => missing.map(({ label, state }) => `${label} ${STATES[state].word}`).join('; '),
    show: (row) => <Missing row={row} />,
  },
  {
    id: 'learned',
    label: 'Updated',
    width: 'w-24',
    align: 'right',
    phone: true,
    cell: 'text-xs max-md:order-5',
    text: (row) => row.learnedAt,
    show: (row) => <Freshness at={row.learnedAt} finished={false} />,
  },
]);

const STATES = {
  missing: { tone: 'late', icon: FileX, word: 'missing', due: 'Was due by' },
  expected: { tone: 'none', icon: CircleDashed, word: 'pending', due: 'Due by' },
} as const;

/** One chip for each document, red once its step has happened. Documents received since the list was read leave none. */
function Missing({ row }: { row: LackingShipment }) {
  if (row.missing.length === 0) return <span className="text-faint">Received meanwhile</span>;
  return (
    <ul className="flex flex-wrap gap-x-1.5 gap-y-0.5 py-1">
      {row.missing.map((document) => (
        <li key={document.key}>
          <MissingChip document={document} href={documentsAt(row)} />
        </li>
      ))}
    </ul>
  );
}

function MissingChip({ document: { label, by, state }, href }: { document: LackingDocument; href: string }) {
  const { tone, icon, word, due } = STATES[state];
  return (
    <Link
      href={href}
      prefetch={false}
      title={`${due} ${milestoneLabel(by).toLowerCase()}`}
      className="inline-flex h-6 items-center rounded"
    >
      <Chip tone={tone} icon={icon}>
        {label}
        <span className="sr-only"> {word}</span>
      </Chip>
    </Link>
  );
}

type Props = { page: ListData<LackingShipment>; spec: ListSpec; state: ListState };

export function MissingDocumentTable(props: Props) {
  return <DataTable label="Missing documents" columns={COLUMNS} {...props} />;
}

'use client';
import Link from 'next/link';
import type { DriftListItem } from '#db/queries/drift.ts';
import { CAUSES } from '#lib/model/drift.ts';
import { DRIFT_SHEET, driftWords, wrongFor } from '../sheets/drift.ts';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';
import { RelativeTime } from '../time/relative-time.tsx';
import { Chip, type Tone } from '../ui/chip.tsx';
import { entityHref } from './words.ts';

const TONES: Record<DriftListItem['cause'], Tone> = {
  missed_webhook: 'late',
  late_webhook: 'risk',
  silent_change: 'held',
  conflict: 'risk',
  completed: 'none',
};

const NOTHING = <span className="text-faint">empty</span>;

const COLUMNS = tableColumns<DriftListItem>([
  {
    of: DRIFT_SHEET.of,
    width: 'w-56',
    show: (row) => (
      <RowName
        href={entityHref(row.entityType, row.entityId)}
        name={row.name}
        below={row.entityType.replaceAll('_', ' ')}
      />
    ),
  },
  {
    of: DRIFT_SHEET.value,
    width: 'w-52',
    phone: true,
    cell: 'max-md:order-3 max-md:col-span-2',
  },
  {
    of: DRIFT_SHEET.previous,
    phone: true,
    cell: 'max-md:order-4 max-md:col-span-2',
    show: (row) => <span className="block truncate text-dim">{driftWords(row).before ?? NOTHING}</span>,
  },
  {
    of: DRIFT_SHEET.source,
    phone: true,
    cell: 'max-md:order-5 max-md:col-span-2',
    show: (row) => <SourceValue row={row} />,
  },
  {
    of: DRIFT_SHEET.cause,
    sort: 'cause',
    width: 'w-36',
    phone: true,
    cell: 'max-md:order-2 max-md:justify-self-end',
    show: (row) => <Chip tone={TONES[row.cause]}>{CAUSES[row.cause]}</Chip>,
  },
  {
    of: DRIFT_SHEET.wrong,
    width: 'w-28',
    align: 'right',
    show: (row) => wrongFor(row) ?? <span className="text-faint">not known</span>,
  },
  {
    of: DRIFT_SHEET.corrected,
    sort: 'correctedAt',
    width: 'w-24',
    align: 'right',
    cell: 'text-dim',
    show: (row) => <RelativeTime at={row.correctedAt} suffix=" ago" />,
  },
]);

/** The source value, with a link to its event. */
function SourceValue({ row }: { row: DriftListItem }) {
  const said = driftWords(row).after ?? NOTHING;
  if (row.deliveryId === null) return <span className="block truncate">{said}</span>;
  return (
    <Link href={`/deliveries/${row.deliveryId}`} prefetch={false} className="block truncate hover:underline">
      {said}
    </Link>
  );
}

type Props = { page: ListData<DriftListItem>; spec: ListSpec; state: ListState };

export function DriftTable(props: Props) {
  return <DataTable label="Drift" columns={COLUMNS} {...props} />;
}

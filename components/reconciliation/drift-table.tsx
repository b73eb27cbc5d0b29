'use client';
import Link from 'next/link';
import type { DriftListItem } from '#db/queries/drift.ts';
import { CAUSES } from '#lib/model/drift.ts';
import { effectInWords } from '../activity/effect-words.ts';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';
import { spanText } from '../time/format.ts';
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

const wordsOf = ({ previousValue, sourceValue, ...value }: DriftListItem) =>
  effectInWords({ ...value, before: previousValue, after: sourceValue });
const NOTHING = <span className="text-faint">empty</span>;

const COLUMNS = tableColumns<DriftListItem>([
  {
    id: 'of',
    label: 'Record',
    width: 'w-56',
    text: (row) => row.name,
    show: (row) => (
      <RowName
        href={entityHref(row.entityType, row.entityId)}
        name={row.name}
        below={row.entityType.replaceAll('_', ' ')}
      />
    ),
  },
  {
    id: 'value',
    label: 'Value',
    width: 'w-52',
    phone: true,
    cell: 'max-md:order-3 max-md:col-span-2',
    text: (row) => wordsOf(row).subject,
  },
  {
    id: 'previous_value',
    label: 'Previous',
    phone: true,
    cell: 'max-md:order-4 max-md:col-span-2',
    text: (row) => wordsOf(row).before ?? '',
    show: (row) => <span className="block truncate text-dim">{wordsOf(row).before ?? NOTHING}</span>,
  },
  {
    id: 'source_value',
    label: 'Source value',
    phone: true,
    cell: 'max-md:order-5 max-md:col-span-2',
    text: (row) => wordsOf(row).after ?? '',
    show: (row) => <SourceValue row={row} />,
  },
  {
    id: 'cause',
    label: 'Cause',
    sort: 'cause',
    width: 'w-36',
    phone: true,
    cell: 'max-md:order-2 max-md:justify-self-end',
    text: (row) => CAUSES[row.cause],
    show: (row) => <Chip tone={TONES[row.cause]}>{CAUSES[row.cause]}</Chip>,
  },
  {
    id: 'wrong',
    label: 'Stale for',
    width: 'w-28',
    align: 'right',
    text: (row) => row.wrongSince ?? '',
    show: (row) =>
      row.wrongSince ? (
        <>at most {spanText(Date.parse(row.correctedAt) - Date.parse(row.wrongSince))}</>
      ) : (
        <span className="text-faint">not known</span>
      ),
  },
  {
    id: 'corrected',
    label: 'Corrected',
    sort: 'correctedAt',
    width: 'w-24',
    align: 'right',
    cell: 'text-dim',
    text: (row) => row.correctedAt,
    show: (row) => <RelativeTime at={row.correctedAt} suffix=" ago" />,
  },
]);

/** The source value, with a link to its event. */
function SourceValue({ row }: { row: DriftListItem }) {
  const said = wordsOf(row).after ?? NOTHING;
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

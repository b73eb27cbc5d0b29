'use client';
import Link from 'next/link';
import type { DriftListItem } from '#db/queries/drift.ts';
import { CAUSES } from '#lib/model/drift.ts';
import { inWords } from '#lib/words/code-words.ts';
import { useWords } from '#words';
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

function Empty() {
  return <span className="text-faint">{useWords().t('empty')}</span>;
}

const COLUMNS = tableColumns<DriftListItem>([
  {
    of: DRIFT_SHEET.of,
    width: 'w-56',
    show: (row) => <Changed row={row} />,
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
    show: (row) => <Before row={row} />,
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
    show: (row) => <CauseChip cause={row.cause} />,
  },
  {
    of: DRIFT_SHEET.wrong,
    width: 'w-28',
    align: 'right',
    show: (row) => <WrongFor row={row} />,
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

type OfRow = { row: DriftListItem };

/** What was changed, with a link to it. */
function Changed({ row: { entityType, entityId, name } }: OfRow) {
  const { t, inside } = useWords();
  return <RowName href={entityHref(entityType, entityId)} name={name} below={inside(t(inWords(entityType)))} />;
}

function Before({ row }: OfRow) {
  return <span className="block truncate text-dim">{driftWords(row, useWords()).before ?? <Empty />}</span>;
}

function CauseChip({ cause }: Pick<DriftListItem, 'cause'>) {
  return <Chip tone={TONES[cause]}>{useWords().t(CAUSES[cause])}</Chip>;
}

function WrongFor({ row }: OfRow) {
  const words = useWords();
  return wrongFor(row, words) ?? <span className="text-faint">{words.t('not known')}</span>;
}

/** The source value, with a link to its event. */
function SourceValue({ row }: OfRow) {
  const said = driftWords(row, useWords()).after ?? <Empty />;
  if (row.deliveryId === null) return <span className="block truncate">{said}</span>;
  return (
    <Link href={`/deliveries/${row.deliveryId}`} prefetch={false} className="block truncate hover:underline">
      {said}
    </Link>
  );
}

type Props = { page: ListData<DriftListItem>; spec: ListSpec; state: ListState };

export function DriftTable(props: Props) {
  return <DataTable label={useWords().t('Drift')} columns={COLUMNS} {...props} />;
}

'use client';
import { CircleDashed, FileX } from 'lucide-react';
import Link from 'next/link';
import type { LackingShipment } from '#db/queries/missing-documents.ts';
import type { LackingDocument } from '#lib/model/documents-due.ts';
import { useWords } from '#words';
import { LACKING_WORDS, MISSING_DOCUMENT_SHEET } from '../sheets/missing-documents.ts';
import { Arrival } from '../shipments/arrival.tsx';
import { Freshness } from '../shipments/freshness.tsx';
import { ReferenceCell } from '../shipments/reference-cell.tsx';
import { RouteCell } from '../shipments/route-cell.tsx';
import { StatusChip } from '../shipments/status-chip.tsx';
import { milestoneLabel } from '../shipments/words.ts';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { Chip } from '../ui/chip.tsx';

const documentsAt = ({ id }: LackingShipment) => `/shipments/${id}?tab=documents`;

const COLUMNS = tableColumns<LackingShipment>([
  {
    of: MISSING_DOCUMENT_SHEET.reference,
    width: 'w-44 2xl:w-84 compact:2xl:w-44',
    show: (row) => <ReferenceCell line={row} href={documentsAt(row)} />,
  },
  {
    of: MISSING_DOCUMENT_SHEET.route,
    width: 'w-76 2xl:w-96',
    phone: true,
    cell: 'max-md:order-3 max-md:col-span-2',
    show: (row) => <RouteCell line={row} />,
  },
  {
    of: MISSING_DOCUMENT_SHEET.status,
    width: 'w-33',
    phone: true,
    cell: 'whitespace-nowrap max-md:order-2 max-md:justify-self-end',
    show: (row) => <StatusChip status={row.status} />,
  },
  {
    of: MISSING_DOCUMENT_SHEET.arrival,
    sort: 'eta',
    width: 'w-52 compact:w-68 compact:2xl:w-90',
    phone: true,
    cell: 'whitespace-nowrap max-md:order-4',
    show: (row) => <Arrival line={row} />,
  },
  {
    of: MISSING_DOCUMENT_SHEET.missing,
    phone: true,
    cell: 'max-md:order-6 max-md:col-span-2',
    show: (row) => <Missing row={row} />,
  },
  {
    of: MISSING_DOCUMENT_SHEET.learned,
    width: 'w-24',
    align: 'right',
    phone: true,
    cell: 'text-xs max-md:order-5',
    show: (row) => <Freshness at={row.learnedAt} finished={false} />,
  },
]);

const STATES = {
  missing: { tone: 'late', icon: FileX, word: LACKING_WORDS.missing, due: 'Was due by {step}' },
  expected: { tone: 'none', icon: CircleDashed, word: LACKING_WORDS.expected, due: 'Due by {step}' },
} as const;

/** One chip for each document, red once its step has happened. Documents received since the list was read leave none. */
function Missing({ row }: { row: LackingShipment }) {
  const { t } = useWords();
  if (row.missing.length === 0) return <span className="text-faint">{t('Received meanwhile')}</span>;
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
  const words = useWords();
  const { t, inside } = words;
  const { tone, icon, word, due } = STATES[state];
  return (
    <Link
      href={href}
      prefetch={false}
      title={t(due, { step: inside(milestoneLabel(by, words)) })}
      className="inline-flex h-6 items-center rounded"
    >
      <Chip tone={tone} icon={icon}>
        {t(label)}
        <span className="sr-only"> {t(word)}</span>
      </Chip>
    </Link>
  );
}

type Props = { page: ListData<LackingShipment>; spec: ListSpec; state: ListState };

export function MissingDocumentTable(props: Props) {
  const { t } = useWords();
  return <DataTable label={t('Missing documents')} columns={COLUMNS} {...props} />;
}

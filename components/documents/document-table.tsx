'use client';
import type { DocumentListItem } from '#db/queries/documents.ts';
import { useWords } from '#words';
import { learnedColumn, statusColumn } from '../record/columns.tsx';
import { ShipmentLinks } from '../record/shipment-links.tsx';
import { documentType, sizeText } from '../record/words.ts';
import { DOCUMENT_SHEET } from '../sheets/documents.ts';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';
import { RelativeTime } from '../time/relative-time.tsx';

const COLUMNS = tableColumns<DocumentListItem>([
  {
    of: DOCUMENT_SHEET.type,
    width: 'w-72',
    show: (row) => <Name row={row} />,
  },
  {
    of: DOCUMENT_SHEET.file,
    sort: 'number',
    phone: true,
    cell: 'max-md:order-3 max-md:col-span-2',
    show: (row) => <File row={row} />,
  },
  {
    of: DOCUMENT_SHEET.shipments,
    width: 'w-48',
    phone: true,
    cell: 'max-md:order-4',
    show: (row) => <ShipmentLinks shipments={row.shipments} />,
  },
  {
    of: DOCUMENT_SHEET.uploaded,
    sort: 'uploadedAt',
    width: 'w-32',
    phone: true,
    cell: 'text-dim max-md:order-5 max-md:text-xs',
    show: (row) => <Uploaded row={row} />,
  },
  statusColumn(DOCUMENT_SHEET.status),
  learnedColumn(DOCUMENT_SHEET.learned, () => true),
]);

type Row = { row: DocumentListItem };

function Name({ row }: Row) {
  const { t } = useWords();
  return (
    <RowName
      href={`/documents/${row.id}`}
      name={t(documentType(row.type))}
      mono={false}
      struck={row.removed}
      below={row.memo}
    />
  );
}

function File({ row: { fileName, size } }: Row) {
  const words = useWords();
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="truncate">{fileName ?? <span className="text-faint">{words.t('No file name')}</span>}</span>
      {size !== null && <span className="text-xs whitespace-nowrap text-faint">{sizeText(size, words)}</span>}
    </span>
  );
}

function Uploaded({ row: { uploadedAt } }: Row) {
  const { t } = useWords();
  if (!uploadedAt) return <span className="text-faint">{t('Not stated')}</span>;
  return <RelativeTime at={uploadedAt} suffix=" ago" />;
}

type Props = { page: ListData<DocumentListItem>; spec: ListSpec; state: ListState };

export function DocumentTable(props: Props) {
  const { t } = useWords();
  return <DataTable label={t('Documents')} columns={COLUMNS} {...props} />;
}

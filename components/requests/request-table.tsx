'use client';
import type { RequestItem } from '#db/queries/requests.ts';
import { useWords } from '#words';
import { REQUEST_SHEET } from '../sheets/requests.ts';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';
import { RelativeTime } from '../time/relative-time.tsx';
import { Chip } from '../ui/chip.tsx';
import { KINDS, outcomeOf, requestName } from './words.ts';

const COLUMNS = tableColumns<RequestItem>([
  {
    of: REQUEST_SHEET.request,
    width: 'w-80',
    show: (row) => <Name row={row} />,
  },
  {
    of: REQUEST_SHEET.state,
    width: 'w-36',
    phone: true,
    cell: 'max-md:order-2 max-md:justify-self-end',
    show: (row) => <State row={row} />,
  },
  {
    of: REQUEST_SHEET.reason,
    phone: true,
    cell: 'max-md:order-3 max-md:col-span-2',
    show: (row) => row.reason && <span className="block truncate text-dim">{row.reason}</span>,
  },
  { of: REQUEST_SHEET.by, width: 'w-52' },
  {
    of: REQUEST_SHEET.submitted,
    sort: 'submittedAt',
    width: 'w-28',
    align: 'right',
    phone: true,
    cell: 'text-dim max-md:order-4',
    show: (row) => <RelativeTime at={row.submittedAt} suffix=" ago" />,
  },
]);

type Row = { row: RequestItem };

function Name({ row }: Row) {
  const words = useWords();
  return (
    <RowName
      href={`/requests/${row.id}`}
      name={requestName(row, words)}
      mono={false}
      below={words.t(KINDS[row.kind])}
    />
  );
}

function State({ row }: Row) {
  const { t } = useWords();
  const { tone, label } = outcomeOf(row);
  return <Chip tone={tone}>{t(label)}</Chip>;
}

type Props = { page: ListData<RequestItem>; spec: ListSpec; state: ListState };

export function RequestTable(props: Props) {
  const { t } = useWords();
  return <DataTable label={t('Requests')} columns={COLUMNS} {...props} />;
}

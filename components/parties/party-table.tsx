'use client';
import type { PartyRow } from '#db/queries/parties.ts';
import { PlaceName } from '../shipments/place-name.tsx';
import { inWords, placeText } from '../shipments/words.ts';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';
import { RelativeTime } from '../time/relative-time.tsx';

const NONE = <span className="text-faint">–</span>;

const COLUMNS = tableColumns<PartyRow>([
  {
    id: 'name',
    label: 'Party',
    sort: 'name',
    width: 'w-80',
    text: (row) => row.name ?? row.externalId,
    show: (row) => (
      <RowName
        href={`/parties/${row.id}`}
        name={row.name ?? 'Name not stated'}
        mono={false}
        struck={row.removed}
        below={row.reference}
      />
    ),
  },
  {
    id: 'type',
    label: 'Type',
    width: 'w-36',
    phone: true,
    cell: 'max-md:order-2 max-md:justify-self-end max-md:text-dim',
    text: (row) => row.type ?? '',
    show: (row) => (row.type ? inWords(row.type) : NONE),
  },
  {
    id: 'scac',
    label: 'SCAC',
    width: 'w-24',
    text: (row) => row.scac ?? '',
    show: (row) => (row.scac ? <span className="mono">{row.scac}</span> : NONE),
  },
  {
    id: 'place',
    label: 'Place',
    phone: true,
    cell: 'max-md:order-3',
    text: (row) => (row.place ? placeText(row.place) : ''),
    show: (row) => (row.place ? <PlaceName place={row.place} /> : NONE),
  },
  {
    id: 'email',
    label: 'E-mail',
    width: 'w-64',
    text: (row) => row.email ?? '',
    show: (row) => (row.email ? <span className="block truncate">{row.email}</span> : NONE),
  },
  {
    id: 'status',
    label: 'Status',
    width: 'w-28',
    text: (row) => row.status ?? '',
    show: (row) => (row.removed ? 'Deleted at source' : row.status ? inWords(row.status) : NONE),
  },
  {
    id: 'reported',
    label: 'Reported',
    sort: 'reportedAt',
    width: 'w-28',
    align: 'right',
    phone: true,
    cell: 'text-xs text-dim max-md:order-4',
    text: (row) => row.reportedAt,
    show: (row) => <RelativeTime at={row.reportedAt} suffix=" ago" />,
  },
]);

type Props = { page: ListData<PartyRow>; spec: ListSpec; state: ListState };

export function PartyTable(props: Props) {
  return <DataTable label="Parties" columns={COLUMNS} {...props} />;
}

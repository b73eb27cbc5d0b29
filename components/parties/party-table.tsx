'use client';
import type { PartyRow } from '#db/queries/parties.ts';
import { useWords } from '#words';
import { PARTY_SHEET, partyStatus } from '../sheets/parties.ts';
import { PlaceName } from '../shipments/place-name.tsx';
import { inWords } from '../shipments/words.ts';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';
import { RelativeTime } from '../time/relative-time.tsx';

const NONE = <span className="text-faint">–</span>;

const COLUMNS = tableColumns<PartyRow>([
  {
    of: PARTY_SHEET.name,
    sort: 'name',
    width: 'w-80',
    show: (row) => <Name row={row} />,
  },
  {
    of: PARTY_SHEET.type,
    width: 'w-36',
    phone: true,
    cell: 'max-md:order-2 max-md:justify-self-end max-md:text-dim',
    show: (row) => (row.type ? <Translated text={inWords(row.type)} /> : NONE),
  },
  {
    of: PARTY_SHEET.scac,
    width: 'w-24',
    show: (row) => (row.scac ? <span className="mono">{row.scac}</span> : NONE),
  },
  {
    of: PARTY_SHEET.place,
    phone: true,
    cell: 'max-md:order-3',
    show: (row) => (row.place ? <PlaceName place={row.place} /> : NONE),
  },
  {
    of: PARTY_SHEET.email,
    width: 'w-64',
    show: (row) => (row.email ? <span className="block truncate">{row.email}</span> : NONE),
  },
  {
    of: PARTY_SHEET.status,
    width: 'w-28',
    show: (row) => <Status row={row} />,
  },
  {
    of: PARTY_SHEET.reported,
    sort: 'reportedAt',
    width: 'w-28',
    align: 'right',
    phone: true,
    cell: 'text-xs text-dim max-md:order-4',
    show: (row) => <RelativeTime at={row.reportedAt} suffix=" ago" />,
  },
]);

type Row = { row: PartyRow };

function Name({ row }: Row) {
  const { t } = useWords();
  return (
    <RowName
      href={`/parties/${row.id}`}
      name={row.name ?? t('Name not stated')}
      mono={false}
      struck={row.removed}
      below={row.reference}
    />
  );
}

function Status({ row }: Row) {
  const status = partyStatus(row);
  return status ? <Translated text={status} /> : NONE;
}

function Translated({ text }: { text: string }) {
  return useWords().t(text);
}

type Props = { page: ListData<PartyRow>; spec: ListSpec; state: ListState };

export function PartyTable(props: Props) {
  const { t } = useWords();
  return <DataTable label={t('Parties')} columns={COLUMNS} {...props} />;
}

'use client';
import type { ReplayListItem } from '#db/queries/replays.ts';
import { useWords } from '#words';
import { filterText, leftOf, REPLAY_SHEET } from '../sheets/replays.ts';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';
import { RelativeTime } from '../time/relative-time.tsx';
import { StateChip } from './status-chip.tsx';

const COLUMNS = tableColumns<ReplayListItem>([
  {
    of: REPLAY_SHEET.filter,
    show: (row) => <Replayed row={row} />,
  },
  { of: REPLAY_SHEET.actor, width: 'w-60', phone: true, cell: 'truncate max-md:order-3' },
  {
    of: REPLAY_SHEET.started,
    sort: 'startedAt',
    width: 'w-32',
    phone: true,
    cell: 'text-dim max-md:order-4',
    show: (row) => <RelativeTime at={row.startedAt} suffix=" ago" />,
  },
  {
    of: REPLAY_SHEET.selected,
    width: 'w-24',
    align: 'right',
    show: (row, { number }) => number(row.selected),
  },
  {
    of: REPLAY_SHEET.result,
    width: 'w-80',
    phone: true,
    cell: 'max-md:order-5 max-md:col-span-2',
    show: (row) => <Result row={row} />,
  },
]);

/** What was replayed, with a link to its events. */
function Replayed({ row }: { row: ReplayListItem }) {
  return <RowName href={`/deliveries?replay=${row.id}`} name={filterText(row, useWords())} mono={false} />;
}

/** The states of its events now; those of a large replay are counted on its own page. */
function Result({ row }: { row: ReplayListItem }) {
  const { t, number } = useWords();
  const { states } = row;
  const left = leftOf(row);
  if (!states) return <span className="text-faint">{t('Open it to count its events')}</span>;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {states.map(({ state, count }) => (
        <span key={state} className="inline-flex items-center gap-1">
          {number(count)} <StateChip state={state} />
        </span>
      ))}
      {left > 0 && <span className="text-risk">{t('{n} not replayed', { n: left })}</span>}
    </span>
  );
}

type Props = { page: ListData<ReplayListItem>; spec: ListSpec; state: ListState };

export function ReplayTable(props: Props) {
  return <DataTable label={useWords().t('Replays')} columns={COLUMNS} {...props} />;
}

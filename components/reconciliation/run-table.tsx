'use client';
import type { RunListItem } from '#db/queries/runs.ts';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';
import { spanText } from '../time/format.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { Chip } from '../ui/chip.tsx';
import { runState, SCOPES } from './words.ts';

/** A run with the title of its source. */
export type RunLine = RunListItem & { source: string };

const amount = (
  id: 'pages' | 'read' | 'changed' | 'missed' | 'gone' | 'corrected' | 'completed',
  label: string,
  phone?: string,
) => ({
  id,
  label,
  width: 'w-20',
  align: 'right' as const,
  ...(phone !== undefined && { phone: true, cell: phone }),
  text: (run: RunLine) => String(run[id]),
  show: (run: RunLine) =>
    run[id] === 0 ? <span className="text-faint max-md:hidden">0</span> : <Count label={label} count={run[id]} />,
});

function Count({ label, count }: { label: string; count: number }) {
  return (
    <span>
      {count.toLocaleString('en-US')} <span className="text-xs text-faint md:hidden">{label.toLowerCase()}</span>
    </span>
  );
}

const COLUMNS = tableColumns<RunLine>([
  {
    id: 'run',
    label: 'Run',
    width: 'w-56',
    text: (run) => `${run.source}, ${SCOPES[run.scope]}`,
    show: (run) => (
      <RowName href={`/reconciliation/drift?run=${run.id}`} name={run.source} mono={false} below={SCOPES[run.scope]} />
    ),
  },
  {
    id: 'state',
    label: 'State',
    width: 'w-72',
    phone: true,
    cell: 'max-md:order-2 max-md:justify-self-end',
    text: (run) => runState(run).word,
    show: (run) => <State run={run} />,
  },
  {
    id: 'started',
    label: 'Started',
    sort: 'startedAt',
    width: 'w-28',
    phone: true,
    cell: 'text-dim max-md:order-3',
    text: (run) => run.startedAt,
    show: (run) => <RelativeTime at={run.startedAt} suffix=" ago" />,
  },
  {
    id: 'took',
    label: 'Duration',
    width: 'w-24',
    align: 'right',
    text: (run) => spanText(Date.parse(run.finishedAt ?? run.movedAt) - Date.parse(run.startedAt)),
  },
  amount('pages', 'Pages'),
  amount('read', 'Checked'),
  amount('changed', 'Changed'),
  amount('missed', 'Missed'),
  amount('gone', 'Deleted'),
  amount('corrected', 'Corrected', 'max-md:order-4 max-md:justify-self-end'),
  amount('completed', 'Completed'),
]);

function State({ run }: { run: RunLine }) {
  const { tone, word, more } = runState(run);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Chip tone={tone}>{word}</Chip>
      {more && (
        <span className="truncate text-xs text-dim max-md:hidden" title={more}>
          {more}
        </span>
      )}
    </span>
  );
}

type Props = { page: ListData<RunLine>; spec: ListSpec; state: ListState };

export function RunTable(props: Props) {
  return <DataTable label="Runs" columns={COLUMNS} {...props} />;
}

'use client';
import { useWords } from '#words';
import { RUN_SHEET, type RunLine } from '../sheets/runs.ts';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';
import { RelativeTime } from '../time/relative-time.tsx';
import { Chip } from '../ui/chip.tsx';
import { runState, SCOPES } from './words.ts';

const amount = (id: 'pages' | 'read' | 'changed' | 'missed' | 'gone' | 'corrected' | 'completed', phone?: string) => ({
  of: RUN_SHEET[id],
  width: 'w-20',
  align: 'right' as const,
  ...(phone !== undefined && { phone: true, cell: phone }),
  show: (run: RunLine) =>
    run[id] === 0 ? (
      <span className="text-faint max-md:hidden">0</span>
    ) : (
      <Count label={RUN_SHEET[id].label} count={run[id]} />
    ),
});

function Count({ label, count }: { label: string; count: number }) {
  const { t, inside, number } = useWords();
  return (
    <span>
      {number(count)} <span className="text-xs text-faint md:hidden">{inside(t(label))}</span>
    </span>
  );
}

const COLUMNS = tableColumns<RunLine>([
  {
    of: RUN_SHEET.run,
    width: 'w-56',
    show: (run) => <RunName run={run} />,
  },
  {
    of: RUN_SHEET.state,
    width: 'w-56',
    phone: true,
    cell: 'max-md:order-2 max-md:justify-self-end',
    show: (run) => <State run={run} />,
  },
  {
    of: RUN_SHEET.started,
    sort: 'startedAt',
    width: 'w-28',
    phone: true,
    cell: 'text-dim max-md:order-3',
    show: (run) => <RelativeTime at={run.startedAt} suffix=" ago" />,
  },
  {
    of: RUN_SHEET.took,
    width: 'w-24',
    align: 'right',
  },
  amount('pages'),
  amount('read'),
  amount('changed'),
  amount('missed'),
  amount('gone'),
  amount('corrected', 'max-md:order-4 max-md:justify-self-end'),
  amount('completed'),
]);

function RunName({ run: { id, source, scope } }: { run: RunLine }) {
  const { t } = useWords();
  return <RowName href={`/reconciliation/drift?run=${id}`} name={source} mono={false} below={t(SCOPES[scope])} />;
}

function State({ run }: { run: RunLine }) {
  const words = useWords();
  const { tone, word, more } = runState(run, words);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Chip tone={tone}>{words.t(word)}</Chip>
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
  return <DataTable label={useWords().t('Runs')} columns={COLUMNS} {...props} />;
}

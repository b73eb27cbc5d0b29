import { GitCompareArrows } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { counted } from '#app/(dashboard)/cached-count.ts';
import { countedBy, viewsOf } from '#app/(dashboard)/load-saved-views.ts';
import { DriftTable } from '#components/reconciliation/drift-table.tsx';
import { SCOPES } from '#components/reconciliation/words.ts';
import type { Applied } from '#components/table/applied.tsx';
import { ListScreen } from '#components/table/list-screen.tsx';
import { type ListState, readState, stateSearch } from '#components/table/list-state.ts';
import { database } from '#db/client.ts';
import { DRIFT_SORTS, listDrift } from '#db/queries/drift.ts';
import { getRun } from '#db/queries/runs.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { CAUSES, type Cause } from '#lib/model/drift.ts';
import { lookup } from '#lib/model/lookup.ts';
import { providerOptions, providerTitles } from '../../provider-titles.ts';
import { listSpec, pagingOf, readOne, type SearchParams } from '../../records.ts';
import { TABS } from '../tabs.ts';

export const metadata: Metadata = { title: 'Corrected values' };

const SPEC = listSpec('/reconciliation/drift', ['provider', 'cause', 'run'], DRIFT_SORTS);
const NOTHING = {
  icon: GitCompareArrows,
  title: 'Nothing had to be corrected',
  text: 'Each value that a source states otherwise than we had it stands here, with the reason why we did not know.',
};

const narrowed = ({ provider, cause, run }: ListState) => ({
  provider,
  cause: cause !== undefined && Object.hasOwn(CAUSES, cause) ? (cause as Cause) : undefined,
  run: z.guid().safeParse(run).data,
});
const countsOf = (state: ListState) => counted('drift', narrowed(state));

/** The run that the list is narrowed to. */
async function runShown({ run: id }: ListState): Promise<Applied[]> {
  if (!id) return [];
  const run = await readOne(id, (one) => getRun(database(), one));
  const value = run
    ? `${providerTitles[run.provider] ?? run.provider}, ${SCOPES[run.scope]}, ${run.startedAt.slice(0, 16).replace('T', ' ')}`
    : 'not known';
  return [{ key: 'run', says: 'Run', value, clear: 'Show those of all runs' }];
}

export default async function DriftPage({ searchParams }: { searchParams: SearchParams }) {
  await requireUser();
  const state = readState(await searchParams, SPEC);
  const [page, counts, applied, views] = await Promise.all([
    listDrift(database(), { ...narrowed(state), ...pagingOf(state) }),
    countsOf(state),
    runShown(state),
    viewsOf(SPEC, countedBy('cause', countsOf)),
  ]);
  return (
    <ListScreen
      title="Reconciliation"
      spec={SPEC}
      state={state}
      applied={applied}
      views={views}
      tabs={{ links: TABS, current: 'drift' }}
      filters={[
        { key: 'provider', label: 'Source', all: 'Any source', options: providerOptions },
        {
          key: 'cause',
          label: 'Cause',
          all: `Any cause (${(counts.total ?? 0).toLocaleString('en-US')})`,
          options: Object.entries(CAUSES).map(([value, label]) => ({
            value,
            label: `${label} (${(lookup(counts, value) ?? 0).toLocaleString('en-US')})`,
          })),
        },
      ]}
      isEmpty={page.data.length === 0}
      nothing={NOTHING}
    >
      <DriftTable key={stateSearch(state)} page={page} spec={SPEC} state={state} />
    </ListScreen>
  );
}

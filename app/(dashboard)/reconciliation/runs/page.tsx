import { GitCompareArrows } from 'lucide-react';
import type { Metadata } from 'next';
import { viewsOf } from '#app/(dashboard)/load-saved-views.ts';
import { RunTable } from '#components/reconciliation/run-table.tsx';
import { SyncStatus } from '#components/reconciliation/sync-status.tsx';
import { SCOPES } from '#components/reconciliation/words.ts';
import { ListScreen } from '#components/table/list-screen.tsx';
import { type ListState, readState, stateSearch } from '#components/table/list-state.ts';
import { database } from '#db/client.ts';
import { listRuns, RUN_SORTS, reconciled } from '#db/queries/runs.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { includesRole } from '#lib/auth/roles.ts';
import type { RunScope } from '#lib/model/run.ts';
import { providers } from '#lib/providers/index.ts';
import { runtime } from '#lib/runtime.ts';
import { providerOptions, providerTitles } from '../../provider-titles.ts';
import { listSpec, pagingOf, type SearchParams } from '../../records.ts';
import { start } from '../actions.ts';
import { TABS } from '../tabs.ts';

export const metadata: Metadata = { title: 'Reconciliation' };

const SPEC = listSpec('/reconciliation/runs', ['provider', 'scope'], RUN_SORTS);
const NOTHING = {
  icon: GitCompareArrows,
  title: 'No run yet',
  text: 'Every hour each source is asked what is true, once its API is configured; what differs is corrected and listed.',
};

const narrowed = ({ provider, scope }: ListState) => ({
  provider,
  scope: scope !== undefined && Object.hasOwn(SCOPES, scope) ? (scope as RunScope) : undefined,
});

export default async function RunsPage({ searchParams }: { searchParams: SearchParams }) {
  const { role } = await requireUser();
  const state = readState(await searchParams, SPEC);
  const { reconciler } = await runtime();
  const [page, standings, views] = await Promise.all([
    listRuns(database(), { ...narrowed(state), ...pagingOf(state) }),
    reconciled(database(), [...reconciler.providers]),
    viewsOf(SPEC, async (kept) => (await listRuns(database(), { ...narrowed(kept), limit: 200 })).data.length),
  ]);
  const lines = page.data.map((run) => ({ ...run, source: providerTitles[run.provider] ?? run.provider }));
  return (
    <ListScreen
      title="Reconciliation"
      spec={SPEC}
      state={state}
      views={views}
      tabs={{ links: TABS, current: 'runs' }}
      filters={[
        { key: 'provider', label: 'Source', all: 'Any source', options: providerOptions },
        {
          key: 'scope',
          label: 'Started by',
          all: 'Any scope',
          options: Object.entries(SCOPES).map(([value, label]) => ({ value, label })),
        },
      ]}
      above={
        <div className="shrink-0 divide-y divide-line border-b border-line">
          {providers.flatMap(({ name, title, api }) =>
            api ? (
              <SyncStatus
                key={name}
                title={title}
                keys={api.keys}
                standing={standings.find(({ provider }) => provider === name) ?? null}
                start={includesRole(role, 'operator') ? start : null}
              />
            ) : (
              []
            ),
          )}
        </div>
      }
      isEmpty={page.data.length === 0}
      nothing={NOTHING}
    >
      <RunTable key={stateSearch(state)} page={{ ...page, data: lines }} spec={SPEC} state={state} />
    </ListScreen>
  );
}

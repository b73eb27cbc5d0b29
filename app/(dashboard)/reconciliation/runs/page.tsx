import { GitCompareArrows } from 'lucide-react';
import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { RunTable } from '#components/reconciliation/run-table.tsx';
import { SyncStatus } from '#components/reconciliation/sync-status.tsx';
import { SCOPES } from '#components/reconciliation/words.ts';
import { ListScreen } from '#components/table/list-screen.tsx';
import { database } from '#db/client.ts';
import { RUNS, reconciled } from '#db/queries/runs.ts';
import { includesRole } from '#lib/auth/roles.ts';
import { providers } from '#lib/providers/index.ts';
import { runtime } from '#lib/runtime.ts';
import { openList } from '../../open-list.ts';
import { providerTitles } from '../../provider-titles.ts';
import type { SearchParams } from '../../records.ts';
import { optionsOf, SOURCE } from '../../selects.ts';
import { start } from '../actions.ts';
import { TABS } from '../tabs.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t(RUNS.title) };
}

const NOTHING = {
  icon: GitCompareArrows,
  title: 'No sync yet',
  text: 'Once its API is configured, each source is compared every hour; differences are corrected and listed.',
  step: 'api',
} as const;
const SCOPE = { key: 'scope', label: 'Type', all: 'Any type', options: optionsOf(SCOPES) };

export default async function RunsPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key, user } = await openList(RUNS, searchParams);
  const { reconciler } = await runtime();
  const standings = await reconciled(database(), [...reconciler.providers]);
  const lines = table.page.data.map((run) => ({ ...run, source: providerTitles[run.provider] ?? run.provider }));
  const statuses = providers.flatMap(({ name, title, api }) =>
    api ? (
      <SyncStatus
        key={name}
        title={title}
        keys={api.keys}
        standing={standings.find(({ provider }) => provider === name) ?? null}
        start={includesRole(user.role, 'operator') ? start : null}
      />
    ) : (
      []
    ),
  );
  return (
    <ListScreen
      {...screen}
      tabs={{ links: TABS, current: 'runs' }}
      filters={[SOURCE, SCOPE]}
      above={<div className="shrink-0 divide-y divide-line border-b border-line">{statuses}</div>}
      nothing={NOTHING}
    >
      <RunTable key={key} {...table} page={{ ...table.page, data: lines }} />
    </ListScreen>
  );
}

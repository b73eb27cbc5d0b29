import { GitCompareArrows } from 'lucide-react';
import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { DriftTable } from '#components/reconciliation/drift-table.tsx';
import { SCOPES } from '#components/reconciliation/words.ts';
import type { Applied } from '#components/table/applied.tsx';
import { ListScreen } from '#components/table/list-screen.tsx';
import { database } from '#db/client.ts';
import { DRIFT } from '#db/queries/drift.ts';
import { getRun } from '#db/queries/runs.ts';
import { countText } from '#lib/model/count.ts';
import { CAUSES } from '#lib/model/drift.ts';
import type { Words } from '#lib/model/language.ts';
import { lookup } from '#lib/model/lookup.ts';
import { openList } from '../../open-list.ts';
import { providerTitles } from '../../provider-titles.ts';
import type { SearchParams } from '../../records.ts';
import { SOURCE } from '../../selects.ts';
import { TABS } from '../tabs.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t(DRIFT.title) };
}

const NOTHING = {
  icon: GitCompareArrows,
  title: 'No corrected values',
  text: 'Values that differed from the source appear here with the cause.',
  step: 'api',
} as const;

/** Since when values were corrected, in days; with the number of days of the address, if it is another one. */
function correctedIn(days: string | undefined, { t }: Words) {
  const options = [...new Set(['1', '7', '30', ...(days ? [days] : [])])];
  return {
    key: 'days',
    label: 'Corrected',
    all: 'At any time',
    options: options.map((value) => ({
      value,
      label: value === '1' ? t('In 24 hours') : t('In {n} days', { n: value }),
    })),
  };
}

/** The run in the filter of the list. */
async function runShown(id: string | undefined): Promise<Applied[]> {
  if (!id) return [];
  const { t } = await readWords();
  const run = await getRun(database(), id);
  const value = run
    ? `${providerTitles[run.provider] ?? run.provider}, ${t(SCOPES[run.scope])}, ${run.startedAt.slice(0, 16).replace('T', ' ')}`
    : t('not known');
  return [{ key: 'run', label: 'Run', value, clear: 'Show those of all runs' }];
}

export default async function DriftPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key, counts, filter } = await openList(DRIFT, searchParams);
  const words = await readWords();
  const { t } = words;
  const [causes, applied] = await Promise.all([counts.facet('cause', filter), runShown(filter.run)]);
  const options = Object.entries(CAUSES).map(([value, label]) => ({
    value,
    label: `${t(label)} (${countText(lookup(causes, value) ?? 0, words)})`,
  }));
  const all = t('Any cause ({n})', { n: countText(causes.total ?? 0, words) });
  return (
    <ListScreen
      {...screen}
      title={t('Reconciliation')}
      applied={applied}
      tabs={{ links: TABS, current: 'drift' }}
      filters={[SOURCE, { key: 'cause', label: 'Cause', all, options }, correctedIn(screen.state.days, words)]}
      nothing={NOTHING}
    >
      <DriftTable key={key} {...table} />
    </ListScreen>
  );
}

import { RotateCcw } from 'lucide-react';
import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { ReplayTable } from '#components/deliveries/replay-table.tsx';
import { ListScreen } from '#components/table/list-screen.tsx';
import { REPLAYS } from '#db/queries/replays.ts';
import { openList } from '../../open-list.ts';
import type { SearchParams } from '../../records.ts';
import { withSourceTitle } from './with-source-title.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t(REPLAYS.title) };
}

const NOTHING = {
  icon: RotateCcw,
  title: 'No replay yet',
  text: 'Correct the cause of failed or unmapped events, filter the webhook log by them, and press Replay all.',
} as const;

export default async function ReplaysPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key } = await openList(REPLAYS, searchParams);
  const { t } = await readWords();
  const page = { ...table.page, data: table.page.data.map(withSourceTitle) };
  return (
    <ListScreen
      {...screen}
      filters={[]}
      above={
        <p className="shrink-0 border-b border-line px-4 py-2 text-xs text-dim lg:px-6">
          {t('Replays are kept as long as the database. The result is the state that their events have now.')}
        </p>
      }
      nothing={NOTHING}
    >
      <ReplayTable key={key} {...table} page={page} />
    </ListScreen>
  );
}

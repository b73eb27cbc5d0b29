import type { ComponentProps } from 'react';
import type { ActivityEntry } from '#db/queries/evidence.ts';
import { useWords } from '#words';
import { ActivityList } from '../activity/activity-list.tsx';
import { Nothing } from './section.tsx';

/** The effects of a record: the latest, and the current page with links to its neighbours. */
export type RecordPast = {
  latest: readonly ActivityEntry[];
  shown: readonly ActivityEntry[];
  first: string | null;
  earlier: string | null;
};

/** All effects of a record, with their events. */
export function RecordActivity(props: ComponentProps<typeof ActivityList>) {
  const { t } = useWords();
  if (props.entries.length === 0) return <Nothing>{t('No changes since it was created.')}</Nothing>;
  return <ActivityList {...props} />;
}

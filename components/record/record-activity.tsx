import type { ComponentProps } from 'react';
import type { ActivityEntry } from '#db/queries/evidence.ts';
import { ActivityList } from '../activity/activity-list.tsx';
import { Nothing } from './section.tsx';

/** What became different about a record: the latest of it, and the page that is shown, with the addresses of its neighbours. */
export type RecordPast = {
  latest: readonly ActivityEntry[];
  shown: readonly ActivityEntry[];
  first: string | null;
  earlier: string | null;
};

/** Everything that became different about a record, and the event that made it. */
export function RecordActivity(props: ComponentProps<typeof ActivityList>) {
  if (props.entries.length === 0) return <Nothing>No changes since it was created.</Nothing>;
  return <ActivityList {...props} />;
}

import type { ComponentProps } from 'react';
import { ActivityList } from '../activity/activity-list.tsx';
import { Nothing } from './section.tsx';

/** Everything that became different about a record, and the event that made it. */
export function RecordActivity(props: ComponentProps<typeof ActivityList>) {
  if (props.entries.length === 0) return <Nothing>Nothing has changed since it was first seen.</Nothing>;
  return <ActivityList {...props} />;
}

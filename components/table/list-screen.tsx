import type { ComponentProps, ReactNode } from 'react';
import { LiveRefresh } from '../live/live-refresh.tsx';
import { EmptyList, type EmptyText } from './empty-list.tsx';
import { ListHead } from './list-head.tsx';

type Props = ComponentProps<typeof ListHead> & {
  /** Shown between the head and the rows. */
  above?: ReactNode;
  isEmpty: boolean;
  /** The text without any entry at all. */
  nothing: EmptyText;
  children: ReactNode;
};

/** The screen of a list: filters and rows, or why there are none. */
export function ListScreen({ above, isEmpty, nothing, children, ...head }: Props) {
  const { spec, state, title } = head;
  return (
    <>
      <LiveRefresh />
      <ListHead {...head} />
      {above}
      {isEmpty ? (
        <div className="flex-1 overflow-auto">
          <EmptyList title={title} spec={spec} state={state} nothing={nothing} />
        </div>
      ) : (
        children
      )}
    </>
  );
}

import type { LucideIcon } from 'lucide-react';
import { SearchX } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { LiveRefresh } from '../live/live-refresh.tsx';
import { buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListHead } from './list-head.tsx';
import { isFiltered } from './list-state.ts';

type Props = ComponentProps<typeof ListHead> & {
  /** Stands between the head and the rows. */
  above?: ReactNode;
  isEmpty: boolean;
  /** What to say while there is nothing at all. */
  nothing: { icon: LucideIcon; title: string; text: string };
  children: ReactNode;
};

/** A list of one noun: what narrows it, its rows, or why there are none. */
export function ListScreen({ above, isEmpty, nothing, children, ...head }: Props) {
  const { spec, state, title } = head;
  return (
    <>
      <LiveRefresh />
      <ListHead {...head} />
      {above}
      {isEmpty ? (
        <div className="flex-1 overflow-auto">
          {isFiltered(state, spec) ? (
            <EmptyState
              icon={SearchX}
              title={state.q ? `Nothing starts with “${state.q}”` : 'Nothing matches these filters'}
            >
              <p>
                {state.q
                  ? 'Spaces, dashes and capitals do not matter. Check the number, or look for its beginning only.'
                  : 'Nothing is wrong: there just is none like that right now.'}
              </p>
              <Link href={spec.base} className={buttonClass('plain', 'mt-4')}>
                Show all {title.toLowerCase()}
              </Link>
            </EmptyState>
          ) : (
            <EmptyState icon={nothing.icon} title={nothing.title}>
              <p>{nothing.text}</p>
            </EmptyState>
          )}
        </div>
      ) : (
        children
      )}
    </>
  );
}

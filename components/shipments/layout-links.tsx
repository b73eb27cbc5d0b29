import { CalendarDays, Columns3, List } from 'lucide-react';
import Link from 'next/link';
import { useWords } from '#words';
import { BOARD_PATH } from '../board/path.ts';
import { CALENDAR_PATH } from '../calendar/path.ts';
import { type ListState, stateHref } from '../table/list-state.ts';
import { cx } from '../ui/cx.ts';

/** The calendar has an order of its own. */
const UNSORTED = { sort: undefined, direction: undefined };

const LAYOUTS = [
  { key: 'list', label: 'List', icon: List, path: '/shipments', changes: {} },
  { key: 'board', label: 'Board', icon: Columns3, path: BOARD_PATH, changes: {} },
  { key: 'calendar', label: 'Calendar', icon: CalendarDays, path: CALENDAR_PATH, changes: UNSORTED },
] as const;

type Props = { current: (typeof LAYOUTS)[number]['key']; state: ListState };

/** The same shipments as a list, by stage and by day. */
export function LayoutLinks({ current, state }: Props) {
  const { t } = useWords();
  return (
    <nav aria-label={t('Layout')} className="flex rounded-md border border-line-strong">
      {LAYOUTS.map(({ key, label, icon: Icon, path, changes }) => (
        <Link
          key={key}
          href={stateHref(path, state, changes)}
          aria-current={key === current ? 'page' : undefined}
          className={cx(
            'inline-flex h-7 items-center gap-1.5 px-2 text-xs first:rounded-l-md last:rounded-r-md',
            key === current ? 'bg-fill font-medium text-ink' : 'text-dim hover:bg-hover hover:text-ink',
          )}
        >
          <Icon aria-hidden className="size-3.5" />
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}

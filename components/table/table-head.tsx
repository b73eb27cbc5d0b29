import { ArrowDown, ArrowUp } from 'lucide-react';
import Link from 'next/link';
import { useWords } from '#words';
import { cx } from '../ui/cx.ts';
import type { TableColumns, TableRow } from './columns.ts';
import { type ListSpec, type ListState, sortHref, sortOf } from './list-state.ts';
import { pinnedStyle } from './pinned.ts';
import { RowCheckbox } from './row-checkbox.tsx';

type Props<Row extends TableRow> = {
  columns: TableColumns<Row>;
  /** How many columns at the left are pinned. */
  pinned: number;
  spec: ListSpec;
  state: ListState;
  selection: { all: boolean; some: boolean; toggle: () => void };
};

/** The headings; those of sortable columns are links. */
export function TableHead<Row extends TableRow>({ columns, pinned, spec, state, selection }: Props<Row>) {
  const { t } = useWords();
  const current = sortOf(state, spec);
  return (
    <thead className="max-md:hidden">
      <tr>
        {columns.map(({ id, header, meta }, at) => {
          const label = t(String(header));
          const sorted = meta?.sort !== undefined && meta.sort === current.sort ? current.direction : undefined;
          return (
            <th
              key={id}
              scope="col"
              style={at < pinned ? pinnedStyle(at) : undefined}
              {...(sorted && { 'aria-sort': sorted === 'asc' ? 'ascending' : 'descending' })}
              className={cx(
                'group cell-head sticky top-0 bg-surface lg:last:pr-6',
                at < pinned ? 'z-20' : 'z-10',
                at === 0 && 'md:pl-6',
                at === pinned - 1 && at > 0 && 'md:border-r md:border-line',
                meta?.align === 'right' && 'text-right!',
                meta?.width,
              )}
            >
              {at === 0 && (
                <RowCheckbox
                  checked={selection.all}
                  some={selection.some}
                  label={t('Select all shown')}
                  onToggle={selection.toggle}
                />
              )}
              {meta?.sort ? <SortLink href={sortHref(spec, state, meta.sort)} label={label} sorted={sorted} /> : label}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function SortLink({ href, label, sorted }: { href: string; label: string; sorted: 'asc' | 'desc' | undefined }) {
  const Arrow = sorted === 'desc' ? ArrowDown : ArrowUp;
  return (
    <Link
      href={href}
      prefetch={false}
      className={cx('group/sort inline-flex h-6 items-center gap-1 rounded hover:text-ink', sorted && 'text-ink')}
    >
      {label}
      <Arrow
        aria-hidden
        className={cx('size-3', !sorted && 'opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60')}
      />
    </Link>
  );
}

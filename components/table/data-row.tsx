'use client';
import type { Cell, Row } from '@tanstack/react-table';
import { flexRender } from '@tanstack/react-table';
import { useWords } from '#words';
import { useFlash } from '../shipments/use-flash.ts';
import { cx } from '../ui/cx.ts';
import type { features, TableRow } from './columns.ts';
import { pinnedStyle } from './pinned.ts';
import { RowCheckbox } from './row-checkbox.tsx';

type Props<Data extends TableRow> = {
  row: Row<typeof features, Data>;
  isNew: boolean;
  selected: boolean;
  pinned: number;
};

/** One line of a list. `isNew`: it was added after the page was opened; `pinned`: how many columns at the left are pinned. */
export function DataRow<Data extends TableRow>({ row, isNew, selected, pinned }: Props<Data>) {
  const words = useWords();
  const flash = useFlash(row.original.learnedAt ?? '', isNew && row.original.learnedAt !== undefined);
  const [name, ...others] = row.getAllCells();
  const tint = selected ? 'bg-accent-soft' : 'group-focus-within:bg-hover group-hover:bg-hover';
  return (
    <tr
      ref={flash}
      data-row={row.id}
      aria-selected={selected}
      className={cx('group row cursor-pointer', selected ? 'bg-accent-soft' : 'focus-within:bg-hover hover:bg-hover')}
    >
      {name && (
        <th
          scope="row"
          className={cx(
            'cell sticky left-0 z-10 text-left font-normal max-md:static md:pl-6',
            selected ? '' : 'bg-surface',
            tint,
          )}
        >
          <RowCheckbox
            checked={selected}
            label={words.t('Select {name}', {
              name: String(name.column.columnDef.meta?.read(row.original, words) ?? ''),
            })}
            onToggle={row.getToggleSelectedHandler()}
          />
          {shown(name)}
        </th>
      )}
      {others.map((cell, at) => {
        const { align, cell: look, phone } = cell.column.columnDef.meta ?? {};
        const isPinned = at + 1 < pinned;
        return (
          <td
            key={cell.id}
            style={isPinned ? pinnedStyle(at + 1) : undefined}
            className={cx(
              'cell lg:last:pr-6',
              align === 'right' && 'text-right',
              !phone && 'max-md:hidden',
              isPinned && cx('sticky z-10 max-md:static', selected ? '' : 'bg-surface', tint),
              at + 2 === pinned && 'md:border-r md:border-line',
              look,
            )}
          >
            {shown(cell)}
          </td>
        );
      })}
    </tr>
  );
}

function shown<Data extends TableRow>(cell: Cell<typeof features, Data, unknown>) {
  return flexRender(cell.column.columnDef.cell, cell.getContext());
}

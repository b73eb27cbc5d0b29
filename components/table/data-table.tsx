'use client';
import { useTable } from '@tanstack/react-table';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useWords } from '#words';
import { latinKey } from '../shell/latin-key.ts';
import { Pager } from '../ui/pager.tsx';
import { useHydrating } from '../ui/use-hydrating.ts';
import { BulkBar } from './bulk-bar.tsx';
import { useChosenColumns } from './column-choice.tsx';
import { features, type TableColumns, type TableRow } from './columns.ts';
import { DataRow } from './data-row.tsx';
import { type ListSpec, type ListState, stateHref } from './list-state.ts';
import { usePinnedOffsets } from './pinned.ts';
import { TableHead } from './table-head.tsx';

/** The data of a list from the server. */
export type ListData<Row> = { data: Row[]; previousCursor: string | null; nextCursor: string | null };

type Props<Row extends TableRow> = {
  label: string;
  page: ListData<Row>;
  columns: TableColumns<Row>;
  spec: ListSpec;
  state: ListState;
};

/** The rows of a list: sorted and cut into pages by the server, walked with `j` and `k`, selected with `x`. */
export function DataTable<Row extends TableRow>({ label, page, columns, spec, state }: Props<Row>) {
  const { t } = useWords();
  const { shown, pinned, menu } = useChosenColumns(spec.base, columns);
  const table = useTable({ features, columns: shown, data: page.data, getRowId: (row) => row.id });
  const hydrating = useHydrating();
  const element = useRef<HTMLTableElement>(null);
  usePinnedOffsets(element, pinned);
  const settled = useRef(false);
  useEffect(() => {
    settled.current = true;
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    const id = event.target.closest<HTMLElement>('[data-row]')?.dataset.row;
    if (latinKey(event) === 'x' && id) table.getRow(id).toggleSelected();
    else if (event.key === 'Escape' && table.getIsSomeRowsSelected()) table.resetRowSelection(true);
    else return;
    event.preventDefault();
  };
  const selected = table.getSelectedRowModel().rows;
  return (
    <>
      <section
        {...hydrating}
        aria-label={t(label)}
        onKeyDown={onKeyDown}
        className="min-h-0 flex-1 scroll-pt-9 overflow-auto"
      >
        <table
          ref={element}
          className="w-full border-separate border-spacing-0 max-md:block md:min-w-310 md:table-fixed"
        >
          <TableHead
            columns={shown}
            pinned={pinned}
            spec={spec}
            state={state}
            selection={{
              all: table.getIsAllRowsSelected(),
              some: selected.length > 0,
              toggle: () => table.toggleAllRowsSelected(),
            }}
          />
          <tbody className="max-md:block">
            {table.getRowModel().rows.map((row) => (
              <DataRow key={row.id} row={row} isNew={settled.current} selected={row.getIsSelected()} pinned={pinned} />
            ))}
          </tbody>
        </table>
      </section>
      <div className="shrink-0 border-t border-line">
        {selected.length > 0 ? (
          <BulkBar
            rows={selected}
            name={spec.base.slice(1).replaceAll('/', '-')}
            onClear={() => table.resetRowSelection(true)}
          />
        ) : (
          <Pager
            previous={page.previousCursor && stateHref(spec.base, state, { before: page.previousCursor })}
            next={page.nextCursor && stateHref(spec.base, state, { cursor: page.nextCursor })}
            note={
              <span className="inline-flex items-center gap-3">
                {t('{n} shown', { n: page.data.length })}
                {menu}
              </span>
            }
          />
        )}
      </div>
    </>
  );
}

import {
  type ColumnDef,
  createColumnHelper,
  metaHelper,
  rowSelectionFeature,
  tableFeatures,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { Words } from '#lib/model/language.ts';
import { type Cell, cellText, type SheetColumn } from '#lib/model/sheet.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { useWords } from '#words';

export type ColumnLook = {
  /** Width of the column; the cells of a fixed table follow its head. */
  width?: string;
  align?: 'right';
  /** Classes of the cells; `max-md:` ones lay out the row on narrow screens. */
  cell?: string;
  /** Whether it is shown on narrow screens too. */
  phone?: boolean;
  /** A key of the list's `sorts` in `db/queries`, by which the database sorts; without one the heading is not a link. */
  sort?: string;
};

type ColumnMeta = ColumnLook & {
  headings: readonly string[];
  /** The value in the given words. */
  read(row: unknown, words: Words): readonly Cell[];
};

export const features = tableFeatures({ rowSelectionFeature, columnMeta: metaHelper<ColumnMeta>() });

/** The fields of every row, which is highlighted when `learnedAt` changes. */
export type TableRow = { id: string; learnedAt?: string };

/** A column: `of` is its value in files, `show` its form on the screen, which may use hooks; without it, the first cell of the value. */
export type Column<Row> = ColumnLook & {
  of: SheetColumn<Row>;
  show?(row: Row, words: Words): ReactNode;
};

export type TableColumns<Row extends TableRow> = ColumnDef<typeof features, Row, unknown>[];

/** The columns of a table. The first one names the row and stays visible. Values are English, as in files; what is shown is not. */
export function tableColumns<Row extends TableRow>(columns: readonly Column<Row>[]): TableColumns<Row> {
  const helper = createColumnHelper<typeof features, Row>();
  return columns.map(({ of, show, ...look }) =>
    helper.accessor((row: Row): unknown => of.read(row, ENGLISH), {
      id: of.id,
      header: of.label,
      // The library renders it as a component.
      cell: function ShownCell({ row }) {
        const words = useWords();
        return show ? show(row.original, words) : firstText(of.read(row.original, words));
      },
      meta: { ...look, headings: of.headings, read: (row, words) => of.read(row as Row, words) },
    }),
  );
}

/** The text of the first of some cells. */
export function firstText([first = null]: readonly Cell[]): string {
  return cellText(first);
}

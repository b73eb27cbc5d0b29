import {
  type ColumnDef,
  createColumnHelper,
  metaHelper,
  rowSelectionFeature,
  tableFeatures,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';

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

export const features = tableFeatures({ rowSelectionFeature, columnMeta: metaHelper<ColumnLook>() });

/** The fields of every row, which is highlighted when `learnedAt` changes. */
export type TableRow = { id: string; learnedAt?: string };

/**
 * A column: `text` is its value in the CSV of selected rows, `show` its form on the screen. The CSV of a whole list is that of
 * the REST API.
 */
export type Column<Row> = ColumnLook & {
  id: string;
  label: string;
  text(row: Row): string;
  show?(row: Row): ReactNode;
};

export type TableColumns<Row extends TableRow> = ColumnDef<typeof features, Row, unknown>[];

/** The columns of a table. The first one names the row and stays visible. */
export function tableColumns<Row extends TableRow>(columns: readonly Column<Row>[]): TableColumns<Row> {
  const helper = createColumnHelper<typeof features, Row>();
  return columns.map(({ id, label, text, show, ...look }) =>
    helper.accessor((row: Row): unknown => text(row), {
      id,
      header: label,
      cell: ({ row }) => (show ? show(row.original) : text(row.original)),
      meta: look,
    }),
  );
}

import type { SheetColumn } from '#lib/model/sheet.ts';
import { Freshness } from '../shipments/freshness.tsx';
import type { Column } from '../table/columns.ts';
import { RecordStatus } from './record-status.tsx';

type Stated = { status: string; removed: boolean };
type Learned = { learnedAt: string };

/** The status of a record. */
export function statusColumn<Row extends Stated>(of: SheetColumn<Row>, width = 'w-30'): Column<Row> {
  return {
    of,
    width,
    phone: true,
    cell: 'max-md:order-2 max-md:justify-self-end',
    show: (row) => <RecordStatus status={row.status} removed={row.removed} />,
  };
}

/** The time since the last update; completed records are not marked as stale. */
export function learnedColumn<Row extends Learned>(of: SheetColumn<Row>, finished: (row: Row) => boolean): Column<Row> {
  return {
    of,
    sort: 'learnedAt',
    width: 'w-24',
    align: 'right',
    cell: 'text-xs',
    show: (row) => <Freshness at={row.learnedAt} finished={finished(row)} />,
  };
}

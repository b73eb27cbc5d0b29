import { Freshness } from '../shipments/freshness.tsx';
import type { Column } from '../table/columns.ts';
import { RecordStatus } from './record-status.tsx';

type Stated = { status: string; removed: boolean };
type Learned = { learnedAt: string };

/** The status of a record. */
export function statusColumn(label = 'Status', width = 'w-30'): Column<Stated> {
  return {
    id: 'status',
    label,
    width,
    phone: true,
    cell: 'max-md:order-2 max-md:justify-self-end',
    text: (row) => row.status,
    show: (row) => <RecordStatus status={row.status} removed={row.removed} />,
  };
}

/** The time since the last update; completed records are not marked as stale. */
export function learnedColumn<Row extends Learned>(finished: (row: Row) => boolean): Column<Row> {
  return {
    id: 'learned',
    label: 'Updated',
    sort: 'learnedAt',
    width: 'w-24',
    align: 'right',
    cell: 'text-xs',
    text: (row) => row.learnedAt,
    show: (row) => <Freshness at={row.learnedAt} finished={finished(row)} />,
  };
}

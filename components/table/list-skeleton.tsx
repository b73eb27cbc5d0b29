import { Skeleton } from '../ui/skeleton.tsx';
import type { TableColumns, TableRow } from './columns.ts';
import { TABLE_LOOK } from './data-table.tsx';
import { TableHead } from './table-head.tsx';

const ROWS = Array.from({ length: 14 }, (_, at) => at);
const TABS = ['w-10', 'w-18', 'w-20', 'w-22', 'w-16', 'w-19'];

/** A list that is on its way, in the layout that it will have. */
export function ListSkeleton<Row extends TableRow>({ title, columns }: { title: string; columns: TableColumns<Row> }) {
  const [, ...others] = columns;
  return (
    <div aria-busy="true" className="flex min-h-0 flex-1 flex-col">
      <div className="shrink-0 border-b border-line px-4 pt-4 lg:px-6">
        <div className="mb-2 flex min-h-7 items-center gap-4 max-md:h-25 max-md:items-start">
          <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
          <span role="status" className="sr-only">
            Loading
          </span>
        </div>
        <div className="flex h-9 items-center gap-5 overflow-hidden">
          {TABS.map((width) => (
            <Skeleton key={width} className={`shrink-0 ${width}`} />
          ))}
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-hidden">
        <table className={TABLE_LOOK}>
          <TableHead columns={columns} />
          <tbody className="max-md:block">
            {ROWS.map((row) => (
              <tr key={row} className="row">
                <td className="cell md:pl-6">
                  <Skeleton className="w-28" />
                  <Skeleton className="mt-2 h-2 w-20 compact:hidden" />
                </td>
                {others.map(({ id }) => (
                  <td key={id} className="cell max-md:hidden">
                    <Skeleton className="w-3/5" />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

import { ShipmentTableHead, TABLE_LOOK } from '#components/shipments/shipment-table.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

const ROWS = Array.from({ length: 14 }, (_, at) => at);
const TABS = ['w-12', 'w-30', 'w-17', 'w-18', 'w-20', 'w-19', 'w-22'];
const CELLS = ['w-full', 'w-24', 'w-20', 'w-32', '', 'ml-auto w-14'];

export default function LoadingShipments() {
  return (
    <div aria-busy="true" className="flex min-h-0 flex-1 flex-col">
      <div className="shrink-0 border-b border-line px-4 pt-4 lg:px-6">
        <div className="mb-2 flex h-7 items-center gap-4 max-md:h-17 max-md:items-start">
          <h1 className="text-lg font-semibold tracking-tight">Shipments</h1>
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
          <ShipmentTableHead />
          <tbody className="max-md:block">
            {ROWS.map((row) => (
              <tr key={row} className="row">
                <td className="cell lg:pl-6">
                  <Skeleton className="w-28" />
                  <Skeleton className="mt-2 h-2 w-20 compact:hidden" />
                </td>
                {CELLS.map((width) => (
                  <td key={width} className="cell max-md:hidden lg:last:pr-6">
                    {width && <Skeleton className={width} />}
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

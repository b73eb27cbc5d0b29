'use client';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ShipmentList } from '#db/queries/shipment-list.ts';
import { fetchJson } from '../live/fetch-json.ts';
import { Pager } from '../ui/pager.tsx';
import { type ListQuery, listHref, listSearch } from './list-query.ts';
import { ShipmentTableRow } from './shipment-row.tsx';

/** The key under which the browser keeps a list, and where it fetches it anew. */
export function useShipmentList(query: ListQuery) {
  const search = listSearch(query);
  return useQuery({
    queryKey: ['shipments', search],
    queryFn: () => fetchJson<ShipmentList>(`/shipments/data${search}`),
  });
}

export const TABLE_LOOK = 'w-full border-separate border-spacing-0 max-md:block md:min-w-300 md:table-fixed';

/** The rows, which keep themselves fresh. `empty` stands in their place when there are none. */
export function ShipmentTable({ query, empty }: { query: ListQuery; empty: ReactNode }) {
  const { data } = useShipmentList(query);
  const settled = useRef(false);
  useEffect(() => {
    settled.current = true;
  }, []);
  if (!data) return null;
  if (data.lines.length === 0) return <div className="flex-1 overflow-auto">{empty}</div>;
  return (
    <>
      <section aria-label="Shipments" className="min-h-0 flex-1 overflow-auto">
        <table className={TABLE_LOOK}>
          <ShipmentTableHead />
          <tbody className="max-md:block">
            {data.lines.map((line) => (
              <ShipmentTableRow key={line.id} line={line} isNew={settled.current} />
            ))}
          </tbody>
        </table>
      </section>
      <div className="shrink-0 border-t border-line">
        <Pager
          previous={data.previousCursor && listHref(query, { before: data.previousCursor })}
          next={data.nextCursor && listHref(query, { cursor: data.nextCursor })}
          note={`${data.lines.length} shown, latest news first`}
        />
      </div>
    </>
  );
}

/** Widths are fixed, so that nothing jumps when rows change; the route takes what is left. */
const COLUMNS = [
  { label: 'Reference', look: 'left-0 z-20! w-46 compact:w-37 md:pl-4 lg:pl-6' },
  { label: 'Route', look: '' },
  { label: 'Progress', look: 'w-30' },
  { label: 'Status', look: 'w-34 compact:w-33 compact:2xl:w-55' },
  { label: 'Arrival', look: 'w-48 compact:w-54 compact:2xl:w-72' },
  { label: 'Exceptions', look: 'w-50 compact:w-44 compact:2xl:w-50' },
  { label: 'Learned', look: 'w-24 text-right lg:pr-6' },
];

export function ShipmentTableHead() {
  return (
    <thead className="max-md:hidden">
      <tr>
        {COLUMNS.map(({ label, look }) => (
          <th key={label} scope="col" className={`cell-head sticky top-0 z-10 bg-surface ${look}`}>
            {label}
          </th>
        ))}
      </tr>
    </thead>
  );
}

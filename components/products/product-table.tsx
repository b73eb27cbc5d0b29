'use client';
import type { ProductRow } from '#db/queries/products.ts';
import { learnedColumn, statusColumn } from '../record/columns.tsx';
import { countryText } from '../record/words.ts';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';

const NONE = <span className="text-faint">Not stated</span>;

const COLUMNS = tableColumns<ProductRow>([
  {
    id: 'sku',
    label: 'SKU',
    sort: 'number',
    width: 'w-48',
    text: (row) => row.sku ?? row.number,
    show: (row) => (
      <RowName
        href={`/products/${row.id}`}
        name={row.sku ?? row.number}
        struck={row.removed}
        below={!row.sku && 'No SKU'}
      />
    ),
  },
  {
    id: 'name',
    label: 'Product',
    phone: true,
    cell: 'max-md:order-3 max-md:col-span-2',
    text: (row) => row.name ?? '',
    show: (row) => (
      <>
        <span className="block truncate">{row.name ?? NONE}</span>
        {row.description && <span className="block truncate text-xs text-faint compact:hidden">{row.description}</span>}
      </>
    ),
  },
  {
    id: 'category',
    label: 'Category',
    width: 'w-40',
    text: (row) => row.category ?? '',
    show: (row) => row.category ?? NONE,
  },
  {
    id: 'hs',
    label: 'HS codes',
    width: 'w-48',
    phone: true,
    cell: 'max-md:order-4',
    text: (row) => row.hsCodes?.join('; ') ?? '',
    show: (row) =>
      row.hsCodes && row.hsCodes.length > 0 ? (
        <span className="mono block truncate">{row.hsCodes.join(', ')}</span>
      ) : (
        <span className="text-risk">No HS code</span>
      ),
  },
  {
    id: 'origin',
    label: 'Origin',
    width: 'w-40',
    phone: true,
    cell: 'max-md:order-5 max-md:text-dim',
    text: (row) => row.countryOfOrigin ?? '',
    // Browser and server may have different names of a country; the one of the server is kept.
    show: (row) =>
      row.countryOfOrigin ? <span suppressHydrationWarning>{countryText(row.countryOfOrigin)}</span> : NONE,
  },
  statusColumn(),
  learnedColumn(() => true),
]);

type Props = { page: ListData<ProductRow>; spec: ListSpec; state: ListState };

export function ProductTable(props: Props) {
  return <DataTable label="Products" columns={COLUMNS} {...props} />;
}

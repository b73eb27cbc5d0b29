'use client';
import type { ProductRow } from '#db/queries/products.ts';
import { useWords } from '#words';
import { learnedColumn, statusColumn } from '../record/columns.tsx';
import { countryText } from '../record/words.ts';
import { PRODUCT_SHEET } from '../sheets/products.ts';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';

const NONE = <NotStated />;

const COLUMNS = tableColumns<ProductRow>([
  {
    of: PRODUCT_SHEET.sku,
    sort: 'number',
    width: 'w-48',
    show: (row) => (
      <RowName
        href={`/products/${row.id}`}
        name={row.sku ?? row.number}
        struck={row.removed}
        below={!row.sku && <NoSku />}
      />
    ),
  },
  {
    of: PRODUCT_SHEET.name,
    phone: true,
    cell: 'max-md:order-3 max-md:col-span-2',
    show: (row) => (
      <>
        <span className="block truncate">{row.name ?? NONE}</span>
        {row.description && <span className="block truncate text-xs text-faint compact:hidden">{row.description}</span>}
      </>
    ),
  },
  {
    of: PRODUCT_SHEET.category,
    width: 'w-40',
    show: (row) => row.category ?? NONE,
  },
  {
    of: PRODUCT_SHEET.hs,
    width: 'w-48',
    phone: true,
    cell: 'max-md:order-4',
    show: (row) =>
      row.hsCodes && row.hsCodes.length > 0 ? (
        <span className="mono block truncate">{row.hsCodes.join(', ')}</span>
      ) : (
        <NoHsCode />
      ),
  },
  {
    of: PRODUCT_SHEET.origin,
    width: 'w-40',
    phone: true,
    cell: 'max-md:order-5 max-md:text-dim',
    show: (row) => (row.countryOfOrigin ? <Country code={row.countryOfOrigin} /> : NONE),
  },
  statusColumn(PRODUCT_SHEET.status),
  learnedColumn(PRODUCT_SHEET.learned, () => true),
]);

/** Browser and server may have different names of a country; the one of the server is kept. */
function Country({ code }: { code: string }) {
  return <span suppressHydrationWarning>{countryText(code, useWords())}</span>;
}

function NotStated() {
  const { t } = useWords();
  return <span className="text-faint">{t('Not stated')}</span>;
}

function NoSku() {
  return useWords().t('No SKU');
}

function NoHsCode() {
  const { t } = useWords();
  return <span className="text-risk">{t('No HS code')}</span>;
}

type Props = { page: ListData<ProductRow>; spec: ListSpec; state: ListState };

export function ProductTable(props: Props) {
  const { t } = useWords();
  return <DataTable label={t('Products')} columns={COLUMNS} {...props} />;
}

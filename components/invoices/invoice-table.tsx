'use client';
import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { InvoiceListItem } from '#db/queries/invoices.ts';
import { KIND_LABELS } from '#lib/model/labels.ts';
import { Amount } from '../money/amount.tsx';
import { learnedColumn, statusColumn } from '../record/columns.tsx';
import { Due } from '../record/due.tsx';
import { ShipmentLinks } from '../record/shipment-links.tsx';
import { labelOf } from '../record/words.ts';
import { INVOICE_SHEET } from '../sheets/invoices.ts';
import { tableColumns } from '../table/columns.ts';
import { DataTable, type ListData } from '../table/data-table.tsx';
import type { ListSpec, ListState } from '../table/list-state.ts';
import { RowName } from '../table/row-name.tsx';

const COLUMNS = tableColumns<InvoiceListItem>([
  {
    of: INVOICE_SHEET.number,
    sort: 'number',
    width: 'w-40',
    show: (row) => (
      <RowName
        href={`/invoices/${row.id}`}
        name={row.number}
        struck={row.removed}
        below={<Below row={row} />}
        after={row.checks && <Wrong />}
      />
    ),
  },
  {
    of: INVOICE_SHEET.party,
    phone: true,
    cell: 'max-md:order-3 max-md:col-span-2',
    show: (row) => (
      <>
        <span className="block truncate">{row.issuer ?? <span className="text-faint">Issuer not stated</span>}</span>
        {row.recipient && <span className="block truncate text-xs text-faint compact:hidden">to {row.recipient}</span>}
      </>
    ),
  },
  {
    of: INVOICE_SHEET.shipments,
    width: 'w-34',
    show: (row) => <ShipmentLinks shipments={row.shipments} />,
  },
  {
    of: INVOICE_SHEET.issued,
    sort: 'issuedOn',
    width: 'w-22',
    show: (row) => <Due day={row.issuedOn} open={false} word="" />,
  },
  {
    of: INVOICE_SHEET.due,
    sort: 'dueOn',
    width: 'w-32',
    phone: true,
    cell: 'max-md:order-5 max-md:justify-self-end',
    show: (row) => <Due day={row.dueOn} open={row.ageing !== null} word="overdue" soon={7} none="No due date" />,
  },
  {
    of: INVOICE_SHEET.total,
    sort: 'total',
    width: 'w-32',
    align: 'right',
    phone: true,
    cell: 'max-md:order-4 max-md:text-left!',
    show: (row) => <Amount amount={row.total} currency={row.currency} />,
  },
  {
    of: INVOICE_SHEET.balance,
    width: 'w-30',
    align: 'right',
    show: (row) => (
      <Amount amount={row.balance} currency={row.currency} className={row.ageing ? 'font-medium' : 'text-faint'} />
    ),
  },
  statusColumn(INVOICE_SHEET.status, 'w-38'),
  learnedColumn(INVOICE_SHEET.learned, (row) => row.ageing === null),
]);

/** Its kind, or the invoice that has the same number, party and amount. */
function Below({ row: { kind, twins } }: { row: InvoiceListItem }) {
  const [twin] = twins;
  if (!twin) return labelOf(KIND_LABELS, kind);
  return (
    <Link
      href={`/invoices/${twin.id}`}
      prefetch={false}
      title={`${labelOf(KIND_LABELS, kind)}; same number, party and amount`}
      className="rounded-sm text-late underline-offset-4 hover:underline"
    >
      Twin: {twin.number}
    </Link>
  );
}

function Wrong() {
  return (
    <span title="Does not add up" className="inline-flex shrink-0 text-risk">
      <TriangleAlert aria-hidden className="size-3.5" />
      <span className="sr-only">Does not add up</span>
    </span>
  );
}

type Props = { page: ListData<InvoiceListItem>; spec: ListSpec; state: ListState };

export function InvoiceTable(props: Props) {
  return <DataTable label="Invoices" columns={COLUMNS} {...props} />;
}

'use client';
import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { InvoiceListItem } from '#db/queries/invoices.ts';
import { KIND_LABELS } from '#lib/model/labels.ts';
import { useWords } from '#words';
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
    show: (row) => <Sides row={row} />,
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
    show: (row) => <DueOn row={row} />,
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

/** Who asks whom for the money. */
function Sides({ row: { issuer, recipient } }: { row: InvoiceListItem }) {
  const { t } = useWords();
  return (
    <>
      <span className="block truncate">{issuer ?? <span className="text-faint">{t('Issuer not stated')}</span>}</span>
      {recipient && (
        <span className="block truncate text-xs text-faint compact:hidden">{t('to {recipient}', { recipient })}</span>
      )}
    </>
  );
}

function DueOn({ row: { dueOn, ageing } }: { row: InvoiceListItem }) {
  const { t } = useWords();
  return <Due day={dueOn} open={ageing !== null} word="overdue" soon={7} none={t('No due date')} />;
}

/** Its kind, or the invoice that has the same number, party and amount. */
function Below({ row: { kind, twins } }: { row: InvoiceListItem }) {
  const { t } = useWords();
  const [twin] = twins;
  const name = t(labelOf(KIND_LABELS, kind));
  if (!twin) return name;
  return (
    <Link
      href={`/invoices/${twin.id}`}
      prefetch={false}
      title={t('{kind}; same number, party and amount', { kind: name })}
      className="rounded-sm text-late underline-offset-4 hover:underline"
    >
      {t('Twin: {number}', { number: twin.number })}
    </Link>
  );
}

function Wrong() {
  const { t } = useWords();
  return (
    <span title={t('Does not add up')} className="inline-flex shrink-0 text-risk">
      <TriangleAlert aria-hidden className="size-3.5" />
      <span className="sr-only">{t('Does not add up')}</span>
    </span>
  );
}

type Props = { page: ListData<InvoiceListItem>; spec: ListSpec; state: ListState };

export function InvoiceTable(props: Props) {
  const { t } = useWords();
  return <DataTable label={t('Invoices')} columns={COLUMNS} {...props} />;
}

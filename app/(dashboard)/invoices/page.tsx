import { ReceiptText } from 'lucide-react';
import type { Metadata } from 'next';
import { AgeingBars } from '#components/invoices/ageing-bars.tsx';
import { InvoiceTable } from '#components/invoices/invoice-table.tsx';
import { SIDE_LABELS } from '#components/invoices/side-labels.ts';
import { ListScreen } from '#components/table/list-screen.tsx';
import { database } from '#db/client.ts';
import { type AgeingTotal, ageingTotals } from '#db/queries/invoice.ts';
import { INVOICES } from '#db/queries/invoices.ts';
import { NO_CURRENCY } from '#lib/model/currency.ts';
import { KIND_LABELS } from '#lib/model/labels.ts';
import { openList } from '../open-list.ts';
import type { SearchParams } from '../records.ts';
import { optionsOf, SOURCE } from '../selects.ts';

export const metadata: Metadata = { title: INVOICES.title };

const NOTHING = {
  icon: ReceiptText,
  title: 'No invoice yet',
  text: 'Invoices and bills appear here with balance and due date.',
};
const SIDE = { key: 'side', label: 'Side', all: 'Payables and receivables', options: optionsOf(SIDE_LABELS) };
const KIND = { key: 'kind', label: 'Kind', all: 'Any kind', options: optionsOf(KIND_LABELS) };

export default async function InvoicesPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key, filter } = await openList(INVOICES, searchParams);
  const { q, kind, provider, shipment, currency, side } = filter;
  const ageing = await ageingTotals(database(), { q, kind, provider, shipment, side });
  const codeOf = (total: AgeingTotal) => total.currency ?? NO_CURRENCY;
  const owed = currency ? ageing.filter((total) => codeOf(total) === currency) : ageing;
  const options = [...new Set(ageing.map(codeOf))].map((value) => ({
    value,
    label: value === NO_CURRENCY ? 'No currency' : value,
  }));
  return (
    <ListScreen
      {...screen}
      filters={[KIND, SIDE, { key: 'currency', label: 'Currency', all: 'Any currency', options }, SOURCE]}
      nothing={NOTHING}
      above={<AgeingBars totals={owed} spec={table.spec} state={table.state} />}
    >
      <InvoiceTable key={key} {...table} />
    </ListScreen>
  );
}

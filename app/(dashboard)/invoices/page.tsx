import { ReceiptText } from 'lucide-react';
import type { Metadata } from 'next';
import { AgeingBars } from '#components/invoices/ageing-bars.tsx';
import { InvoiceTable } from '#components/invoices/invoice-table.tsx';
import { ListScreen } from '#components/table/list-screen.tsx';
import { database } from '#db/client.ts';
import { ageingTotals } from '#db/queries/invoice.ts';
import { INVOICES } from '#db/queries/invoices.ts';
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
const KIND = { key: 'kind', label: 'Kind', all: 'Any kind', options: optionsOf(KIND_LABELS) };

export default async function InvoicesPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key, filter } = await openList(INVOICES, searchParams);
  const { q, kind, provider, shipment, currency } = filter;
  const ageing = await ageingTotals(database(), { q, kind, provider, shipment });
  const currencies = [...new Set(ageing.flatMap((total) => total.currency ?? []))];
  const owed = currency ? ageing.filter((total) => total.currency === currency) : ageing;
  const options = currencies.map((value) => ({ value, label: value }));
  return (
    <ListScreen
      {...screen}
      filters={[KIND, { key: 'currency', label: 'Currency', all: 'Any currency', options }, SOURCE]}
      nothing={NOTHING}
      above={<AgeingBars totals={owed} spec={table.spec} state={table.state} />}
    >
      <InvoiceTable key={key} {...table} />
    </ListScreen>
  );
}

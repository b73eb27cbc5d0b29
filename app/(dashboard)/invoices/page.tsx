import { ReceiptText } from 'lucide-react';
import type { Metadata } from 'next';
import { counted } from '#app/(dashboard)/cached-count.ts';
import { countedBy, viewsOf } from '#app/(dashboard)/load-saved-views.ts';
import { AgeingBars } from '#components/invoices/ageing-bars.tsx';
import { InvoiceTable } from '#components/invoices/invoice-table.tsx';
import { INVOICE_LABELS, KIND_LABELS } from '#components/record/words.ts';
import { ListScreen } from '#components/table/list-screen.tsx';
import { type ListState, readState, stateSearch } from '#components/table/list-state.ts';
import { tabsOf } from '#components/table/tabs.ts';
import { database } from '#db/client.ts';
import { ageingTotals } from '#db/queries/invoice.ts';
import { INVOICE_SORTS, listInvoices } from '#db/queries/invoices.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { providerOptions } from '../provider-titles.ts';
import { listSpec, pagingOf, type SearchParams, shipmentShown } from '../records.ts';

export const metadata: Metadata = { title: 'Invoices' };

const SPEC = listSpec(
  '/invoices',
  ['q', 'status', 'overdue', 'dueSoon', 'kind', 'currency', 'provider', 'shipment'],
  INVOICE_SORTS,
);
const NOTHING = {
  icon: ReceiptText,
  title: 'No invoice yet',
  text: 'Each invoice and bill stands here with what is owed on it, and since when.',
};

const KINDS = Object.entries(KIND_LABELS).map(([value, label]) => ({ value, label }));

const narrowed = ({ q, status, kind, currency, provider, shipment }: ListState) => ({
  q,
  status,
  kind,
  currency,
  provider,
  shipment,
});
const owedOf = ({ q, kind, provider, shipment }: ListState) => ({ q, kind, provider, shipment });
const countsOf = (state: ListState) => counted('invoices', narrowed(state));

export default async function InvoicesPage({ searchParams }: { searchParams: SearchParams }) {
  await requireUser();
  const state = readState(await searchParams, SPEC);
  const [page, counts, applied, views, ageing] = await Promise.all([
    listInvoices(database(), {
      ...narrowed(state),
      overdue: state.overdue === 'true',
      dueSoon: state.dueSoon === 'true',
      ...pagingOf(state),
    }),
    countsOf(state),
    shipmentShown(state),
    viewsOf(SPEC, countedBy('status', countsOf)),
    ageingTotals(database(), owedOf(state)),
  ]);
  const currencies = [...new Set(ageing.flatMap((total) => total.currency ?? []))];
  const owed = state.currency ? ageing.filter((total) => total.currency === state.currency) : ageing;
  return (
    <ListScreen
      title="Invoices"
      find="Invoice number"
      spec={SPEC}
      state={state}
      applied={applied}
      views={views}
      tabs={tabsOf({
        spec: SPEC,
        state,
        counts,
        by: 'status',
        labels: INVOICE_LABELS,
        flags: [
          { key: 'overdue', label: 'Overdue', late: true },
          { key: 'dueSoon', label: 'Due in 7 days' },
        ],
      })}
      filters={[
        { key: 'kind', label: 'Kind', all: 'Any kind', options: KINDS },
        {
          key: 'currency',
          label: 'Currency',
          all: 'Any currency',
          options: currencies.map((value) => ({ value, label: value })),
        },
        { key: 'provider', label: 'Source', all: 'Any source', options: providerOptions },
      ]}
      isEmpty={page.data.length === 0}
      nothing={NOTHING}
      above={<AgeingBars totals={owed} spec={SPEC} state={state} />}
    >
      <InvoiceTable key={stateSearch(state)} page={page} spec={SPEC} state={state} />
    </ListScreen>
  );
}

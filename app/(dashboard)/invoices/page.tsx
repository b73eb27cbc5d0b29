import { ReceiptText } from 'lucide-react';
import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { AgeingBars } from '#components/invoices/ageing-bars.tsx';
import { InvoiceTable } from '#components/invoices/invoice-table.tsx';
import { SIDE_FILTER_LABELS } from '#components/invoices/side-labels.ts';
import { ListScreen } from '#components/table/list-screen.tsx';
import { type ListSpec, type ListState, stateHref } from '#components/table/list-state.ts';
import { database } from '#db/client.ts';
import { type AgeingTotal, ageingTotals } from '#db/queries/invoice.ts';
import { INVOICES } from '#db/queries/invoices.ts';
import { type Counts, countText } from '#lib/model/count.ts';
import { NO_CURRENCY } from '#lib/model/currency.ts';
import { KIND_LABELS } from '#lib/model/labels.ts';
import type { Words } from '#lib/model/language.ts';
import { openList } from '../open-list.ts';
import type { SearchParams } from '../records.ts';
import { optionsOf, SOURCE } from '../selects.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t(INVOICES.title) };
}

const NOTHING = {
  icon: ReceiptText,
  title: 'No invoice yet',
  text: 'Invoices and bills appear here with balance and due date.',
};
const KIND = { key: 'kind', label: 'Kind', all: 'Any kind', options: optionsOf(KIND_LABELS) };

export default async function InvoicesPage({ searchParams }: { searchParams: SearchParams }) {
  const { screen, table, key, filter, counts } = await openList(INVOICES, searchParams);
  const { q, kind, provider, shipment, party, currency, side, findings } = filter;
  const [ageing, sides] = await Promise.all([
    ageingTotals(database(), { q, kind, provider, shipment, party, side, findings }),
    counts.facet('side', filter),
  ]);
  const codeOf = (total: AgeingTotal) => total.currency ?? NO_CURRENCY;
  const owed = currency ? ageing.filter((total) => codeOf(total) === currency) : ageing;
  const options = [...new Set(ageing.map(codeOf))].map((value) => ({
    value,
    label: value === NO_CURRENCY ? 'No currency' : value,
  }));
  return (
    <ListScreen
      {...screen}
      parts={{ label: 'Sides', current: side ?? 'all', links: sideLinks(table, sides, await readWords()) }}
      filters={[KIND, { key: 'currency', label: 'Currency', all: 'Any currency', options }, SOURCE]}
      nothing={NOTHING}
      above={<AgeingBars totals={owed} spec={table.spec} state={table.state} />}
    >
      <InvoiceTable key={key} {...table} />
    </ListScreen>
  );
}

/** Who owes whom: payables, receivables, and invoices of which no source states it. */
function sideLinks(
  { spec, state }: { spec: ListSpec; state: ListState },
  { total = 0, ...counts }: Counts,
  words: Words,
) {
  const link = (key: string, label: string, count: number, side?: string) => ({
    ...{ key, label, count: countText(count, words) },
    href: stateHref(spec.base, state, { side }),
  });
  return [
    link('all', 'All sides', total),
    ...Object.entries(SIDE_FILTER_LABELS).map(([side, label]) => link(side, label, counts[side] ?? 0, side)),
  ];
}

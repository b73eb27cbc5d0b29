import Link from 'next/link';
import type { OverdueTotal } from '#db/queries/party-desk.ts';
import { NO_CURRENCY } from '#lib/model/currency.ts';
import { useWords } from '#words';
import { SIDE_LABELS } from '../invoices/side-labels.ts';
import { Amount } from '../money/amount.tsx';
import { Nothing } from '../record/section.tsx';
import { stateSearch } from '../table/list-state.ts';

/** Overdue balances that a party owes or is owed, each side and currency by itself; each links to its invoices. */
export function Overdue({ party, totals }: { party: string; totals: readonly OverdueTotal[] }) {
  const { t, counted } = useWords();
  if (totals.length === 0) return <Nothing>{t('No invoice of this party is overdue.')}</Nothing>;
  return (
    <ul className="flex flex-wrap gap-x-8 gap-y-2 px-4 py-3 lg:px-6">
      {totals.map(({ side, currency, count, amount }) => {
        const filter = { party, side, overdue: 'true', currency: currency ?? NO_CURRENCY, sort: 'dueOn' };
        return (
          <li key={`${side} ${currency}`}>
            <Link href={`/invoices${stateSearch(filter)}`} prefetch={false} className="group block rounded-sm">
              <span className="block font-medium text-late underline-offset-4 group-hover:underline">
                {amount === null ? t('No currency') : <Amount amount={amount} currency={currency} />}
              </span>
              <span className="block text-xs text-dim">
                {counted(count, '{side}, {count} invoice', '{side}, {count} invoices', {
                  side: t(SIDE_LABELS[side]),
                  count,
                })}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

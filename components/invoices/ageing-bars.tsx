import Link from 'next/link';
import type { AgeingTotal } from '#db/queries/invoice.ts';
import type { Ageing } from '#lib/model/ageing.ts';
import { NO_CURRENCY } from '#lib/model/currency.ts';
import { INVOICE_SIDES, type InvoiceSide } from '#lib/model/record.ts';
import { useWords } from '#words';
import { Amount } from '../money/amount.tsx';
import { type ListSpec, type ListState, stateHref } from '../table/list-state.ts';
import { cx } from '../ui/cx.ts';
import { share } from './share.ts';
import { SIDE_LABELS } from './side-labels.ts';

const COLUMNS: readonly { key: Ageing; label: string; look: string }[] = [
  { key: 'not_due', label: 'Not due', look: 'bg-done' },
  { key: '1-30', label: '1–30 d overdue', look: 'bg-risk opacity-60' },
  { key: '31-60', label: '31–60 d', look: 'bg-risk' },
  { key: '61-90', label: '61–90 d', look: 'bg-late opacity-70' },
  { key: '90+', label: 'Over 90 d', look: 'bg-late' },
];

type Props = { totals: readonly AgeingTotal[]; spec: ListSpec; state: ListState };

/** Open balances by age, payables apart from receivables, one bar for each currency; nothing is summed over either. */
export function AgeingBars({ totals, spec, state }: Props) {
  const { t } = useWords();
  if (totals.length === 0) return null;
  const bars = INVOICE_SIDES.flatMap((side) => {
    const own = totals.filter((total) => total.side === side);
    return [...new Set(own.map(({ currency }) => currency))].map((currency) => ({
      side,
      currency,
      totals: own.filter((total) => total.currency === currency),
    }));
  });
  return (
    <section
      aria-label={t('Open balance by age')}
      className="max-h-56 shrink-0 overflow-y-auto border-b border-line px-4 py-2.5 lg:px-6"
    >
      <ul className="flex flex-col gap-2.5">
        {bars.map(({ side, currency, totals }) => (
          <CurrencyBar
            key={`${side} ${currency}`}
            side={side}
            currency={currency}
            totals={totals}
            hrefOf={(filter) =>
              stateHref(spec.base, state, { ...CLEARED, currency: currency ?? NO_CURRENCY, side, ...filter })
            }
          />
        ))}
      </ul>
    </section>
  );
}

/** What the sums of a bar leave out: they are of all open invoices. */
const CLEARED = { status: undefined, overdue: undefined, dueSoon: undefined, ageing: undefined };

type BarProps = {
  side: InvoiceSide;
  currency: string | null;
  totals: readonly AgeingTotal[];
  /** The list of the bar under one more filter. */
  hrefOf(filter: { overdue?: string; ageing?: Ageing; sort: string }): string;
};

function CurrencyBar({ side, currency, totals, hrefOf }: BarProps) {
  const { t, counted } = useWords();
  const invoices = (count: number) => counted(count, '{count} invoice', '{count} invoices', { count });
  // Invoices without a known currency have no sum: their bar is by number.
  const sizeOf = ({ amount, count }: AgeingTotal) => amount ?? String(count);
  const sizes = totals.map(sizeOf);
  return (
    <li className="flex items-start gap-4 max-md:flex-col max-md:gap-1">
      <span className="w-24 shrink-0 font-medium">
        <Link
          href={hrefOf({ overdue: 'true', sort: 'dueOn' })}
          title={t('Those overdue')}
          className="rounded-sm underline-offset-4 hover:underline"
        >
          {currency ?? t('No currency')}
        </Link>
        <span className="block text-xs font-normal text-faint">{t(SIDE_LABELS[side])}</span>
      </span>
      <div className="min-w-0 flex-1 max-md:w-full">
        <div aria-hidden data-graphic className="flex h-2 gap-px overflow-hidden rounded-full bg-fill">
          {COLUMNS.map(({ key, look }) => {
            const total = totals.find(({ ageing }) => ageing === key);
            return (
              total && <span key={key} className={cx('h-full', look)} style={{ width: share(sizeOf(total), sizes) }} />
            );
          })}
        </div>
        <dl className="mt-1 flex flex-wrap gap-x-5 gap-y-0.5 text-xs">
          {COLUMNS.map(({ key, label, look }) => {
            const total = totals.find(({ ageing }) => ageing === key);
            if (!total) return null;
            return (
              <div key={key} className="flex items-center gap-1.5 whitespace-nowrap">
                <span aria-hidden data-graphic className={cx('size-2 rounded-full', look)} />
                <dt className="text-dim">{t(label)}</dt>
                <dd title={invoices(total.count)}>
                  <Link
                    href={hrefOf({ ageing: key, sort: 'dueOn' })}
                    prefetch={false}
                    className="rounded-sm underline-offset-4 hover:underline"
                  >
                    {total.amount === null ? (
                      invoices(total.count)
                    ) : (
                      <Amount amount={total.amount} currency={total.currency} />
                    )}
                  </Link>
                </dd>
              </div>
            );
          })}
        </dl>
      </div>
    </li>
  );
}

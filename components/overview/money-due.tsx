import Link from 'next/link';
import type { InvoicesDue } from '#db/queries/overview-money.ts';
import { NO_CURRENCY } from '#lib/model/currency.ts';
import { INVOICE_SIDES, type InvoiceSide } from '#lib/model/record.ts';
import { moneyText } from '#lib/words/money-text.ts';
import { useWords } from '#words';
import { SIDE_LABELS } from '../invoices/side-labels.ts';
import { cx } from '../ui/cx.ts';
import { QuietText } from './section.tsx';

/** Amounts overdue and due within seven days: payables apart from receivables, each currency separately. */
export function MoneyDue({ due }: { due: readonly InvoicesDue[] }) {
  const { t } = useWords();
  if (due.length === 0) return <QuietText>{t('No open invoice is due within seven days.')}</QuietText>;
  return (
    <table className="w-full border-separate border-spacing-0">
      <thead>
        <tr className="text-2xs text-faint">
          <th scope="col" className="pl-4 text-left font-normal lg:pl-6">
            {t('Currency')}
          </th>
          <th scope="col" className="pl-2 text-right font-normal">
            {t('Overdue')}
          </th>
          <th scope="col" className="pr-4 pl-2 text-right font-normal lg:pr-6">
            {t('Due in 7 days')}
          </th>
        </tr>
      </thead>
      {INVOICE_SIDES.map((side) => (
        <Side key={side} side={side} due={due.filter((one) => one.side === side)} />
      ))}
    </table>
  );
}

function Side({ side, due }: { side: InvoiceSide; due: readonly InvoicesDue[] }) {
  const { t } = useWords();
  if (due.length === 0) return null;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={3} className="pt-1 pl-4 text-left text-xs font-normal text-dim lg:pl-6">
          {t(SIDE_LABELS[side])}
        </th>
      </tr>
      {due.map(({ currency, overdue, overdueBalance, soon, soonBalance }) => (
        <tr key={currency ?? ''} className="align-baseline hover:bg-hover">
          <th scope="row" className="py-1 pl-4 text-left font-normal lg:pl-6">
            {currency ?? t('No currency')}
          </th>
          <td className="pl-2 text-right">
            <Cell
              count={overdue}
              balance={overdueBalance}
              currency={currency}
              href={hrefOf(side, currency, 'overdue')}
              look="text-late"
            />
          </td>
          <td className="pr-4 pl-2 text-right lg:pr-6">
            <Cell
              count={soon}
              balance={soonBalance}
              currency={currency}
              href={hrefOf(side, currency, 'dueSoon')}
              look=""
            />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function hrefOf(side: InvoiceSide, currency: string | null, due: 'overdue' | 'dueSoon'): string {
  return `/invoices?side=${side}&currency=${currency ?? NO_CURRENCY}&${due}=true`;
}

type CellProps = { count: number; balance: string | null; currency: string | null; href: string; look: string };

function Cell({ count, balance, currency, href, look }: CellProps) {
  const words = useWords();
  if (count === 0) return <span className="text-faint">–</span>;
  return (
    <Link
      href={href}
      prefetch={false}
      className="inline-flex flex-wrap items-baseline justify-end gap-x-1.5 underline-offset-4 hover:underline"
    >
      {balance !== null && (
        <span className={cx('whitespace-nowrap', look)}>{moneyText({ amount: balance, currency }, words)}</span>
      )}
      <span className="text-xs whitespace-nowrap text-faint">
        {words.counted(count, '{count} invoice', '{count} invoices', { count })}
      </span>
    </Link>
  );
}

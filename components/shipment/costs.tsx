import { ReceiptText, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { rich } from '#components/words/rich.tsx';
import type { ShipmentInvoice } from '#db/queries/shipment-documents.ts';
import { addDecimals } from '#lib/model/money.ts';
import { checkText } from '#lib/words/check-text.ts';
import { useWords } from '#words';
import { Amount } from '../money/amount.tsx';
import { inWords } from '../shipments/words.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { HeadRow } from '../ui/head-row.tsx';
import { HorizontalScroll } from '../ui/horizontal-scroll.tsx';

const HEADS = ['Number', 'Kind', 'From', 'Due', 'State', 'Total', 'Open'];

/** The invoices and bills of a shipment, their sums by kind and currency, and failed checks. */
export function Costs({ invoices }: { invoices: readonly ShipmentInvoice[] }) {
  const { t } = useWords();
  if (invoices.length === 0) {
    return (
      <EmptyState icon={ReceiptText} title={t('No invoice yet')}>
        <p>{t('Invoices and bills of this shipment appear here with totals by currency and what does not add up.')}</p>
      </EmptyState>
    );
  }
  return (
    <HorizontalScroll label={t('Costs')}>
      <Sums invoices={invoices.filter(({ status, removed }) => status !== 'void' && !removed)} />
      <table className="dense w-full border-separate border-spacing-0 border-t border-line max-md:min-w-160">
        <thead>
          <HeadRow heads={HEADS.map((head) => t(head))} />
        </thead>
        <tbody>
          {invoices.map((invoice) => (
            <InvoiceLine key={invoice.id} invoice={invoice} />
          ))}
        </tbody>
      </table>
    </HorizontalScroll>
  );
}

function InvoiceLine({ invoice }: { invoice: ShipmentInvoice }) {
  const words = useWords();
  const { t } = words;
  const { id, number, kind, issuer, dueOn, status, total, balance, currency, checks } = invoice;
  return (
    <tr className="hover:bg-hover">
      <th scope="row" className="cell text-left font-normal first:pl-4 lg:first:pl-6">
        <Link
          href={`/invoices/${id}`}
          prefetch={false}
          className="mono font-medium underline decoration-line-strong underline-offset-4"
        >
          {number}
        </Link>
        {checks?.map((check) => (
          <span key={`${check.code} ${check.expected}`} className="mt-0.5 flex items-center gap-1 text-xs text-risk">
            <TriangleAlert aria-hidden className="size-3 shrink-0" />
            {checkText(check, currency, words)}
          </span>
        ))}
      </th>
      <td className="cell text-dim">{t(inWords(kind))}</td>
      <td className="cell text-dim">{issuer ?? '–'}</td>
      <td className="cell whitespace-nowrap">{dueOn ? words.day(dueOn) : <span className="text-faint">–</span>}</td>
      <td className="cell">{t(inWords(status))}</td>
      <td className="cell">
        <Amount amount={total} currency={currency} />
      </td>
      <td className="cell">
        <Amount amount={balance} currency={currency} />
      </td>
    </tr>
  );
}

/** Sums by kind and currency; nothing is summed over either. */
function Sums({ invoices }: { invoices: readonly ShipmentInvoice[] }) {
  const words = useWords();
  const { t } = words;
  const groups = new Map<string, ShipmentInvoice[]>();
  for (const invoice of invoices) {
    const key = `${invoice.kind} ${invoice.currency ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), invoice]);
  }
  const sum = (amounts: (string | null)[]) => addDecimals(...amounts.filter((amount) => amount !== null));
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3 px-4 py-3 lg:px-6">
      {[...groups].map(([key, group]) => (
        <div key={key}>
          <dt className="text-xs text-faint">{`${t(inWords(group[0]?.kind ?? ''))}, ${group.length}`}</dt>
          <dd className="text-base font-medium">
            <Amount amount={sum(group.map(({ total }) => total))} currency={group[0]?.currency ?? null} />
            <span className="ml-2 text-xs font-normal text-dim">
              {rich(words, 'open {amount}', {
                amount: (
                  <Amount amount={sum(group.map(({ balance }) => balance))} currency={group[0]?.currency ?? null} />
                ),
              })}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

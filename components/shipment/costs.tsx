import { ReceiptText, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { ShipmentInvoice } from '#db/queries/shipment-documents.ts';
import { addDecimals } from '#lib/model/money.ts';
import { checkText } from '#lib/words/check-text.ts';
import { Amount } from '../money/amount.tsx';
import { inWords } from '../shipments/words.ts';
import { dayText } from '../time/format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { HeadRow } from '../ui/head-row.tsx';
import { HorizontalScroll } from '../ui/horizontal-scroll.tsx';

/** The invoices and bills of a shipment, their sums by kind and currency, and failed checks. */
export function Costs({ invoices }: { invoices: readonly ShipmentInvoice[] }) {
  if (invoices.length === 0) {
    return (
      <EmptyState icon={ReceiptText} title="No invoice yet">
        <p>Invoices and bills of this shipment appear here with totals by currency and what does not add up.</p>
      </EmptyState>
    );
  }
  return (
    <HorizontalScroll label="Costs">
      <Sums invoices={invoices.filter(({ status, removed }) => status !== 'void' && !removed)} />
      <table className="dense w-full border-separate border-spacing-0 border-t border-line max-md:min-w-160">
        <thead>
          <HeadRow heads={['Number', 'Kind', 'From', 'Due', 'State', 'Total', 'Open']} />
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
            {checkText(check, currency)}
          </span>
        ))}
      </th>
      <td className="cell text-dim">{inWords(kind)}</td>
      <td className="cell text-dim">{issuer ?? '–'}</td>
      <td className="cell whitespace-nowrap">{dueOn ? dayText(dueOn) : <span className="text-faint">–</span>}</td>
      <td className="cell">{inWords(status)}</td>
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
          <dt className="text-xs text-faint">{`${inWords(group[0]?.kind ?? '')}, ${group.length}`}</dt>
          <dd className="text-base font-medium">
            <Amount amount={sum(group.map(({ total }) => total))} currency={group[0]?.currency ?? null} />
            <span className="ml-2 text-xs font-normal text-dim">
              open <Amount amount={sum(group.map(({ balance }) => balance))} currency={group[0]?.currency ?? null} />
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

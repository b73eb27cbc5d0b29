import { Copy, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { InvoiceDetail } from '#db/queries/invoice.ts';
import { checkText } from '#lib/words/check-text.ts';
import { useWords } from '#words';
import { Amount } from '../money/amount.tsx';
import { Notice } from '../record/notice.tsx';
import { RecordStatus } from '../record/record-status.tsx';

type Props = {
  invoice: InvoiceDetail;
  /** The types of its exceptions, which state the first failed check of amounts, and what cannot be read. */
  raised: readonly string[];
};

/** What to check before payment: failed checks and possible duplicates. */
export function InvoiceChecks({ invoice, raised }: Props) {
  const words = useWords();
  const { t, day } = words;
  const { checks, duplicates, currency } = invoice;
  const failed = (checks ?? []).filter(({ code }) => code !== 'unreadable');
  const unread = (checks ?? []).filter(({ code }) => code === 'unreadable');
  const shown = [
    ...failed.slice(raised.includes('invoice.variance') ? 1 : 0),
    ...(raised.includes('data.unreadable') ? [] : unread),
  ];
  return (
    <>
      {shown.map((check) => (
        <Notice
          key={`${check.code} ${check.expected}`}
          tone="risk"
          icon={TriangleAlert}
          title={checkText(check, currency, words)}
        />
      ))}
      {duplicates.length > 0 && (
        <Notice tone="late" icon={Copy} title={t('Possible duplicate')}>
          <ul className="mt-0.5 flex flex-col gap-0.5">
            {duplicates.map((other) => (
              <li key={other.id} className="flex flex-wrap items-center gap-x-2">
                <Link href={`/invoices/${other.id}`} className="mono font-medium underline underline-offset-4">
                  {other.number}
                </Link>
                <span>{other.issuer}</span>
                {other.issuedOn && <span>{t('issued {date}', { date: day(other.issuedOn) })}</span>}
                <Amount amount={other.total} currency={other.currency} />
                <RecordStatus status={other.status} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

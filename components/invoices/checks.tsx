import { Copy, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { InvoiceDetail } from '#db/queries/invoice.ts';
import { checkText } from '#lib/words/check-text.ts';
import { Amount } from '../money/amount.tsx';
import { Notice } from '../record/notice.tsx';
import { RecordStatus } from '../record/record-status.tsx';
import { dayText } from '../time/format.ts';

type Props = {
  invoice: InvoiceDetail;
  /** Whether an exception states the first failed check already. */
  isRaised: boolean;
};

/** What to check before payment: failed checks and possible duplicates. */
export function InvoiceChecks({ invoice, isRaised }: Props) {
  const { checks, duplicates, currency } = invoice;
  return (
    <>
      {(checks ?? []).slice(isRaised ? 1 : 0).map((check) => (
        <Notice
          key={`${check.code} ${check.expected}`}
          tone="risk"
          icon={TriangleAlert}
          title={checkText(check, currency)}
        />
      ))}
      {duplicates.length > 0 && (
        <Notice tone="late" icon={Copy} title="Possible duplicate">
          <ul className="mt-0.5 flex flex-col gap-0.5">
            {duplicates.map((other) => (
              <li key={other.id} className="flex flex-wrap items-center gap-x-2">
                <Link href={`/invoices/${other.id}`} className="mono font-medium underline underline-offset-4">
                  {other.number}
                </Link>
                <span>{other.issuer}</span>
                {other.issuedOn && <span>issued {dayText(other.issuedOn)}</span>}
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

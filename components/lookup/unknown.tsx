import Link from 'next/link';
import { checkDigits } from '#lib/model/container-number.ts';
import { buttonClass } from '../ui/button.tsx';
import { lookupHref } from './path.ts';

/** What was searched without a result; a container number whose check digit is wrong is offered with the right one. */
export function Unknown({ text }: { text: string }) {
  const digits = checkDigits(text);
  const isMistyped = digits !== null && digits.entered !== digits.required;
  const stem = digits?.entered === null ? text : text.replace(/\d(\D*)$/, '$1');
  const corrected = `${stem}${digits?.required}`;
  return (
    <div role="status" className="max-w-150 px-4 py-3">
      <h2 className="text-base font-semibold break-all">
        Nothing found by <span className="mono">{text}</span>
      </h2>
      <p className="mt-1 text-dim">
        Searched: container, PO, B/L, booking and all other references, vessels, companies, products, and the numbers of
        bookings and purchase orders. Spaces, dashes and capitals are ignored.
      </p>
      {isMistyped && (
        <Link href={lookupHref(corrected)} prefetch={false} className={buttonClass('plain', 'mt-3')}>
          Find <span className="mono">{corrected}</span>
        </Link>
      )}
    </div>
  );
}

import Link from 'next/link';
import { checkDigits } from '#lib/model/container-number.ts';
import { useWords } from '#words';
import { buttonClass } from '../ui/button.tsx';
import { rich } from '../words/rich.tsx';
import { lookupHref } from './path.ts';

/** What was searched without a result; a container number whose check digit is wrong is offered with the right one. */
export function Unknown({ text }: { text: string }) {
  const words = useWords();
  const digits = checkDigits(text);
  const isMistyped = digits !== null && digits.entered !== digits.required;
  const stem = digits?.entered === null ? text : text.replace(/\d(\D*)$/, '$1');
  const corrected = `${stem}${digits?.required}`;
  return (
    <div role="status" className="max-w-150 px-4 py-3">
      <h2 className="text-base font-semibold break-all">
        {rich(words, 'Nothing found by {text}', { text: <span className="mono">{text}</span> })}
      </h2>
      <p className="mt-1 text-dim">
        {words.t(
          'Searched: container, PO, B/L, booking and all other references, vessels, companies, products, and the numbers of bookings and purchase orders. Spaces, dashes and capitals are ignored.',
        )}
      </p>
      {isMistyped && (
        <Link href={lookupHref(corrected)} prefetch={false} className={buttonClass('plain', 'mt-3')}>
          {rich(words, 'Find {text}', { text: <span className="mono">{corrected}</span> })}
        </Link>
      )}
    </div>
  );
}

import type { ReactNode } from 'react';
import { useWords } from '#words';
import { Why } from '../shipment/why.tsx';
import { type Reasons, reasonOf } from './reasons.ts';

/** A fact of a record. `field` is its column, for the answer to "why?". */
export type Fact = { term: string; value: ReactNode; field?: string; wide?: boolean };

/** The facts of a record, each with the answer to "why?". */
export function Facts({ facts, reasons }: { facts: readonly Fact[]; reasons: Reasons }) {
  const { t } = useWords();
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3.5 border-y border-line px-4 py-4 md:grid-cols-3 lg:px-6 xl:grid-cols-4 2xl:grid-cols-6">
      {facts.map(({ term, value, field, wide }) => (
        <div key={term} className={wide ? 'col-span-2 min-w-0' : 'min-w-0'}>
          <dt className="text-xs text-faint">{t(term)}</dt>
          <dd className="mt-0.5 min-w-0 break-words">
            <FactValue term={term} value={value} field={field} reasons={reasons} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FactValue({
  term,
  value,
  field,
  reasons,
}: Omit<Fact, 'field'> & { field: string | undefined; reasons: Reasons }) {
  const words = useWords();
  const { t } = words;
  if (value === null || value === undefined || value === '')
    return <span className="text-faint">{t('Not stated')}</span>;
  const reason = field === undefined ? null : reasonOf(reasons, field, t(term), words);
  if (!reason) return value;
  return (
    <Why reason={reason} className="max-w-full">
      {value}
    </Why>
  );
}

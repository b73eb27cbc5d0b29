import { CircleAlert } from 'lucide-react';
import { useWords } from '#words';
import type { Compared } from './found.ts';

/** What an amendment changes, before it is sent. */
export function Review({ changes }: { changes: readonly Compared[] }) {
  const { t } = useWords();
  return (
    <section aria-label={t('Changes')} className="rounded-lg border border-line">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line text-left text-xs text-dim">
            {['Field', 'Was', 'Will be'].map((head) => (
              <th key={head} scope="col" className="px-3 py-2 font-medium">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map(({ label, was, willBe }) => (
            <tr key={label} className="border-b border-line align-top last:border-0">
              <th scope="row" className="px-3 py-2 text-left font-medium">
                {t(label)}
              </th>
              <td className="px-3 py-2 break-words text-dim">{was ?? t('not known')}</td>
              <td className="px-3 py-2 font-medium break-words">{willBe}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Wrong({ children }: { children: string }) {
  const { t } = useWords();
  return (
    <p role="alert" className="flex items-start gap-1.5 text-sm text-late">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t(children)}
    </p>
  );
}

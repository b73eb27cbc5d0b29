import { rich } from '#components/words/rich.tsx';
import { useWords } from '#words';
import { CopyButton } from '../ui/copy-button.tsx';

/** The query string that searches references. */
export function referencesHref(references: readonly string[]): string {
  return `?${new URLSearchParams({ refs: references.join(',') })}`;
}

/** The number of found references, and those that were not found. */
export function ReferenceSearchResult({ searched, unknown }: { searched: string; unknown: readonly string[] }) {
  const words = useWords();
  const { t } = words;
  const count = searched.split(',').length;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-canvas px-4 py-2 text-xs lg:px-6"
    >
      <span>
        {rich(words, '{found} of {total} references found', {
          found: <b className="font-medium">{count - unknown.length}</b>,
          total: count,
        })}
      </span>
      {unknown.length > 0 && (
        <>
          <span className="text-late">{t('Not found:')}</span>
          <span className="mono max-h-16 min-w-0 overflow-auto">{unknown.join(', ')}</span>
          <CopyButton value={unknown.join('\n')} label={t('those not found')} />
        </>
      )}
    </div>
  );
}

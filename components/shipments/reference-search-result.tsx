import { CopyButton } from '../ui/copy-button.tsx';

/** The query string that searches references. */
export function referencesHref(references: readonly string[]): string {
  return `?${new URLSearchParams({ refs: references.join(',') })}`;
}

/** The number of found references, and those that were not found. */
export function ReferenceSearchResult({ searched, unknown }: { searched: string; unknown: readonly string[] }) {
  const count = searched.split(',').length;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-canvas px-4 py-2 text-xs lg:px-6"
    >
      <span>
        <b className="font-medium">{count - unknown.length}</b> of {count} references found
      </span>
      {unknown.length > 0 && (
        <>
          <span className="text-late">Not found:</span>
          <span className="mono max-h-16 min-w-0 overflow-auto">{unknown.join(', ')}</span>
          <CopyButton value={unknown.join('\n')} label="those not found" />
        </>
      )}
    </div>
  );
}

import type { RunRow } from '#db/queries/runs.ts';
import { useWords } from '#words';

/** How far a synchronisation is. */
export function SyncProgress({ run }: { run: RunRow }) {
  const { t } = useWords();
  const counts = { pages: run.pages, read: run.read, changed: run.changed };
  return (
    <p role="status" className="px-4 pb-4 text-dim lg:px-6">
      {run.finishedAt
        ? t('Finished: {pages} pages, {read} objects read, {changed} new or changed.', counts)
        : t('So far: {pages} pages, {read} objects read, {changed} new or changed.', counts)}
    </p>
  );
}

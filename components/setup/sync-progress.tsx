import type { RunRow } from '#db/queries/runs.ts';
import { useWords } from '#words';

/** How far a synchronisation is. */
export function SyncProgress({ run }: { run: RunRow }) {
  const { t } = useWords();
  const count = (of: number) => of.toLocaleString('en-US');
  const counts = { pages: count(run.pages), read: count(run.read), changed: count(run.changed) };
  return (
    <p role="status" className="px-4 pb-4 text-dim lg:px-6">
      {run.finishedAt
        ? t('Finished: {pages} pages, {read} objects read, {changed} new or changed.', counts)
        : t('So far: {pages} pages, {read} objects read, {changed} new or changed.', counts)}
    </p>
  );
}

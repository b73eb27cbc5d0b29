import type { RunRow } from '#db/queries/runs.ts';

/** How far a synchronisation is. */
export function SyncProgress({ run }: { run: RunRow }) {
  const count = (of: number) => of.toLocaleString('en-US');
  return (
    <p role="status" className="px-4 pb-4 text-dim lg:px-6">
      {run.finishedAt ? 'Finished' : 'So far'}: {count(run.pages)} pages, {count(run.read)} objects read,{' '}
      {count(run.changed)} new or changed.
    </p>
  );
}

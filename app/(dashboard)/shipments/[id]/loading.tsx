import { LoadingPage, SkeletonRows } from '#components/ui/loading-page.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useWords } from '#words';

const ANSWERS = ['Status', 'Arrival', 'Next expected', 'Last update'];

export default function LoadingShipment() {
  const { t } = useWords();
  return (
    <LoadingPage>
      <div className="px-4 pt-3 pb-4 lg:px-6">
        <Skeleton className="my-1.5 w-18" />
        <Skeleton className="mt-3 h-5 w-56" />
        <Skeleton className="mt-3 w-96 max-w-full" />
        <div className="mt-4 flex h-6 gap-1.5">
          {ANSWERS.map((key) => (
            <Skeleton key={key} className="h-6 w-36" />
          ))}
        </div>
      </div>
      <div className="grid grid-cols-2 border-y border-line lg:grid-cols-4">
        {ANSWERS.map((term) => (
          <div key={term} className="flex h-22 flex-col gap-2.5 px-4 py-3 lg:px-6">
            <span className="text-xs text-faint">{t(term)}</span>
            <Skeleton className="w-36" />
            <Skeleton className="h-2.5 w-24" />
          </div>
        ))}
      </div>
      <div className="h-32 border-b border-line px-4 py-6 lg:px-6">
        <Skeleton className="h-1 w-full" />
        <Skeleton className="mt-5 w-40" />
      </div>
      <div className="h-9 border-b border-line" />
      <SkeletonRows count={10} />
    </LoadingPage>
  );
}

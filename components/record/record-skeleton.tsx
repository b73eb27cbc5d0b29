import { LoadingPage, SkeletonRows } from '../ui/loading-page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

const FACTS = Array.from({ length: 8 }, (_, at) => at);

/** A record's page while it loads, in its final layout. */
export function RecordSkeleton() {
  return (
    <LoadingPage>
      <div className="px-4 pt-3 pb-4 lg:px-6">
        <Skeleton className="my-1.5 w-18" />
        <Skeleton className="mt-3 h-5 w-56" />
        <Skeleton className="mt-3 w-96 max-w-full" />
      </div>
      <div className="grid grid-cols-2 gap-x-6 gap-y-3.5 border-y border-line px-4 py-4 md:grid-cols-3 lg:px-6 xl:grid-cols-4 2xl:grid-cols-6">
        {FACTS.map((fact) => (
          <div key={fact} className="flex h-9 flex-col justify-between">
            <Skeleton className="h-2.5 w-16" />
            <Skeleton className="w-28" />
          </div>
        ))}
      </div>
      <div className="h-7 border-b border-line bg-canvas" />
      <SkeletonRows count={6} />
    </LoadingPage>
  );
}

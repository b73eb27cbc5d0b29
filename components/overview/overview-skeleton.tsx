import { useWords } from '#words';
import { Skeleton } from '../ui/skeleton.tsx';

const SIX = [0, 1, 2, 3, 4, 5];
const ROWS = ['w-11/12', 'w-4/5', 'w-10/12', 'w-3/4', 'w-full', 'w-5/6', 'w-2/3', 'w-9/12'];

/** The overview while it loads, in its final layout. */
export function OverviewSkeleton() {
  const { t } = useWords();
  return (
    <div aria-busy="true">
      <span role="status" className="sr-only">
        {t('Loading the page')}
      </span>
      <div className="grid grid-cols-2 border-b border-line md:grid-cols-3 xl:grid-cols-6">
        {SIX.map((tile) => (
          <div key={tile} className="flex h-[4.75rem] flex-col gap-3 px-4 py-4 lg:px-6">
            <Skeleton className="h-4 w-10" />
            <Skeleton className="w-24" />
          </div>
        ))}
      </div>
      <div className="grid xl:grid-cols-[minmax(0,1fr)_26rem]">
        {['needs', 'side'].map((part) => (
          <div key={part} className="flex flex-col gap-5 px-4 py-6 lg:px-6">
            {ROWS.map((width) => (
              <Skeleton key={width} className={width} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

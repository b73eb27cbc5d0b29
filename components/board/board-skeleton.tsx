import { useWords } from '#words';
import { HeadSkeleton } from '../table/list-skeleton.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

const COLUMNS = ['w-16', 'w-20', 'w-14', 'w-24', 'w-18'];
const CARDS = ['w-28', 'w-40', 'w-24', 'w-32'];

/** The board while it loads. */
export function BoardSkeleton() {
  const { t } = useWords();
  return (
    <div aria-busy="true" className="flex min-h-0 flex-1 flex-col">
      <HeadSkeleton title={t('Shipments')} />
      <div className="flex min-h-0 flex-1 gap-3 overflow-hidden p-4 pt-11 max-md:flex-col lg:px-6">
        {COLUMNS.map((width) => (
          <div key={width} className="flex w-70 shrink-0 flex-col gap-2 rounded-lg bg-canvas p-2 max-md:w-auto">
            <Skeleton className={`mx-1 mb-1.5 ${width}`} />
            {CARDS.map((card) => (
              <div key={card} className="flex h-28 flex-col gap-3 rounded-md border border-line bg-surface p-2.5">
                <Skeleton className={card} />
                <Skeleton className="w-44" />
                <Skeleton className="w-36" />
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

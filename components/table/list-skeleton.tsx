import { useWords } from '#words';
import { Skeleton } from '../ui/skeleton.tsx';

const ROWS = Array.from({ length: 18 }, (_, at) => at);
const TABS = ['w-10', 'w-18', 'w-20', 'w-22', 'w-16', 'w-19'];
const CELLS = ['w-28', 'w-36', 'w-16', 'w-44', 'w-24', 'w-32', 'w-20'];

/** Title and tabs while they load. */
export function HeadSkeleton({ title }: { title: string }) {
  const { t } = useWords();
  return (
    <div className="shrink-0 border-b border-line px-4 pt-4 lg:px-6">
      <div className="mb-2 flex min-h-7 items-center gap-4 max-md:h-25 max-md:items-start">
        <h1 className="text-lg font-semibold tracking-tight">{t(title)}</h1>
        <span role="status" className="sr-only">
          {t('Loading the page')}
        </span>
      </div>
      <div className="flex h-9 items-center gap-5 overflow-hidden">
        {TABS.map((width) => (
          <Skeleton key={width} className={`shrink-0 ${width}`} />
        ))}
      </div>
    </div>
  );
}

/** A list while it loads. Its columns are not known yet: they are loaded with the page. */
export function ListSkeleton({ title }: { title: string }) {
  return (
    <div aria-busy="true" className="flex min-h-0 flex-1 flex-col">
      <HeadSkeleton title={title} />
      <div className="min-h-0 flex-1 overflow-hidden pt-8">
        {ROWS.map((row) => (
          <div key={row} className="flex h-10 items-center gap-10 border-b border-line px-4 lg:px-6 compact:h-8">
            {CELLS.map((width) => (
              <Skeleton key={width} className={`shrink-0 ${width}`} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

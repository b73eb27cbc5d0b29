import type { ReactNode } from 'react';
import { useWords } from '#words';
import { Skeleton } from './skeleton.tsx';

/** A page while it loads, in its final layout: the region that announces the loading. */
export function LoadingPage({ children }: { children: ReactNode }) {
  const { t } = useWords();
  return (
    <div aria-busy="true" className="flex-1 overflow-hidden">
      <span role="status" className="sr-only">
        {t('Loading the page')}
      </span>
      {children}
    </div>
  );
}

/** The rows of a table while they load. */
export function SkeletonRows({ count }: { count: number }) {
  return Array.from({ length: count }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same
    <div key={row} className="flex h-10 items-center gap-10 border-b border-line px-4 lg:px-6 compact:h-8">
      <Skeleton className="w-40" />
      <Skeleton className="w-28" />
      <Skeleton className="w-32" />
    </div>
  ));
}

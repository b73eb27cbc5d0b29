import { LoadingPage } from '#components/ui/loading-page.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useWords } from '#words';

const FACTS = ['Received¦time', 'Source', 'Signature', 'Size¦bytes', 'Shipments changed'];

export default function LoadingDelivery() {
  const { t } = useWords();
  return (
    <LoadingPage>
      <div className="px-4 pt-3 pb-4 lg:px-6">
        <Skeleton className="my-1.5 w-20" />
        <Skeleton className="mt-4 h-5 w-52" />
        <Skeleton className="mt-3 h-2.5 w-64" />
      </div>
      <div className="grid grid-cols-2 gap-x-6 gap-y-4 border-y border-line px-4 py-4 md:grid-cols-3 lg:grid-cols-5 lg:px-6">
        {FACTS.map((fact) => (
          <div key={fact} className="flex h-14 flex-col gap-2">
            <span className="text-xs text-faint">{t(fact)}</span>
            <Skeleton className="w-24" />
          </div>
        ))}
      </div>
      <div className="px-4 py-5 lg:px-6">
        <Skeleton className="h-20 w-full" />
        <Skeleton className="mt-8 h-80 w-full" />
      </div>
    </LoadingPage>
  );
}

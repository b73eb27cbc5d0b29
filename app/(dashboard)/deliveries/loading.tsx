import { Skeleton } from '#components/ui/skeleton.tsx';

const ROWS = Array.from({ length: 18 }, (_, at) => at);
const WIDTHS = ['w-32', 'w-16', 'w-56', 'w-36', 'w-20', 'w-6', 'w-12', 'w-28'];

export default function LoadingDeliveries() {
  return (
    <div aria-busy="true" className="flex min-h-0 flex-1 flex-col">
      <div className="shrink-0 border-b border-line px-4 pt-4 lg:px-6">
        <div className="mb-2 flex h-7 items-center">
          <h1 className="text-lg font-semibold tracking-tight">Delivery log</h1>
          <span role="status" className="sr-only">
            Loading
          </span>
        </div>
        <div className="flex h-9 items-center gap-6 overflow-hidden">
          {WIDTHS.map((width) => (
            <Skeleton key={width} className="w-14 shrink-0" />
          ))}
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-hidden pt-8">
        {ROWS.map((row) => (
          <div key={row} className="flex h-10 items-center gap-8 border-b border-line px-4 lg:px-6 compact:h-8">
            {WIDTHS.map((width) => (
              <Skeleton key={width} className={`shrink-0 ${width}`} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

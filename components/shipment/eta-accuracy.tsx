import type { Accuracy } from './eta-model.ts';

/** The accuracy of the estimates, compared with the actual arrival. */
export function EtaAccuracy({ accuracy, source }: { accuracy: Accuracy; source: string }) {
  const { first, last, average } = accuracy;
  return (
    <p className="border-t border-line px-4 py-2.5 text-dim lg:px-6">
      {average === 0 ? (
        <>{source} named the right day from the first estimate on.</>
      ) : (
        <>
          {source} was off by <b className="font-medium text-ink">{average} d</b> on average: it came {against(first)}{' '}
          the first estimate and {against(last)} the last one before it arrived.
        </>
      )}
    </p>
  );
}

function against(days: number): string {
  if (days === 0) return 'on the day of';
  return `${Math.abs(days)} d ${days > 0 ? 'after' : 'before'}`;
}

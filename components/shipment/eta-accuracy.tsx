import { rich } from '#components/words/rich.tsx';
import type { Words } from '#lib/model/language.ts';
import { useWords } from '#words';
import type { Accuracy } from './eta-model.ts';

/** The accuracy of the estimates, compared with the actual arrival. */
export function EtaAccuracy({ accuracy, source }: { accuracy: Accuracy; source: string }) {
  const words = useWords();
  const { t } = words;
  const { first, last, average } = accuracy;
  return (
    <p className="border-t border-line px-4 py-2.5 text-dim lg:px-6">
      {average === 0
        ? t('{source} named the right day from the first estimate on.', { source })
        : rich(words, OFF, {
            source,
            days: <b className="font-medium text-ink">{t('{n} d', { n: average })}</b>,
            first: against(first, words),
            last: against(last, words),
          })}
    </p>
  );
}

const OFF =
  '{source} was off by {days} on average: it came {first} the first estimate and {last} the last one before it arrived.';

function against(days: number, { t }: Words): string {
  if (days === 0) return t('on the day of');
  return t(days > 0 ? '{n} d after' : '{n} d before', { n: String(Math.abs(days)) });
}

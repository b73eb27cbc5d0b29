'use client';
import { useWords } from '#words';
import { Hint } from '../ui/hint.tsx';
import { useNow } from './clock.tsx';
import { ageText, MINUTE_MS } from './format.ts';
import { OtherClocks } from './moment.tsx';

/** The time until an instant, with the instant in a tooltip. */
export function TimeUntil({ at }: { at: string }) {
  const words = useWords();
  const { t } = words;
  const left = Date.parse(at) - useNow();
  return (
    <Hint content={<OtherClocks at={at} />}>
      <time dateTime={at}>{left < MINUTE_MS ? t('any moment') : t('in {time}', { time: ageText(left, words) })}</time>
    </Hint>
  );
}

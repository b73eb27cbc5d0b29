'use client';
import { useWords } from '#words';
import { Hint } from '../ui/hint.tsx';
import { useNow } from './clock.tsx';
import { ageText } from './format.ts';
import { OtherClocks } from './moment.tsx';

/** The time until an instant, with the instant in a tooltip. */
export function TimeUntil({ at }: { at: string }) {
  const words = useWords();
  const { t } = words;
  const left = ageText(Math.max(0, Date.parse(at) - useNow()), words);
  return (
    <Hint content={<OtherClocks at={at} />}>
      <time dateTime={at}>{left === t('now') ? t('any moment') : t('in {time}', { time: left })}</time>
    </Hint>
  );
}

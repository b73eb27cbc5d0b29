'use client';
import { Hint } from '../ui/hint.tsx';
import { useNow } from './clock.tsx';
import { ageText } from './format.ts';
import { OtherClocks } from './moment.tsx';

/** The time until an instant, with the instant in a tooltip. */
export function TimeUntil({ at }: { at: string }) {
  const left = ageText(Math.max(0, Date.parse(at) - useNow()));
  return (
    <Hint content={<OtherClocks at={at} />}>
      <time dateTime={at}>{left === 'now' ? 'now' : `in ${left}`}</time>
    </Hint>
  );
}

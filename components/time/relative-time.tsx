'use client';
import { Hint } from '../ui/hint.tsx';
import { useNow } from './clock.tsx';
import { ageText } from './format.ts';
import { OtherClocks } from './moment.tsx';

type Props = { at: string; className?: string; prefix?: string; suffix?: string };

/** The time since an instant, with the instant in a tooltip. */
export function RelativeTime({ at, className, prefix = '', suffix = '' }: Props) {
  const age = ageText(Math.max(0, useNow() - Date.parse(at)));
  return (
    <Hint content={<OtherClocks at={at} />}>
      <time dateTime={at} className={className}>
        {age === 'now' ? 'just now' : `${prefix}${age}${suffix}`}
      </time>
    </Hint>
  );
}

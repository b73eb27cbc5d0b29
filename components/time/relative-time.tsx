'use client';
import { useWords } from '#words';
import { Hint } from '../ui/hint.tsx';
import { useNow } from './clock.tsx';
import { ageText } from './format.ts';
import { OtherClocks } from './moment.tsx';

/** The texts around an age: `{age} ago`, `for {age}`, `last {age} ago`, `Sent {age} ago`, `Written {age} ago`. */
type Props = { at: string; className?: string; prefix?: 'for ' | 'last ' | 'Sent ' | 'Written '; suffix?: ' ago' };

/** The time since an instant, with the instant in a tooltip. */
export function RelativeTime({ at, className, prefix, suffix }: Props) {
  const words = useWords();
  const { t } = words;
  const age = ageText(Math.max(0, useNow() - Date.parse(at)), words);
  return (
    <Hint content={<OtherClocks at={at} />}>
      <time dateTime={at} className={className}>
        {age === t('now') ? t('just now') : t(`${prefix ?? ''}{age}${suffix ?? ''}`, { age })}
      </time>
    </Hint>
  );
}

'use client';
import { useWords } from '#words';
import { Hint } from '../ui/hint.tsx';
import { useNow } from './clock.tsx';
import { ageText, MINUTE_MS } from './format.ts';
import { OtherClocks } from './moment.tsx';

/** The texts around an age: `{age} ago`, `for {age}`, `last {age} ago`, `Sent {age} ago`, `Written {age} ago`. */
type Props = { at: string; className?: string; prefix?: 'for ' | 'last ' | 'Sent ' | 'Written '; suffix?: ' ago' };

/** The time since an instant, with the instant in a tooltip. */
export function RelativeTime({ at, className, prefix, suffix }: Props) {
  const words = useWords();
  const { t } = words;
  const age = useNow() - Date.parse(at);
  return (
    <Hint content={<OtherClocks at={at} />}>
      <time dateTime={at} className={className}>
        {age < MINUTE_MS ? t('just now') : t(`${prefix ?? ''}{age}${suffix ?? ''}`, { age: ageText(age, words) })}
      </time>
    </Hint>
  );
}

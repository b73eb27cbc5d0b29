'use client';
import type { Moment } from '#lib/model/time.ts';
import { cx } from '../ui/cx.ts';
import { Hint } from '../ui/hint.tsx';
import { dayText, localTime, utcText, viewerText, ZONE_UNKNOWN } from './format.ts';

type Props = { moment: Moment; timeZone?: string | null | undefined; className?: string; hint?: boolean };

/** A time in the local time of its place with its offset; UTC and the user's local time in a tooltip. A date has none. */
export function MomentTime({ moment, timeZone, className, hint = true }: Props) {
  const { day, clock, zone } = localTime(moment, timeZone ?? null);
  const placed = zone !== ZONE_UNKNOWN;
  const dateTime = clock ? (placed ? moment.at : `${day}T${clock}`) : day;
  const text = (
    <time dateTime={dateTime} className={cx('whitespace-nowrap', className)}>
      {dayText(day)}
      {clock && ` ${clock}`}
      {zone && ' '}
      {zone && <span className="text-[0.85em]">{zone}</span>}
    </time>
  );
  if (!hint || !clock || !placed) return text;
  const unknown = zone === 'UTC' && !timeZone;
  return (
    <Hint
      content={
        <>
          <OtherClocks at={moment.at} />
          {unknown && <p>The time zone of the place is unknown.</p>}
        </>
      }
    >
      {text}
    </Hint>
  );
}

/** The same instant in UTC and in the user's local time. Rendered after hydration only. */
export function OtherClocks({ at }: { at: string }) {
  return (
    <dl className="grid grid-cols-[auto_auto] gap-x-3">
      <dt className="text-faint">UTC</dt>
      <dd>{utcText(at).replace(' UTC', '')}</dd>
      <dt className="text-faint">You</dt>
      <dd>{viewerText(at)}</dd>
    </dl>
  );
}

'use client';
import type { Moment } from '#lib/model/time.ts';
import { isTimeZone } from '#lib/model/zone.ts';
import { useShownZone } from '../personal/provider.tsx';
import { cx } from '../ui/cx.ts';
import { Hint } from '../ui/hint.tsx';
import { dayText, localTime, momentText, untilText, utcText, viewerText, ZONE_UNKNOWN } from './format.ts';

type Props = { moment: Moment; timeZone?: string | null | undefined; className?: string; hint?: boolean };

/**
 * A time in the local time of its place, or in the time zone that the user wants, with its offset; the other forms in a tooltip. A date has
 * none.
 */
export function MomentTime({ moment, timeZone, className, hint = true }: Props) {
  const shownIn = useShownZone();
  const { day, clock, zone } = localTime(moment, timeZone ?? null, shownIn);
  const placed = zone !== ZONE_UNKNOWN;
  const dateTime = clock ? (placed ? moment.at : `${day}T${clock}`) : day;
  const text = (
    <time dateTime={dateTime} className={cx('whitespace-nowrap', className)}>
      {dayText(day)}
      {clock && ` ${clock}`}
      {untilText(moment, timeZone, shownIn)}
      {zone && ' '}
      {zone && <span className="text-[0.85em]">{zone}</span>}
    </time>
  );
  if (!hint || !clock || !placed) return text;
  const atPlace = momentText(moment, timeZone);
  const unknown = atPlace.endsWith(' UTC') && !timeZone;
  return (
    <Hint
      content={
        <>
          <OtherClocks at={moment.at} {...(shownIn !== null && !unknown && { atPlace })} />
          {unknown && <p>The time zone of the place is unknown.</p>}
        </>
      }
    >
      {text}
    </Hint>
  );
}

/** `atPlace`: the time at its place, where that is not what is shown. */
type ClocksProps = { at: string; atPlace?: string };

/** The same instant in its other forms: at its place, in UTC and in the user's time zone. Rendered after hydration only. */
export function OtherClocks({ at, atPlace }: ClocksProps) {
  const shownIn = useShownZone();
  return (
    <dl className="grid grid-cols-[auto_auto] gap-x-3">
      {atPlace && (
        <>
          <dt className="text-faint">Place</dt>
          <dd>{atPlace}</dd>
        </>
      )}
      <dt className="text-faint">UTC</dt>
      <dd>{utcText(at).replace(' UTC', '')}</dd>
      <dt className="text-faint">{ownZone(shownIn)?.replaceAll('_', ' ') ?? 'You'}</dt>
      <dd>{viewerText(at, ownZone(shownIn))}</dd>
    </dl>
  );
}

/** The time zone that a user chose as theirs; undefined for that of the browser, also where the browser does not know the chosen one. */
export function ownZone(shownIn: string | null): string | undefined {
  return shownIn === null || shownIn === 'UTC' || !isTimeZone(shownIn) ? undefined : shownIn;
}

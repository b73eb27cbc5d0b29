'use client';
import type { Moment } from '#lib/model/time.ts';
import { isTimeZone } from '#lib/model/zone.ts';
import { useWords } from '#words';
import { useShownZone } from '../personal/provider.tsx';
import { cx } from '../ui/cx.ts';
import { Hint } from '../ui/hint.tsx';
import { localTime, untilText, utcText, viewerText, ZONE_UNKNOWN } from './format.ts';

type Props = { moment: Moment; timeZone?: string | null | undefined; className?: string; hint?: boolean };

/**
 * A time in the local time of its place, or in the time zone that the user wants, with its offset; the other forms in a tooltip. A date has
 * none.
 */
export function MomentTime({ moment, timeZone, className, hint = true }: Props) {
  const words = useWords();
  const shownIn = useShownZone();
  const { day, clock, zone } = localTime(moment, timeZone ?? null, shownIn);
  const placed = zone !== ZONE_UNKNOWN;
  const dateTime = clock ? (placed ? moment.at : `${day}T${clock}`) : day;
  const text = (
    <time dateTime={dateTime} className={cx('whitespace-nowrap', className)}>
      {words.day(day)}
      {clock && ` ${clock}`}
      {untilText(moment, timeZone, shownIn, words.day)}
      {zone && ' '}
      {zone && <span className="text-[0.85em]">{words.t(zone)}</span>}
    </time>
  );
  if (!hint || !clock || !placed) return text;
  const atPlace = words.moment(moment, timeZone);
  const unknown = atPlace.endsWith(' UTC') && !timeZone;
  return (
    <Hint
      content={
        <>
          <OtherClocks at={moment.at} {...(shownIn !== null && !unknown && { atPlace })} />
          {unknown && <p>{words.t('The time zone of the place is unknown.')}</p>}
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
  const words = useWords();
  const { t } = words;
  const shownIn = useShownZone();
  return (
    <dl className="grid grid-cols-[auto_auto] gap-x-3">
      {atPlace && (
        <>
          <dt className="text-faint">{t('Place')}</dt>
          <dd>{atPlace}</dd>
        </>
      )}
      <dt className="text-faint">UTC</dt>
      <dd>{utcText(at, words).replace(' UTC', '')}</dd>
      <dt className="text-faint">{ownZone(shownIn)?.replaceAll('_', ' ') ?? t('You')}</dt>
      <dd>{viewerText(at, ownZone(shownIn), words)}</dd>
    </dl>
  );
}

/** The time zone that a user chose as theirs; undefined for that of the browser, also where the browser does not know the chosen one. */
export function ownZone(shownIn: string | null): string | undefined {
  return shownIn === null || shownIn === 'UTC' || !isTimeZone(shownIn) ? undefined : shownIn;
}

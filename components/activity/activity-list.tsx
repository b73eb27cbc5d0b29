import Link from 'next/link';
import type { ActivityEntry } from '#db/queries/evidence.ts';
import { useWords } from '#words';
import { RelativeTime } from '../time/relative-time.tsx';
import { distinctEffects } from './distinct-effects.ts';
import { EffectLine } from './effect-line.tsx';

type Props = { entries: readonly ActivityEntry[]; titles: Readonly<Record<string, string>> };

/** Effects, grouped by event, each with a link to its event. */
export function ActivityList({ entries, titles }: Props) {
  const { t } = useWords();
  return (
    <ol>
      {groups(entries).map(([head, ...others]) => (
        <li
          key={head.id}
          className="flex gap-4 border-b border-line px-4 py-2.5 last:border-b-0 max-md:flex-col max-md:gap-1 lg:px-6"
        >
          <div className="flex w-48 shrink-0 flex-col max-md:w-full max-md:flex-row max-md:gap-3">
            <RelativeTime at={head.recordedAt} suffix=" ago" />
            {head.cause === 'rebuild' ? (
              <span className="text-xs text-faint">{t('Rebuilt with new rules')}</span>
            ) : (
              <EventLink {...{ head, titles }} />
            )}
          </div>
          <ul className="flex min-w-0 flex-col gap-1">
            {distinctEffects([head, ...others]).map(({ effect, count }) => (
              <li key={effect.id} className="flex flex-wrap gap-x-2">
                <EffectLine effect={effect} />
                {count > 1 && <span className="text-faint">{t('{n} times', { n: String(count) })}</span>}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** The event of an effect, and its source. */
function EventLink({ head, titles }: { head: ActivityEntry; titles: Props['titles'] }) {
  const { t } = useWords();
  return (
    <>
      <Link
        href={`/deliveries/by-event/${head.eventId}`}
        prefetch={false}
        title={head.type ?? t('View raw payload')}
        className="mono truncate text-xs text-faint underline underline-offset-4 hover:text-ink"
      >
        {head.type ?? t('event')}
      </Link>
      {head.provider && <span className="text-xs text-faint">{titles[head.provider] ?? head.provider}</span>}
    </>
  );
}

type Group = [ActivityEntry, ...ActivityEntry[]];

/** Groups consecutive effects of one event. */
function groups(entries: readonly ActivityEntry[]): Group[] {
  const found: Group[] = [];
  for (const entry of entries) {
    const last = found.at(-1);
    if (last && last[0].eventId === entry.eventId && last[0].cause === entry.cause) last.push(entry);
    else found.push([entry]);
  }
  return found;
}

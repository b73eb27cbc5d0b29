import Link from 'next/link';
import type { ReplayOutcome as Outcome } from '#db/queries/replays.ts';
import { useWords } from '#words';
import { RelativeTime } from '../time/relative-time.tsx';
import { rich } from '../words/rich.tsx';
import { StateChip } from './status-chip.tsx';

/** What became of the events of a replay, each count with a link to them. */
export function ReplayOutcome({ outcome }: { outcome: Outcome | null }) {
  const words = useWords();
  const { t } = words;
  if (!outcome)
    return <p className="shrink-0 border-b border-line px-4 py-2 text-dim lg:px-6">{t('This replay is not known.')}</p>;
  const { id, actor, selected, replayed, states, startedAt } = outcome;
  const left = selected - replayed;
  return (
    <section
      aria-label={t('Replay')}
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-canvas px-4 py-2 text-xs lg:px-6"
    >
      <span>
        {rich(
          words,
          replayed === 1 ? 'Replay of {n} event by {actor}, {time}' : 'Replay of {n} events by {actor}, {time}',
          { n: words.number(replayed), actor, time: <RelativeTime at={startedAt} suffix=" ago" /> },
        )}
      </span>
      {states.map(({ state, count }) => (
        <Link
          key={state}
          href={`/deliveries?replay=${id}&status=${state}`}
          className="inline-flex items-center gap-1 underline-offset-4 hover:underline"
        >
          {words.number(count)} <StateChip state={state} />
        </Link>
      ))}
      <Link
        href="/deliveries/replays"
        prefetch={false}
        className="ml-auto text-dim underline-offset-4 hover:text-ink hover:underline"
      >
        {t('All replays')}
      </Link>
      {left > 0 && (
        <span className="text-risk">
          {words.counted(
            left,
            '{n} event not replayed; replay the same filter again.',
            '{n} events not replayed; replay the same filter again.',
          )}
        </span>
      )}
    </section>
  );
}

import Link from 'next/link';
import { ActionButton, type FormAction } from '#components/settings/action-form.tsx';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { Chip } from '#components/ui/chip.tsx';
import type { Reconciled } from '#db/queries/runs.ts';
import { useWords } from '#words';
import { rich } from '../words/rich.tsx';
import { runState } from './words.ts';

type Props = {
  title: string;
  /** Null if its API is not configured; `keys` are its environment keys. */
  standing: Reconciled | null;
  keys: readonly string[];
  /** Null without permission. */
  start: FormAction | null;
};

/** The state of the reconciliation with one source, in a line. */
export function SyncStatus({ title, standing, keys, start }: Props) {
  const { t } = useWords();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm lg:px-6">
      <span className="w-24 font-medium">{title}</span>
      {standing ? <SyncStatusLine standing={standing} /> : <NotReached keys={keys} />}
      {standing && start && (
        <span className="ml-auto">
          <ActionButton action={start} label={t('Run now')} fields={{ provider: standing.provider }} />
        </span>
      )}
    </div>
  );
}

/** The last run and its result, and why the next is paused. */
export function SyncStatusLine({ standing }: { standing: Reconciled }) {
  const { provider, last, corrected, waiting, circuitOpen } = standing;
  const words = useWords();
  const { t } = words;
  const state = last && runState(last, words);
  return (
    <>
      {state ? (
        <Chip tone={circuitOpen ? 'late' : state.tone}>{t(circuitOpen ? 'Paused' : state.word)}</Chip>
      ) : (
        <Chip tone="none">{t('Not yet run')}</Chip>
      )}
      {last && (
        <span className="text-dim">
          {rich(words, 'started {time}, {n} checked', {
            time: <RelativeTime at={last.startedAt} suffix=" ago" />,
            n: words.number(last.read),
          })}
        </span>
      )}
      <Corrected count={corrected} provider={provider} />
      {waiting > 0 && <span className="text-dim">{t('{n} queued for refresh', { n: waiting })}</span>}
      {circuitOpen ? (
        <span className="text-late">
          {t('until {time}: {reason}', {
            time: `${circuitOpen.until.slice(11, 16)} UTC`,
            reason: circuitOpen.error ?? '',
          })}
        </span>
      ) : (
        state?.more && <span className="text-dim">{state.more}</span>
      )}
    </>
  );
}

function NotReached({ keys }: { keys: readonly string[] }) {
  const { t } = useWords();
  return <span className="text-dim">{t('The API is not configured; missing: {keys}', { keys: keys.join(', ') })}</span>;
}

/** How many values were corrected, as a link to them. */
function Corrected({ count, provider }: { count: number; provider: string }) {
  const { counted } = useWords();
  const text = counted(count, '{n} value corrected in 24 hours', '{n} values corrected in 24 hours');
  if (count === 0) return <span className="text-dim">{text}</span>;
  return (
    <Link
      href={`/reconciliation/drift?provider=${provider}&days=1`}
      prefetch={false}
      className="text-dim underline underline-offset-4 hover:text-ink"
    >
      {text}
    </Link>
  );
}

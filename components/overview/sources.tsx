'use client';
import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { rich } from '#components/words/rich.tsx';
import type { SourceHealth } from '#db/queries/source-health.ts';
import type { Words } from '#lib/model/language.ts';
import { useWords } from '#words';
import { useNow } from '../time/clock.tsx';
import { ageText, spanText } from '../time/format.ts';

/** A source counts as silent after this many typical intervals, but not before `MIN_SILENCE_MS`. */
const SILENT_AFTER_INTERVALS = 10;
const MINUTE = 60_000;
const MIN_SILENCE_MS = 5 * MINUTE;

/** A line for each source: last event, typical interval, and what is not processed. */
export function Sources({
  sources,
  titles,
}: {
  sources: readonly SourceHealth[];
  titles: Readonly<Record<string, string>>;
}) {
  return (
    <ul>
      {sources.map((source) => (
        <li key={source.provider} className="flex items-start gap-2 px-4 py-1.5 lg:px-6">
          <SourceLine source={source} title={titles[source.provider] ?? source.provider} />
        </li>
      ))}
    </ul>
  );
}

/** The line of one source. */
export function SourceLine({ source, title }: { source: SourceHealth; title: string }) {
  const words = useWords();
  const { t } = words;
  const now = useNow();
  const age = source.lastAt ? Math.max(0, now - Date.parse(source.lastAt)) : null;
  const usual = source.usualGap === null ? null : source.usualGap * 1000;
  const silent = age !== null && usual !== null && age > Math.max(MIN_SILENCE_MS, usual * SILENT_AFTER_INTERVALS);
  const Icon = age === null ? CircleDashed : silent || source.deadLetters > 0 ? TriangleAlert : CircleCheck;
  const look = age === null ? 'text-faint' : silent ? 'text-late' : source.deadLetters > 0 ? 'text-risk' : 'text-ok';
  return (
    <>
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look}`} strokeWidth={2} />
      <p className="min-w-0">
        {rich(words, sentenceOf(age, usual, silent), {
          source: (
            <Link
              href={`/deliveries?provider=${source.provider}`}
              className="font-medium underline-offset-4 hover:underline"
            >
              {title}
            </Link>
          ),
          span: spanText(age ?? 0, words),
          age: ageText(age ?? 0, words),
          usual: usualText(usual, words),
        })}
        <span className="text-xs text-dim">
          {source.pending > 0 && ` · ${t('{n} queued', { n: String(source.pending) })}`}
          {source.rejected > 0 && ` · ${t('{n} rejected this hour', { n: String(source.rejected) })}`}
        </span>
        {source.deadLetters > 0 && (
          <Link
            href={`/deliveries?provider=${source.provider}&status=dead_letter`}
            className="ml-1.5 text-xs text-risk underline underline-offset-4"
          >
            {t('{n} failed', { n: String(source.deadLetters) })}
          </Link>
        )}
      </p>
    </>
  );
}

const SENT_NOTHING = '{source} has sent no webhook yet';
const SILENT = '{source} has sent no webhook for {span} (usually {usual}): data may be stale';

/** The message about the last webhook of a source: `age` milliseconds ago, null if it has sent none. */
function sentenceOf(age: number | null, usual: number | null, isSilent: boolean): string {
  if (age === null) return SENT_NOTHING;
  if (isSilent) return SILENT;
  if (usual === null) return age < MINUTE ? '{source}: last webhook just now' : '{source}: last webhook {age} ago';
  return age < MINUTE
    ? '{source}: last webhook just now, typical interval {usual}'
    : '{source}: last webhook {age} ago, typical interval {usual}';
}

function usualText(milliseconds: number | null, words: Words): string {
  if (milliseconds === null || milliseconds < 1000) return words.t('< {n} s', { n: 1 });
  return spanText(milliseconds, words);
}

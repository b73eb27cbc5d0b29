'use client';
import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { SourceHealth } from '#db/queries/source-health.ts';
import { useNow } from '../time/clock.tsx';
import { ageText, spanText } from '../time/format.ts';

/** A source counts as silent after this many typical intervals, but not before `MIN_SILENCE_MS`. */
const SILENT_AFTER_INTERVALS = 10;
const MIN_SILENCE_MS = 5 * 60_000;

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
        <Link
          href={`/deliveries?provider=${source.provider}`}
          className="font-medium underline-offset-4 hover:underline"
        >
          {title}
        </Link>
        {age === null && ' has sent no webhook yet'}
        {age !== null &&
          silent &&
          ` has sent no webhook for ${spanText(age)} (usually ${usualText(usual)}): data may be stale`}
        {age !== null && !silent && `: last webhook ${ageText(age) === 'now' ? 'just now' : `${ageText(age)} ago`}`}
        {age !== null && !silent && usual !== null && `, typical interval ${usualText(usual)}`}
        <span className="text-xs text-dim">
          {source.pending > 0 && ` · ${source.pending} queued`}
          {source.rejected > 0 && ` · ${source.rejected} rejected this hour`}
        </span>
        {source.deadLetters > 0 && (
          <Link
            href={`/deliveries?provider=${source.provider}&status=dead_letter`}
            className="ml-1.5 text-xs text-risk underline underline-offset-4"
          >
            {source.deadLetters} failed
          </Link>
        )}
      </p>
    </>
  );
}

function usualText(milliseconds: number | null): string {
  return milliseconds === null || milliseconds < 1000 ? '< 1 s' : spanText(milliseconds);
}

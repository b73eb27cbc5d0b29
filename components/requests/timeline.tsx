import type { StepRow } from '#db/queries/linked.ts';
import type { RequestItem } from '#db/queries/requests.ts';
import type { Words } from '#lib/model/language.ts';
import { lookup } from '#lib/model/lookup.ts';
import { STEPS } from '#lib/model/record.ts';
import { useWords } from '#words';
import { inWords } from '../shipments/words.ts';
import { RelativeTime } from '../time/relative-time.tsx';

type Entry = { at: string; title: string; note: string | null };

/** Who asked for what when, what the provider answered, and what became of the booking since. */
export function Timeline(props: { request: RequestItem; provider: string; steps: readonly StepRow[] }) {
  const words = useWords();
  return (
    <ol className="px-4 py-3 lg:px-6">
      {entriesOf(props, words).map(({ at, title, note }) => (
        <li key={`${at} ${title}`} className="relative flex gap-3 pb-4 last:pb-1">
          <span
            aria-hidden
            className="absolute top-3.5 bottom-[-0.35rem] left-[3.5px] w-px bg-line-strong in-[li:last-child]:hidden"
          />
          <span aria-hidden className="relative mt-1.5 size-2 shrink-0 rounded-full bg-ink" />
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-medium">{title}</span>
              <span className="text-xs text-dim">
                <RelativeTime at={at} suffix=" ago" />
              </span>
            </div>
            {note && <p className="text-xs break-words text-dim">{note}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

function entriesOf({ request, provider, steps }: Parameters<typeof Timeline>[0], words: Words): Entry[] {
  const { t, inside } = words;
  const { submittedAt, submittedBy, sentAt, settledAt, state, reason, attempts } = request;
  const entries: Entry[] = [{ at: submittedAt, title: t('Submitted'), note: t('by {name}', { name: submittedBy }) }];
  if (sentAt) {
    const tries = attempts > 1 ? t('{n} attempts', { n: attempts }) : null;
    const note = [tries, state === 'sent' && reason ? t('last answer: {reason}', { reason }) : null]
      .filter(Boolean)
      .join('; ');
    entries.push({ at: sentAt, title: t('Sent to {provider}', { provider }), note: note || null });
  }
  if (settledAt) {
    const title = t(state === 'accepted' ? 'Accepted by {provider}' : 'Rejected by {provider}', { provider });
    entries.push({ at: settledAt, title, note: reason });
  }
  // What happened to the booking before this request is not part of it.
  const later = steps.filter(({ occurredAt, code }) => occurredAt >= submittedAt && code !== 'CREATED');
  return [
    ...entries,
    ...later.map(({ occurredAt, code, note }) => ({
      at: occurredAt,
      title: t('Booking: {step}', { step: inside(t(lookup<string>(STEPS, code) ?? inWords(code.toLowerCase()))) }),
      note,
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

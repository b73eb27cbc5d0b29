import type { ExceptionActRow } from '#db/queries/exceptions.ts';
import { useWords } from '#words';
import { Section } from '../record/section.tsx';
import { RelativeTime } from '../time/relative-time.tsx';
import { actText, type People, personName } from './act-words.ts';
import { NoteBox } from './note-box.tsx';

type Props = { id: string; acts: readonly ExceptionActRow[]; names: People };

/** What people and evidence did to an exception, oldest first, and a box for a note. */
export function Discussion({ id, acts, names }: Props) {
  const words = useWords();
  return (
    <Section title={words.t('Discussion')} count={acts.length}>
      <ol className="flex flex-col gap-2.5 px-4 py-3 lg:px-6">
        {acts.map((act) => (
          <li key={act.id}>
            <p className="flex flex-wrap items-baseline gap-x-1.5 text-xs text-dim">
              {act.by && <span className="font-medium text-ink">{personName(names, act.by)}</span>}
              <span>{actText(act, names, words)}</span>
              <RelativeTime at={act.at} suffix=" ago" className="ml-auto text-faint" />
            </p>
            {act.content.note && (
              <p className="mt-1 rounded-md border border-line bg-canvas px-2.5 py-1.5 break-words whitespace-pre-wrap">
                {act.content.note}
              </p>
            )}
          </li>
        ))}
      </ol>
      <NoteBox id={id} />
    </Section>
  );
}

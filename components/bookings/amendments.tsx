import type { ActivityEntry } from '#db/queries/evidence.ts';
import { RecordActivity } from '../record/record-activity.tsx';
import { Section } from '../record/section.tsx';

type Props = { amended: number; activity: readonly ActivityEntry[]; titles: Readonly<Record<string, string>> };

/** What an amendment changed: fields that had a value before, or have none any more. */
function isAmendment({ part, field, before }: ActivityEntry): boolean {
  return part === null && field !== 'added' && field !== 'status' && before !== null;
}

/** What was agreed and is no longer so: from what to what, when, and by whose word. */
export function Amendments({ amended, activity, titles }: Props) {
  const changes = activity.filter(isAmendment);
  if (changes.length === 0 && amended === 0) return null;
  return (
    <Section title="Amendments" count={Math.max(amended, 1)}>
      {changes.length > 0 ? (
        <RecordActivity entries={changes} titles={titles} />
      ) : (
        <p className="px-4 py-3 text-dim lg:px-6">
          Amended before it was first received; the previous values are unknown.
        </p>
      )}
    </Section>
  );
}

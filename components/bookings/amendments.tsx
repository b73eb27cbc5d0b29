import type { ActivityEntry } from '#db/queries/evidence.ts';
import { useWords } from '#words';
import { RecordActivity } from '../record/record-activity.tsx';
import { Section } from '../record/section.tsx';

type Props = { amended: number; activity: readonly ActivityEntry[]; titles: Readonly<Record<string, string>> };

/** The effects of amendments: fields that had a value before, or have none any more. */
function isAmendment({ part, field, before }: ActivityEntry): boolean {
  return part === null && field !== 'added' && field !== 'status' && before !== null;
}

/** The amendments of a booking: previous and new value, time and source. */
export function Amendments({ amended, activity, titles }: Props) {
  const { t } = useWords();
  const changes = activity.filter(isAmendment);
  if (changes.length === 0 && amended === 0) return null;
  return (
    <Section title={t('Amendments')} count={Math.max(amended, 1)}>
      {changes.length > 0 ? (
        <RecordActivity entries={changes} titles={titles} />
      ) : (
        <p className="px-4 py-3 text-dim lg:px-6">
          {t('Amended before it was first received; the previous values are unknown.')}
        </p>
      )}
    </Section>
  );
}

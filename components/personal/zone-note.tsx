'use client';
import { useWords } from '#words';
import { useShownZone } from './provider.tsx';

/** The time zone of the times of a printed page, unless each has that of its place. On the screen it is in the tooltip of each time. */
export function ShownZoneNote() {
  const { t } = useWords();
  const shownIn = useShownZone();
  if (shownIn === null) return null;
  return (
    <p className="hidden px-4 pt-2 text-xs text-dim print:block">
      {t('Times are shown in {zone}. Days without a time are those of the place.', {
        zone: shownIn.replaceAll('_', ' '),
      })}
    </p>
  );
}

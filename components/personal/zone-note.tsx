'use client';
import { useShownZone } from './provider.tsx';

/** The time zone of the times of a printed page, unless each has that of its place. On the screen it is in the tooltip of each time. */
export function ShownZoneNote() {
  const shownIn = useShownZone();
  if (shownIn === null) return null;
  return (
    <p className="hidden px-4 pt-2 text-xs text-dim print:block">
      Times are shown in {shownIn.replaceAll('_', ' ')}. Days without a time are those of the place.
    </p>
  );
}
